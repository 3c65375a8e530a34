"""Small valid sources of every kind, for mutation, and what must hold for whatever is read from them."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import random
from collections.abc import Callable

from dragoman.ingest.item import Failure, Options
from dragoman.ingest.limits import Limits
from dragoman.ingest.normal import normalise
from dragoman.model import Report

from .make import PARAGRAPHS, TITLE, entry, page, reports_in, rss, tarred, warc_gz, warc_info, warc_record, zipped

LIMITS = Limits(text=200_000, page=200_000, member=500_000, unpacked=2_000_000)
_LINE = json.dumps({"id": "a", "title": TITLE, "text": PARAGRAPHS[0], "date": "2023-06-19"}).encode() + b"\n"
_PAGE = page(
    head='<meta property="article:published_time" content="2023-06-19T17:00:00Z"><script type="application/ld+json">'
    '{"@type":"NewsArticle","headline":"x","datePublished":"2023-06-19"}</script>',
    masthead="<span class='today'>Friday, 12 April 2024</span>",
    under="<p class='byline'>By Mara Ilves | June 19, 2023</p>",
).encode()
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://h.example/"><title>Harbour Times</title><entry>'
    '<title type="html">Ministers &amp;amp; envoys</title><link rel="alternate" href="a"/><id>tag:h.example,2023:1</id>'
    "<updated>2023-06-19T17:00:00+02:00</updated><author><name>Mara Ilves</name></author>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{" ".join(PARAGRAPHS)}</p></div></content>'
    "</entry></feed>"
).encode()
SEEDS: dict[str, bytes] = {
    "a.txt": f"| 12 April 2024, Friday |\n\n{TITLE}\n\nBy Mara Ilves\n\n{PARAGRAPHS[0]}\n\n• Harbour Times\n".encode(),
    "b.html": _PAGE,
    "c.jsonl": _LINE * 3,
    "d.csv": f'title,text,date\n"{TITLE}","{PARAGRAPHS[0]}",2023-06-19\n'.encode() * 2,
    "e.json": json.dumps([{"text": PARAGRAPHS[0]}] * 2).encode(),
    "f.xml": rss(entry(text=" ".join(PARAGRAPHS * 3)), entry(text="teaser")),
    "g.opml": b'<opml><body><outline text="x" xmlUrl="https://h.example/rss"/></body></opml>',
    "h.xml": b"<urlset><url><loc>https://h.example/a</loc></url></urlset>",
    "i.warc": b"".join((warc_info(), warc_record(_PAGE), warc_record(_PAGE))),
    "j.warc.gz": warc_gz(warc_info(), warc_record(_PAGE), warc_record(_PAGE)),
    "k.zip": zipped({"a.txt": PARAGRAPHS[0].encode(), "b.html": _PAGE}),
    "l.tar": tarred({"a.txt": PARAGRAPHS[0].encode(), "c.jsonl": _LINE}),
    "m.tar.gz": gzip.compress(tarred({"a.txt": PARAGRAPHS[0].encode()}), mtime=0),
    "n.jsonl.gz": gzip.compress(_LINE * 3, mtime=0),
    "o.atom": _ATOM,
    "p.html.bz2": bz2.compress(_PAGE),
    "q.txt.xz": lzma.compress(PARAGRAPHS[0].encode()),
    "r.tsv": f"headline\tbody\tpublished\n{TITLE}\t{PARAGRAPHS[0]}\t19 June 2023\n".encode("utf-16"),
}


def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


#: Of packed sources: what lies inside, and how it is packed. Damage done outside seldom gets past the checksum.
_INSIDE: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "j.warc.gz": (SEEDS["i.warc"], lambda data: warc_gz(*_cut(data))),
    "k.zip": (_PAGE, lambda data: zipped({"a.txt": data, "b.html": data, "c.csv": data})),
    "m.tar.gz": (SEEDS["l.tar"], _gzipped),
    "n.jsonl.gz": (_LINE * 3, _gzipped),
    "p.html.bz2": (_PAGE, bz2.compress),
    "q.txt.xz": (SEEDS["a.txt"], lzma.compress),
}
_TOKENS = [
    *b'< > & " \x00 \xff\xfe \xef\xbb\xbf ]]> <!-- <![CDATA[ &a; { [ %00 -1 \x1f\x8b\x08 PK\x03\x04 \xed\xa0\x80'.split(
        b" "
    ),
    *b"<h1> <table> </body> 1e999 NaN \\ud800 <time/datetime='9999-99-99'> 999999999999999999999999999999".split(b" "),
    b"\n",
    b"\r",
    b"<!ENTITY a 'b'>",
    b"Content-Length: 99999999999\r\n",
    b"WARC/1.0\r\n",
    "\u202e".encode(),
    "\u0301".encode() * 50,
]


def damaged(name: str, chance: random.Random) -> bytes:
    """The seed `name` with accidents, for packed ones half of the time on what lies inside, before it is packed."""
    if name in _INSIDE and chance.random() < 0.5:
        inside, packed = _INSIDE[name]
        return packed(mutated(inside, chance))
    return mutated(SEEDS[name], chance)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with one to eight accidents: flipped bits, cuts, repeats, swaps, and tokens that parsers care about."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not out:
            break
        at = chance.randrange(len(out))
        size = min(chance.choice((1, 2, 4, 16, 64, 512)), len(out) - at)
        kind = chance.randrange(6)
        if kind == 0:
            out[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del out[at : at + size]
        elif kind == 2:
            out[at:at] = out[at : at + size] * chance.choice((1, 2, 50))
        elif kind == 3:
            out[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 20))
        elif kind == 4:
            other = chance.randrange(len(out))
            piece = bytes(out[other : other + size])
            out[at : at + len(piece)] = piece
        else:
            out[at : at + size] = chance.randbytes(size)
    return bytes(out)


def _cut(data: bytes) -> list[bytes]:
    """A WARC file's records, each up to where the next begins."""
    first, *rest = data.split(b"WARC/1.0\r\n")
    return [first, *(b"WARC/1.0\r\n" + r for r in rest)]


def check(data: bytes, name: str) -> None:
    """Read `data` and see that all that comes out is sound.

    Raises:
        AssertionError: it is not.
    """
    for found in reports_in(data, name, Options(fetch=False, any_language=True, limits=LIMITS)):
        if isinstance(found, Failure):
            assert found.reason == str(found.error)
            assert "\n" not in found.source
            assert "broke the reader" not in found.reason, found.reason
            continue
        assert isinstance(found, Report)
        assert found.text == normalise(found.text)
        assert any(c.isalnum() for c in found.text)
        assert found.id
        found.text.encode()
        if found.title_span is not None:
            assert 0 <= found.title_span.start < found.title_span.end <= len(found.text)
            assert found.title_span.of(found.text).strip()
        for hint in found.hints:
            assert hint.when.earliest or hint.when.latest
            assert hint.span is None
