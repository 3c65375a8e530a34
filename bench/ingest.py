"""How well pages are read: main text and date on the 30 pages of `bench/pages`, beside trafilatura and htmldate alone.

    python -m bench.ingest            prints the table
    python -m bench.ingest --json     the same as JSON
    python -m bench.ingest --errors   what was missed and what was too much, page by page

The pages were written for this bench in the manner of real sites; `gold.jsonl` holds each one's text (headline and
paragraphs), its day of publication (null where the page does not tell) and the address it stands at, where the
address matters. Text is compared as bags of words per page (F1, then the mean over pages). A date counts
as right when the first hint with a day that is not a masthead's is the day of publication, or when there is
none and gold has none; the judging of hints against the text is `resolve.dating`'s and not measured here.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman.ingest.item import Failure, Item, Options
from dragoman.ingest.sources import read_item

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Gold:
    """A page and what is true of it."""

    page: str
    title: str
    date: str | None
    url: str | None
    text: tuple[str, ...]

    @property
    def html(self) -> bytes:
        return (PAGES / self.page).read_bytes()


@dataclass(frozen=True, slots=True)
class Result:
    """Figures of one reader over all pages."""

    reader: str
    pages: int
    text_f1: float | None  #: mean over pages, 0 to 100
    text_precision: float | None
    text_recall: float | None
    dates_right: int | None
    dates_wrong: int | None  #: a day that is not the day of publication
    pages_a_second: float


Reading = tuple[str | None, str | None]  #: text and day


def gold() -> list[Gold]:
    """All pages of the bench."""
    rows = [json.loads(line) for line in (PAGES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Gold(r["page"], r["title"], r["date"], r["url"], tuple(r["text"])) for r in rows]


def by_dragoman(page: Gold) -> Reading:
    """This project's reader."""
    report = read_item(Item(page.page, "html", page.html, url=page.url), Options())
    if isinstance(report, Failure):
        return "", None
    days = [c.when.edtf for c in report.hints if c.origin != "masthead" and c.when.is_day]
    return report.text, days[0] if days else None


def by_trafilatura(page: Gold) -> Reading:
    """trafilatura as it comes."""
    from trafilatura import extract

    return extract(page.html.decode(), url=page.url, include_comments=False) or "", None


def by_trafilatura_precise(page: Gold) -> Reading:
    """trafilatura with favor_precision and without tables, as this project calls it."""
    from trafilatura import extract

    options = {"favor_precision": True, "include_comments": False, "include_tables": False}
    return extract(page.html.decode(), url=page.url, **options) or "", None


def by_htmldate(page: Gold) -> Reading:
    """htmldate for the original date, extensive search."""
    from htmldate import find_date

    return None, find_date(page.html.decode(), url=page.url, original_date=True, extensive_search=True)


READERS: dict[str, Callable[[Gold], Reading]] = {
    "dragoman": by_dragoman,
    "trafilatura": by_trafilatura,
    "trafilatura, precise": by_trafilatura_precise,
    "htmldate": by_htmldate,
}


def measure(name: str, pages: list[Gold]) -> Result:
    """One reader over all pages."""
    read = READERS[name]
    for page in pages:  # imports and tables are not what is timed
        read(page)
    start = time.perf_counter()
    readings = [read(p) for p in pages]
    seconds = time.perf_counter() - start
    texts = [text_scores(t, p) for p, (t, _) in zip(pages, readings, strict=True) if t is not None]
    days = [(d, p.date) for p, (t, d) in zip(pages, readings, strict=True) if t is None or name == "dragoman"]
    return Result(
        reader=name,
        pages=len(pages),
        text_f1=_mean([f for _, _, f in texts]),
        text_precision=_mean([p for p, _, _ in texts]),
        text_recall=_mean([r for _, r, _ in texts]),
        dates_right=sum(d == g for d, g in days) if days else None,
        dates_wrong=sum(d is not None and d != g for d, g in days) if days else None,
        pages_a_second=len(pages) / seconds,
    )


def text_scores(found: str, page: Gold) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words of a page."""
    left, right = _words(found), _words(" ".join(page.text))
    common = sum((left & right).values())
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / sum(left.values()), common / sum(right.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def score() -> dict[str, float]:
    """This project's figures, for the gate."""
    result = measure("dragoman", gold())
    assert result.text_f1 is not None
    assert result.dates_right is not None
    return {"text_f1": result.text_f1, "dates_right": 100 * result.dates_right / result.pages}


def errors() -> None:
    """Print what is wrong, page by page."""
    for page in gold():
        text, day = by_dragoman(page)
        missed = _words(" ".join(page.text)) - _words(text or "")
        extra = _words(text or "") - _words(" ".join(page.text))
        if missed or extra or day != page.date:
            print(f"{page.page}: day {day} (gold {page.date})")
            print(f"    missed {sum(missed.values())}: {' '.join(list(missed)[:25])}")
            print(f"    extra  {sum(extra.values())}: {' '.join(list(extra)[:25])}")


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _mean(values: list[float]) -> float | None:
    return 100 * sum(values) / len(values) if values else None


def main() -> None:
    """Print all readers' figures."""
    if "--errors" in sys.argv:
        errors()
        return
    results = [measure(name, gold()) for name in READERS]
    if "--json" in sys.argv:
        print(json.dumps([asdict(r) for r in results], indent=1))
        return
    print(f"{'reader':22} {'text F1':>8} {'prec':>6} {'recall':>6} {'dates right':>12} {'wrong':>6} {'pages/s':>8}")
    for r in results:
        figures = [f"{v:.1f}" if v is not None else "" for v in (r.text_f1, r.text_precision, r.text_recall)]
        right = f"{r.dates_right} of {r.pages}" if r.dates_right is not None else ""
        wrong = "" if r.dates_wrong is None else str(r.dates_wrong)
        text = f"{figures[0]:>8} {figures[1]:>6} {figures[2]:>6}"
        print(f"{r.reader:22} {text} {right:>12} {wrong:>6} {r.pages_a_second:8.0f}")


if __name__ == "__main__":
    main()
