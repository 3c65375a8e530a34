"""What the commands that read sources share: their options, and what they tell of sources that are not read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from dragoman.ingest.item import Options

T = TypeVar("T")

COLUMN = typer.Option(
    [], help="Another name of a field in JSON Lines or CSV: text=body; repeatable. Fields: id, url, outlet, ..."
)
OUTLET = typer.Option(None, help="Who published them.")
PUBLISHED = typer.Option(None, help="When they were published: 2023-06-19, 2023-06 or 2023.")
ANY_LANGUAGE = typer.Option(False, "--any-language", help="Do not set aside what is not English.")
ALLOW_PRIVATE = typer.Option(None, "--allow-private", help="Also fetch addresses in the local network.")

# At most so many reasons and names are listed; a broken archive has thousands of the same.
_REASONS = 20
_NAMES = 5


def reading_options(
    *,
    outlet: str | None = None,
    published: str | None = None,
    column: Sequence[str] = (),
    any_language: bool = False,
    allow_private: bool | None = None,
) -> Options:
    """How sources are read: what the command line says, and the settings where it says nothing.

    Raises:
        BadQuestion: an option or a setting means nothing.
    """
    from dataclasses import replace

    from dragoman.errors import BadQuestion
    from dragoman.ingest.item import Options
    from dragoman.ingest.limits import DEFAULT, MEBIBYTE
    from dragoman.ingest.sources import check_columns, given_day
    from dragoman.settings import load

    if wrong := [c for c in column if "=" not in c]:
        raise BadQuestion(f"--column {wrong[0]!r}", "is not of the form FIELD=NAME", "as in --column text=body")
    settings = load(allow_private=allow_private)
    options = Options(
        outlet=outlet,
        published=given_day(published),
        columns=dict(c.split("=", 1) for c in column),
        allow_private=settings.allow_private,
        any_language=any_language,
        limits=replace(DEFAULT, text=settings.text_limit_mb * MEBIBYTE),
    )
    check_columns(options)
    return options


def check_sources(sources: Iterable[str]) -> None:
    """Refuse a path that leads nowhere before hours are spent on the others.

    Raises:
        NotFound: naming it.
    """
    from dragoman.errors import NotFound

    for source in sources:
        if source != "-" and "://" not in source and not os.path.exists(source):
            raise NotFound(source, "there is no such file or folder", "check the path; nothing was read")


@dataclass(slots=True)
class Aside:
    """What was found in the sources and is no report: text in other languages, and what failed, by exit code."""

    other_languages: int = 0
    examples: list[str] = field(default_factory=list)  #: sources of the first few in other languages
    failed: int = 0
    codes: set[int] = field(default_factory=set)

    def without_other_languages(self, found: Iterable[T]) -> Iterator[T]:
        """Pass everything on but reports in other languages, which are counted here."""
        from dragoman.errors import NotEnglish
        from dragoman.ingest.item import Failure

        for each in found:
            if isinstance(each, Failure):
                if isinstance(each.error, NotEnglish):
                    self.other_languages += 1
                    self.examples += [each.source] * (len(self.examples) < _NAMES)
                    continue
                self.failed += 1
                self.codes.add(each.error.exit_code)
            yield each


def tell_other_languages(sources: Iterable[str], count: int) -> None:
    """Say on standard error which reports were set aside for their language, the first few of `count`."""
    if count:
        told = _listed(sources, count)
        print(f"  {told}: not in English, set aside; --any-language lets them through", file=sys.stderr)


def tell_passed_over(sources: Iterable[str], options: Options) -> None:
    """Say on standard error which files of folders were passed over as no reports."""
    from dragoman.ingest.folder import passed_over

    found = [p.path for s in sources if os.path.isdir(s) for p in passed_over(s, options) if p.why == "no report"]
    if found:
        told = _listed(found, len(found))
        print(f"  {told}: passed over as no report; give such a file by name to read it", file=sys.stderr)


def tell_reasons(reasons: Iterable[str], count: int) -> None:
    """List on standard error why reports could not be read, the first twenty of `count`."""
    for reason in islice(reasons, _REASONS):
        print(f"  {reason}", file=sys.stderr)
    if count > _REASONS:
        print(f"  and {count - _REASONS:,} more", file=sys.stderr)


def _listed(names: Iterable[str], count: int) -> str:
    more = f" and {count - _NAMES:,} more" if count > _NAMES else ""
    return ", ".join(islice(names, _NAMES)) + more
