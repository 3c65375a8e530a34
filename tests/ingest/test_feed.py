from __future__ import annotations

import pytest

from dragoman.errors import BadInput
from dragoman.ingest.feed import addresses_of_sitemap, feeds_of_opml, read_feed
from dragoman.ingest.item import Failure
from dragoman.model import Report

from .make import PARAGRAPHS, TITLE, entry, fault, only_report, reports_in, rss

LONG = " ".join(PARAGRAPHS * 3)


def test_entries_with_address_date_and_outlet() -> None:
    (found,) = read_feed(rss(entry(text=f"<p>{LONG}</p>", guid="g1")), "f.xml")
    assert (found.url, found.title, found.outlet, found.key) == (
        "https://harbour.example/a",
        TITLE,
        "Harbour Times",
        "g1",
    )
    assert [(c.origin, c.when.edtf) for c in found.hints] == [("meta", "2023-06-19")]
    assert found.is_whole
    assert found.text == LONG


@pytest.mark.parametrize(
    "text", ["A teaser of the story.", LONG + " Read more…", LONG + " [...]", LONG + " Continue reading"]
)
def test_teasers_are_not_taken_for_the_article(text: str) -> None:
    assert not read_feed(rss(entry(text=text)), "f.xml")[0].is_whole


def test_atom() -> None:
    atom = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Inland Post</title><entry><id>tag:1</id>'
        f'<title>{TITLE}</title><link rel="alternate" href="/a"/><published>2023-06-19T17:00:00Z</published>'
        f'<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>'
    )
    (found,) = read_feed(atom.encode(), "f.xml", base="https://inland.example/feed")
    assert (found.url, found.outlet, found.is_whole) == ("https://inland.example/a", "Inland Post", True)


def test_a_feed_file_with_whole_articles_needs_no_network() -> None:
    report = only_report(rss(entry(text=f"<p>{LONG}</p>")), "f.xml")
    assert report.text == f"{TITLE}\n\n{LONG}"
    assert (report.outlet, report.url) == ("Harbour Times", "https://harbour.example/a")


def test_entity_bombs_are_harmless() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'
    (found,) = read_feed(rss(entry(title="&l11;", text=LONG), head=bomb), "f.xml")
    assert len(found.title or "") < 100
    external = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    (found,) = read_feed(rss(entry(title="a &x; b", text=LONG), head=external), "f.xml")
    assert "root" not in (found.title or "")


def test_a_document_type_without_end_is_refused() -> None:
    with pytest.raises(BadInput, match="declares entities"):
        read_feed(rss(entry(), head="<!DOCTYPE rss [" + '<!ENTITY a "b">' * 20_000), "f.xml")


def test_what_is_no_feed_is_told() -> None:
    with pytest.raises(BadInput, match="no feed"):
        read_feed(b"<html><body>moved</body></html>", "f.xml")


def test_a_broken_feed_gives_what_can_be_read() -> None:
    data = rss(entry(title="First & foremost", text=LONG), entry(title="Second", link="https://h.example/b"))
    found = read_feed(data[: data.index(b"</channel>")], "f.xml")
    assert [e.title for e in found] == ["First & foremost", "Second"]


def test_opml() -> None:
    data = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="World"><outline type="rss" text="H" xmlUrl="https://h.example/rss"/>
    <outline title="I" xmlurl="https://i.example/rss"/><outline text="again" xmlUrl="https://h.example/rss"/></outline></body></opml>"""
    assert feeds_of_opml(data, "f.opml") == [("https://h.example/rss", "H"), ("https://i.example/rss", "I")]
    assert "fetching is off" in str(fault(data, "f.opml"))


def test_sitemaps() -> None:
    data = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://h.example/a</loc><lastmod>2024-01-01</lastmod>
      <news:news><news:publication_date>2023-06-19T10:00Z</news:publication_date></news:news></url>
      <url><loc> https://h.example/b </loc></url></urlset>"""
    pages, more = addresses_of_sitemap(data, "s.xml")
    assert [(u, [c.when.edtf for c in h]) for u, h in pages] == [
        ("https://h.example/a", ["2023-06-19"]),
        ("https://h.example/b", []),
    ]
    assert more == []
    index = b"<sitemapindex><sitemap><loc>https://h.example/1.xml</loc></sitemap></sitemapindex>"
    assert addresses_of_sitemap(index, "s.xml") == ([], ["https://h.example/1.xml"])


def test_a_teaser_in_a_file_is_read_as_what_it_is_when_fetching_is_off() -> None:
    found = reports_in(rss(entry(text=PARAGRAPHS[0])), "f.xml")
    assert [type(f) for f in found] == [Report]
    assert not any(isinstance(f, Failure) for f in found)
