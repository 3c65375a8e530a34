"""How much of a source is read before it is refused: every bound of the readers, in one place."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep time and memory finite on hostile input. Sizes are bytes, times are seconds.

    A newspaper page is 0.1 to 2 MB and its text a few kilobytes, so the defaults are one to three orders of
    magnitude above anything that a person wrote.
    """

    text: int = 2 * MEBIBYTE  #: one report's text, and one line of a JSON Lines or CSV file
    page: int = 10 * MEBIBYTE  #: one HTML page, feed or sitemap
    member: int = 256 * MEBIBYTE  #: one file inside a zip or tar, unpacked
    unpacked: int = 64 * 1024 * MEBIBYTE  #: all files inside one zip or tar together, unpacked
    ratio: int = 200  #: unpacked to packed size of a zip member; deflate of prose is below 10, a bomb about 1,000
    members: int = 5_000_000  #: files inside one zip or tar
    nesting: int = 3  #: archives inside archives, feeds named by lists of feeds, sitemaps named by sitemaps
    depth: int = 50  #: folders below the one given
    download: int = 10 * MEBIBYTE  #: one answer of a web server, unpacked
    download_time: float = 60.0  #: one answer of a web server, from connecting to its last byte
    step_time: float = 15.0  #: any single wait for a web server
    redirects: int = 5


DEFAULT = Limits()
