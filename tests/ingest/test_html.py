from __future__ import annotations

import json
from datetime import date

import pytest

from dragoman.ingest.item import Item, Options
from dragoman.ingest.sources import read_item
from dragoman.model import Report

from .make import PARAGRAPHS, TITLE, fault, only_report, page

DAY = date(2023, 6, 19)


def hints(report: Report) -> set[tuple[str, str | None]]:
    return {(c.origin, c.when.edtf) for c in report.hints}


def test_headline_is_the_first_line_and_furniture_is_no_text() -> None:
    html = page(
        masthead='<span class="today">Friday, 12 April 2024</span>',
        under='<p class="byline">By Mara Ilves</p><p>Share this article</p>',
        after='<section class="comments"><p>I do not believe a word of what these ministers say there.</p></section>',
    )
    report = only_report(html, "a.html")
    assert report.text == "\n\n".join((TITLE, *PARAGRAPHS))
    assert report.title == TITLE
    assert report.title_span is not None
    assert report.title_span.of(report.text) == TITLE
    assert report.byline == "Mara Ilves"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page(head='<meta property="article:published_time" content="2023-06-19T17:00:00Z">'), ("meta", "2023-06-19")),
        (page(head='<meta name="pubdate" content="20230619">'), ("meta", "2023-06-19")),
        (
            page(
                head='<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"x",'
                '"datePublished":"2023-06-19T17:00:00+02:00"}]}</script>'
            ),
            ("meta", "2023-06-19"),
        ),
        (page(under='<time datetime="2023-06-19T17:00">Monday afternoon</time>'), ("meta", "2023-06-19")),
        (page(under="<div>Published June 19, 2023 5:00 pm ET</div>"), ("meta", "2023-06-19")),
        (page(under="<div><span>19 June 2023</span></div>"), ("meta", "2023-06-19")),
        (page(masthead="<span>Monday, 19 June 2023</span>"), ("masthead", "2023-06-19")),
        (page(head='<link rel="canonical" href="https://harbour.example/2023/06/19/crossing">'), ("url", "2023-06-19")),
        (page(under="<div>Updated June 19, 2023</div>"), ("meta", "../2023-06-19")),
        (page(head='<meta property="article:modified_time" content="2023-06-19">'), ("meta", "../2023-06-19")),
    ],
)
def test_each_date_of_a_page_is_a_hint_of_its_origin(html: str, expected: tuple[str, str]) -> None:
    assert expected in hints(only_report(html, "a.html"))


def test_a_day_of_change_alone_is_no_day_of_publication() -> None:
    report = only_report(page(head='<meta property="article:modified_time" content="2023-06-21">'), "a.html")
    assert hints(report) == {("meta", "../2023-06-21")}


def test_masthead_date_is_never_taken_for_metadata() -> None:
    for masthead in (
        '<div class="date">Friday, 12 April 2024</div>',
        '<p id="today">12 April 2024</p>',
        "<time>12 April 2024</time>",
    ):
        report = only_report(page(masthead=masthead), "a.html")
        assert ("masthead", "2024-04-12") in hints(report)
        assert ("meta", "2024-04-12") not in hints(report)
        assert "12 April" not in report.text


def test_dates_of_comments_and_related_stories_are_no_hints() -> None:
    after = (
        '<div class="related"><h3>Older</h3><time datetime="2019-01-01">January 1, 2019</time></div>'
        '<ol class="comments"><li>Reader <time datetime="2023-07-02">2 July 2023</time></li></ol>'
    )
    html = page(under='<time datetime="2023-06-19">19 June 2023</time>', after=after)
    assert {edtf for _, edtf in hints(only_report(html, "a.html"))} == {"2023-06-19"}


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://harbour.example/2023/06/19/crossing", "2023-06-19"),
        ("https://harbour.example/world/2023/jun/19/crossing", "2023-06-19"),
        ("https://harbour.example/2023/6/9/crossing", "2023-06-09"),
        ("https://harbour.example/world-20230619.html", "2023-06-19"),
        ("https://harbour.example/world/crossing-2023-06-19/", "2023-06-19"),
        ("https://harbour.example/2023/06/crossing", "2023-06"),
    ],
)
def test_dates_in_addresses(url: str, edtf: str) -> None:
    report = read_item(Item("a", "html", page().encode(), url=url), Options())
    assert isinstance(report, Report)
    assert ("url", edtf) in hints(report)


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example/story-12345678",
        "https://harbour.example/2023/19/45/x",
        "https://h.example/?d=2023-06-19",
    ],
)
def test_numbers_in_addresses_are_no_dates(url: str) -> None:
    report = read_item(Item("a", "html", page().encode(), url=url), Options())
    assert isinstance(report, Report)
    assert not {o for o, _ in hints(report)} & {"url"}


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<!doctype html><html><head><title>Sign in</title></head><body><form><input name=user></form></body></html>",
        "<html><body><ul>"
        + "".join(f"<li><a href='/{n}'>Story {n}</a></li>" for n in range(60))
        + "</ul></body></html>",
        "<!doctype html><html><body><div class='cookie'><p>We use cookies. <a href='#'>Yes</a></p></div></body></html>",
    ],
)
def test_a_page_without_article_is_refused(html: str) -> None:
    assert "HTML page" in str(fault(html.encode(), "a.html"))


def test_site_data() -> None:
    head = (
        '<meta property="og:site_name" content="Harbour Times"><meta name="author" content="By Mara Ilves">'
        '<link rel="canonical" href="https://Harbour.example/a?utm_source=x&id=4#top">'
    )
    report = only_report(page(head=head), "a.html")
    assert (report.outlet, report.byline, report.url) == (
        "Harbour Times",
        "Mara Ilves",
        "https://harbour.example/a?id=4",
    )


@pytest.mark.parametrize(
    ("title", "headline", "outlet"),
    [
        ("Envoys agree to meet | Harbour Times", "Envoys agree to meet", "Harbour Times"),
        ("Envoys agree to meet – World – The Lida Blog", "Envoys agree to meet", "The Lida Blog"),
        ("Envoys agree to meet :: Lida Online", "Envoys agree to meet again in May", "Lida Online"),
        ("Envoys agree to meet - World News", "Envoys agree to meet", None),
        ("Envoys agree to meet – live", "Envoys agree to meet – live", None),
        ("Envoys To Meet – Report", "Envoys To Meet – Report", None),
        ("Harbour Times | Envoys agree to meet", "Envoys agree to meet", None),
        ("Envoys agree to meet", "Envoys agree to meet", None),
        ("Envoys meet | All the news of the day from the whole world", "Envoys meet", None),
    ],
)
def test_the_name_behind_the_headline_is_the_outlet(title: str, headline: str, outlet: str | None) -> None:
    html = page(title=headline).replace(f"<title>{headline} | Harbour Times<", f"<title>{title}<")
    assert only_report(html, "a.html").outlet == outlet


def test_text_that_stands_in_data_alone_keeps_its_paragraphs() -> None:
    body = json.dumps("\n\n".join(PARAGRAPHS))
    html = (
        '<html><head><title>x</title><script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", '
        f'"articleBody": {body}}}</script></head><body><div id="app"></div></body></html>'
    )
    assert only_report(html, "a.html").text == "\n\n".join(PARAGRAPHS)


def test_links_behind_the_last_paragraph_are_no_text() -> None:
    old = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr><td><b>{TITLE}</b><br><br>"
        + "<br><br>".join(PARAGRAPHS)
        + "</td><td><a href='/w'>Weather</a></td></tr></table></body></html>"
    )
    assert only_report(old, "a.html").text == "\n\n".join((TITLE, *PARAGRAPHS))


def test_entities_and_odd_spaces_are_resolved_once() -> None:
    paragraphs = (
        "Talks between Serbia &amp; Kosovo&nbsp;resumed, the EU&#8217;s envoy said &amp;lt;quietly&amp;gt; on Monday.",
        *PARAGRAPHS,
    )
    text = only_report(page(paragraphs=paragraphs), "a.html").text
    assert "Serbia & Kosovo resumed, the EU’s envoy said &lt;quietly&gt; on Monday." in text


def test_output_does_not_depend_on_todays_date(monkeypatch: pytest.MonkeyPatch) -> None:
    report = only_report(page(under="<p>Posted 19 June 2093</p>"), "a.html")
    assert ("meta", "2093-06-19") in hints(report)
