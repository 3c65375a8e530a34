"""The HTML view: the whole text, escaped, with marks that lead to the readout and back, and nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.expected import records
from bench.gold import document
from dragoman.model import Document, Entity, Mention, Report, Sentence, Span
from dragoman.views.html import page
from dragoman.views.marks import Mark, pieces
from dragoman.views.readout import readout
from tests.views.sample import visit

HOSTILE = '<script>alert(1)</script> "&quot;\'> <img src=x onerror=alert(2)> ]]> </style> ‮ javascript:alert(3)'


class _Reader(HTMLParser):
    """Collects what stands inside the text, tags, ids and references."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.depth, self.skip = "", 0, 0
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {k: v or "" for k, v in attrs}
        self.tags.append(tag)
        self.attributes += list(found.items())
        if found.get("class") == "text":
            self.depth = 1
        elif self.depth and tag == "span":
            self.depth += 1
            if found.get("class") == "n":
                self.skip = self.depth

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag in ("span", "div"):
            if self.skip == self.depth:
                self.skip = 0
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth and not self.skip:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [v for k, v in self.attributes if k == name]


@pytest.fixture(scope="module")
def html() -> str:
    return page(readout(visit()))


def test_the_text_stands_there_to_the_letter() -> None:
    for record in records():
        assert _Reader(page(readout(document(record)))).text == record["text"]


def test_every_item_of_the_readout_leads_to_its_words(html: str) -> None:
    reader = _Reader(html)
    targets = {h[1:] for h in reader.values("href") if h.startswith("#")}
    assert len(targets) > 20
    assert targets <= set(reader.values("id"))


def test_words_lead_back_to_items_that_exist(html: str) -> None:
    reader = _Reader(html)
    items = set(reader.values("data-for"))
    shown = {i for of in reader.values("data-of") for i in of.split(" ")}
    assert items <= shown
    assert {i for i in shown if not i.startswith("entity-")} <= items


def test_ids_stand_once(html: str) -> None:
    ids = _Reader(html).values("id")
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_from_outside(html: str) -> None:
    reader = _Reader(html)
    assert not {"img", "link", "iframe", "object", "base"} & set(reader.tags)
    assert not reader.values("src")
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_only_the_script_with_the_declared_digest_may_run(html: str) -> None:
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in html


def test_a_hostile_report_is_only_text() -> None:
    end = len(HOSTILE)
    doc = Document(
        Report(HOSTILE, HOSTILE, "javascript:alert(1)", outlet=HOSTILE, title=HOSTILE, byline=HOSTILE, lang='en"><b>'),
        sentences=(Sentence(Span(0, end), 0, 0),),
        mentions=(Mention("m1", Span(0, end), 0, "person", "name", '"><x y="'),),
        entities=(Entity('"><x y="', HOSTILE, "person", office=HOSTILE, mentions=("m1",)),),
    )
    found = page(readout(doc))
    reader = _Reader(found)
    assert reader.text == HOSTILE
    assert reader.tags.count("script") == 1
    assert not {"img", "x", "b"} & (set(reader.tags) - {"b"})
    assert not any(k.startswith("on") for k, _ in reader.attributes)
    assert not any(v.startswith("javascript:") for v in reader.values("href"))


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    shown = readout(visit())._repr_html_()
    reader = _Reader(shown)
    assert reader.tags == ["iframe"]
    assert reader.values("srcdoc") == [page(readout(visit()))]


def test_a_readout_without_a_date_has_a_page() -> None:
    doc = visit()
    assert "Date not known" in page(readout(replace(doc, report=replace(doc.report, published=None))))


ENDS = st.integers(-2, 42)


@given(st.integers(0, 40), st.lists(st.tuples(ENDS, ENDS, st.sampled_from("abc")), max_size=9))
def test_pieces_are_the_whole_text_and_know_their_marks(length: int, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(a, b, item, item) for a, b, item in spans]
    found = list(pieces(length, marks))
    assert [i for p in found for i in range(p.start, p.end)] == list(range(length))
    kept = [m for m in marks if 0 <= m.start < m.end <= length]
    for piece in found:
        expected = {m.item for m in kept if m.start <= piece.start and piece.end <= m.end}
        assert set(piece.items) == expected == set(piece.looks)
    assert sorted(i for p in found for i in p.opens) == sorted({m.item for m in kept})
