"""The desk in Debian's Chromium: what scripts, styles and keys do, and that it all works without script."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dragoman.ledger import Ledger, open_ledger
from dragoman.web import make_app
from tests.ledger.redating import reader
from tests.web.sample import documents
from tests.web.serving import served
from tests.web.test_deciding import UNDATED

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
AXE = Path(__file__).parent / "vendor" / "axe-core@4.14.1" / "axe.min.js"
PAGES = (
    "/?ahead=yes",
    "/event/wire-1%23m1",
    "/actor/Q58217",
    "/pair/RUS-CHN",
    "/outlook?as_of=2024-06-01",
    "/report/wire-1",
    "/search?q=lodz",
    "/review",
    "/review?list=dates",
    "/review?list=people",
    "/verdicts",
    "/read",
    "/reports",
    "/actors",
    "/pairs",
    "/watches",
    "/api",
    "/explain?left=wire-1%23m1&right=other-1%23m1",
    "/nowhere",
)
# Slow machines under load; nothing here waits for longer than it must.
PATIENCE = 60_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium, or set CHROMIUM"),
]


@pytest.fixture(scope="module")
def browser_ledger(desk_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = tmp_path_factory.mktemp("browser") / "desk.db"
    shutil.copy(desk_file, place)
    with open_ledger(str(place)) as found:
        found.add([UNDATED])
        found.judge("wire-1#m1", "later-1#m1", "unsure", by="Ann", why="so that there is a verdict to show")
        yield found


@pytest.fixture(scope="module")
def base(browser_ledger: Ledger) -> Iterator[str]:
    with served(make_app(browser_ledger)) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as p:
        found = p.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield found
        found.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    with_context = chromium.new_context(viewport={"width": 1280, "height": 900})
    with_context.set_default_timeout(PATIENCE)
    yield with_context.new_page()
    with_context.close()


def test_every_page_loads_from_here_alone_and_complains_of_nothing(page: Any, base: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: said.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    for path in PAGES:
        page.goto(base + path)
    # the browser itself remarks on the status of the page that is not there
    assert [s for s in said if "404" not in s] == []
    assert [a for a in asked if not a.startswith(base)] == []


def test_no_page_has_serious_faults_of_access(chromium: Any, base: str) -> None:
    for scheme in ("light", "dark"):
        # the checker is injected, which the desk's own policy forbids
        context = chromium.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        sheet = context.new_page()
        for path in PAGES:
            sheet.goto(base + path)
            sheet.add_script_tag(path=str(AXE))
            found = sheet.evaluate("async () => (await axe.run()).violations")
            grave = [
                f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}"
                for v in found
                if v["impact"] in ("serious", "critical")
            ]
            assert grave == [], (scheme, path)
        context.close()


def test_no_page_is_wider_than_a_phone(chromium: Any, base: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark")
    context.set_default_timeout(PATIENCE)
    sheet = context.new_page()
    for path in PAGES:
        sheet.goto(base + path)
        wide = sheet.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, path
    context.close()


def test_a_filter_narrows_the_list_in_place(page: Any, base: str) -> None:
    page.goto(f"{base}/?ahead=yes")
    before = page.locator(".line").count()
    page.evaluate("window.same = true")
    page.locator('input[name="status"][value="possible"]').check()
    page.wait_for_function("n => document.querySelectorAll('.line').length < n", arg=before)
    page.wait_for_url("**status=possible*")
    assert page.locator(".line .status").all_inner_texts() == ["possible"] * page.locator(".line").count()
    assert page.evaluate("window.same") is True  # the page was not loaded anew
    page.go_back()
    page.wait_for_function("n => document.querySelectorAll('.line').length === n", arg=before)


def test_highlights_lie_on_the_words_they_are_of(page: Any, base: str, browser_ledger: Ledger) -> None:
    document = browser_ledger.report("wire-1").document
    page.goto(f"{base}/report/wire-1?at=0-7")
    spans = [
        *((m.trigger.start, m.trigger.end, ".event") for m in document.event_mentions),
        *((c.start, c.end, ".said") for s in document.statements for c in s.content),
        *((m.span.start, m.span.end, ".who") for m in document.mentions),
        (0, 7, ".at"),
    ]
    measured = page.evaluate(MEASURE, [list(s) for s in spans])
    assert len(measured) == len(spans) > 8
    for (start, end, look), (words, gap) in zip(spans, measured, strict=True):
        assert words == document.text[start:end]
        assert gap is not None, (words, look)
        assert gap < 1.5, (words, look, gap)


# For each span: the words between its offsets in the shown text, and how far, in pixels, the union of the boxes of
# the marks of that look over them is from the box of the words themselves.
MEASURE = """
spans => {
  const text = document.querySelector(".text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, n =>
    n.parentElement.closest(".n") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = []; let at = 0;
  for (let n = walker.nextNode(); n; n = walker.nextNode()) { nodes.push([n, at]); at += n.length; }
  const place = offset => { for (const [n, a] of nodes) if (offset < a + n.length) return [n, offset - a]; };
  return spans.map(([start, end, look]) => {
    const range = document.createRange();
    const [a, b] = [place(start), place(end - 1)];
    range.setStart(...a); range.setEnd(b[0], b[1] + 1);
    const words = range.getBoundingClientRect();
    const marks = [...text.querySelectorAll(".mark" + look)].filter(m => range.intersectsNode(m)
      && m.textContent && range.comparePoint(m.firstChild, 0) === 0);
    if (!marks.length) return [range.toString(), null];
    const boxes = marks.map(m => m.getBoundingClientRect());
    const left = Math.min(...boxes.map(r => r.left)), right = Math.max(...boxes.map(r => r.right));
    const middle = Math.abs((Math.min(...boxes.map(r => r.top)) + Math.max(...boxes.map(r => r.bottom))) / 2
      - (words.top + words.bottom) / 2);
    return [range.toString(), Math.max(Math.abs(left - words.left), Math.abs(right - words.right), middle - 3)];
  });
}
"""


def test_choosing_an_item_marks_its_words_and_the_reverse(page: Any, base: str) -> None:
    page.goto(f"{base}/report/wire-1")
    page.locator(".panel .item", has_text="scheduled").first.click()
    assert "visit" in page.locator(".text .mark.on").all_inner_texts()
    page.keyboard.press("Escape")
    page.locator(".text .mark.event", has_text="met").click()
    assert page.locator(".panel .item.on").count() >= 1


def test_a_layer_can_be_taken_off(page: Any, base: str) -> None:
    page.goto(f"{base}/report/wire-1")
    said = page.locator(".text .said").first
    shown = said.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator("#layer-said").uncheck()
    assert said.evaluate("e => getComputedStyle(e).backgroundColor") != shown


def test_merges_are_decided_and_undone_by_keys_alone(
    page: Any, base: str, browser_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    # every link is doubted, so that the test does not hang on the weights of merging
    monkeypatch.setattr("dragoman.views.review.DOUBT_FROM", 0.0)
    monkeypatch.setattr("dragoman.views.review.DOUBT_TO", 1.0)
    assert browser_ledger.review().merges
    page.goto(f"{base}/review")
    with page.expect_navigation():
        page.keyboard.press("d")
    assert [j.verdict for j in browser_ledger.judgements()] == ["unsure", "different"]
    with page.expect_navigation():
        page.keyboard.press("z")
    assert [j.verdict for j in browser_ledger.judgements()] == ["unsure"]


def test_dates_are_decided_and_undone_by_keys_alone(
    page: Any, base: str, browser_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.ledger.base.annotated", reader([*documents(), UNDATED]))
    page.goto(f"{base}/review?list=dates")
    assert page.locator("[data-deciding] h2").inner_text() == "A talk in the hills"
    # Enter in the field takes what stands there, not the first button
    page.locator('[name="day"]').fill("2024-03-09")
    page.locator('[name="by"]').fill("Ines")
    page.locator('[name="day"]').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert [(v.answer, v.by) for v in browser_ledger.verdicts()] == [("2024-03-09", "Ines")]
    with page.expect_navigation():
        page.keyboard.press("z")
    assert browser_ledger.verdicts() == ()
    # the name is remembered, and letters typed into it decide nothing
    assert page.locator('[name="by"]').input_value() == "Ines"
    page.locator('[name="why"]').type("1o")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("o")
    assert [(v.answer, v.by) for v in browser_ledger.verdicts()] == [("open", "Ines")]
    with page.expect_navigation():
        page.keyboard.press("z")
    assert browser_ledger.verdicts() == ()


def test_a_browser_that_keeps_nothing_shows_pages_that_work(page: Any, base: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })")
    faults: list[str] = []
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.goto(f"{base}/review?list=people")
    page.locator('[name="by"]').first.fill("Ines")
    page.locator('[name="by"]').first.blur()
    assert page.locator('[name="by"]').first.input_value() == "Ines"
    assert faults == []


def test_people_are_decided_and_undone_by_keys_alone(page: Any, base: str, browser_ledger: Ledger) -> None:
    page.goto(f"{base}/review?list=people")
    first = page.locator("[data-deciding] h2").inner_text()
    with page.expect_navigation():
        page.keyboard.press("l")
    assert page.locator("[data-deciding] h2").inner_text() != first
    page.goto(f"{base}/review?list=people")
    with page.expect_navigation():
        page.keyboard.press("n")
    assert [v.words for v in browser_ledger.verdicts()] == ["nobody known"]
    assert page.locator("[data-deciding] h2").inner_text() != first
    with page.expect_navigation():
        page.keyboard.press("z")
    assert browser_ledger.verdicts() == ()
    page.locator('[name="who"]').fill("Q58217")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    [verdict] = browser_ledger.verdicts()
    assert verdict.answer == "Q58217"
    page.goto(f"{base}/actor/{quote(verdict.subject)}")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert browser_ledger.verdicts() == ()


def test_keys_lead_through_a_list(page: Any, base: str) -> None:
    page.goto(f"{base}/?ahead=yes")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".line.here").count() == 1
    wanted = page.locator(".line .head").nth(1).get_attribute("href")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(wanted)
    page.keyboard.press("?")
    assert page.locator("dialog#keys").evaluate("d => d.open")


def test_why_two_are_one_opens_in_place(page: Any, base: str) -> None:
    page.goto(f"{base}/event/wire-1%23m1")
    page.locator(".judging details").first.evaluate("d => { d.open = true; }")
    page.wait_for_selector(".judging table.features")


def test_everything_works_without_script(chromium: Any, base: str, browser_ledger: Ledger) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    sheet = context.new_page()
    sheet.goto(f"{base}/?ahead=yes")
    sheet.fill('input[name="actor"]', "Ana Prado")
    with sheet.expect_navigation():
        sheet.click('button:text-is("Show")')
    assert "actor=Ana+Prado" in sheet.url
    assert sheet.locator(".line").count() == 2
    sheet.goto(f"{base}/events?limit=2")
    with sheet.expect_navigation():
        sheet.click("a[rel=next]")
    assert "page=" in sheet.url
    sheet.goto(f"{base}/explain?left=wire-1%23m1&right=other-1%23m1")
    with sheet.expect_navigation():
        sheet.click('button[value="different"]')
    assert sheet.locator("h1").inner_text() == "Two events"
    with sheet.expect_navigation():
        sheet.click('button:text-is("Undo")')
    assert sheet.locator("h1").inner_text() == "One event"
    sheet.goto(f"{base}/review?list=people")
    with sheet.expect_navigation():
        sheet.click('button:has-text("Nobody known")')
    assert [v.answer for v in browser_ledger.verdicts()] == ["nobody"]
    with sheet.expect_navigation():
        sheet.locator('.verdicts button:text-is("Undo")').first.click()
    assert browser_ledger.verdicts() == ()
    context.close()


def test_print_leaves_the_record_and_drops_the_controls(page: Any, base: str) -> None:
    page.goto(f"{base}/event/wire-1%23m1")
    page.emulate_media(media="print")
    assert not page.locator(".bar nav").is_visible()
    assert not page.locator(".verdict button").first.is_visible()
    assert page.locator(".record").is_visible()
    page.goto(f"{base}/report/wire-1")
    assert not page.locator(".layers").is_visible()
    assert page.locator(".panel").evaluate("e => e.scrollHeight <= e.clientHeight + 1")


def test_hostile_reports_run_nothing(page: Any, base: str, browser_ledger: Ledger) -> None:
    from urllib.parse import quote

    from tests.web.sample import hostile

    alerts: list[str] = []
    page.on("dialog", lambda d: (alerts.append(d.message), d.dismiss()))
    identifier = hostile().report.id
    for path in (f"/report/{quote(identifier, safe='')}", "/?ahead=yes", "/reports", "/search?q=owned"):
        page.goto(base + path)
        assert page.locator("main img, main script, main iframe").count() == 0
    assert alerts == []
