"""The HTML page in a real browser: choosing an item shows its words in the text, and the reverse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.views.html import page
from dragoman.views.readout import Readout, readout
from tests.views.sample import visit

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        found = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def found() -> Readout:
    return readout(visit())


@pytest.fixture(scope="module")
def file(found: Readout, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page(found), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def shown(browser: Any, file: str) -> Iterator[Any]:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1200, "height": 800})
    tab = context.new_page()
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    tab.goto(file)
    yield tab
    assert faults == []
    context.close()


def _marked(tab: Any) -> str:
    return "".join(tab.locator(".text .mark.on").all_text_contents())


def test_choosing_a_statement_marks_its_source_cue_and_words(shown: Any, found: Readout) -> None:
    said = found.statements[1]
    shown.locator(f'a[data-for="statement-{said.id}"]').click()
    assert said.source
    assert said.cue
    assert _marked(shown) == f"{said.source.text}{said.cue.text}{said.content[0].text}"


def test_choosing_it_again_or_escape_clears_the_marks(shown: Any, found: Readout) -> None:
    item = shown.locator(f'a[data-for="statement-{found.statements[1].id}"]')
    item.click()
    item.click()
    assert _marked(shown) == ""
    item.click()
    shown.keyboard.press("Escape")
    assert _marked(shown) == ""


def test_choosing_words_shows_the_narrowest_item_first(shown: Any, found: Readout) -> None:
    shown.locator(".text .event", has_text="lift").click()
    event = next(m for m in found.event_mentions if m.trigger.text == "lift")
    item = next(e for e in found.events if event.id in e.mentions)
    chosen = shown.locator("aside a.on").evaluate_all("links => links.map(a => a.dataset.for)")
    assert f"event-{item.id}" in chosen
    assert "lift" in _marked(shown)
    assert shown.locator(f'a[data-for="event-{item.id}"]').evaluate(
        "a => { const b = a.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    )


def test_layers_can_be_switched_off(shown: Any) -> None:
    style = "e => getComputedStyle(e).backgroundColor"
    said = shown.locator(".text .said").first
    assert said.evaluate(style) != "rgba(0, 0, 0, 0)"
    shown.locator("#layer-said").uncheck()
    assert said.evaluate(style) == "rgba(0, 0, 0, 0)"


def test_without_script_an_item_leads_to_its_words(browser: Any, file: str, found: Readout) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1200, "height": 400})
    tab = context.new_page()
    tab.goto(file)
    tab.locator(f'a[data-for="statement-{found.statements[-1].id}"]').click()
    assert tab.url.endswith(f"#at-statement-{found.statements[-1].id}")
    box = tab.locator(f"#at-statement-{found.statements[-1].id}").bounding_box()
    assert box
    assert 0 <= box["y"] < 400
    assert tab.locator(".text").inner_text().startswith("1Tuesday, 5 March 2024")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1200, 1900])
def test_no_width_needs_sideways_scrolling(browser: Any, file: str, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(file)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_have_enough_contrast(browser: Any, file: str, scheme: str) -> None:
    tab = browser.new_page(color_scheme=scheme)
    tab.goto(file)
    pairs = tab.evaluate(
        """() => [...document.querySelectorAll('.text, .happened, .ahead, .not, .more, .at, summary')].map(e => {
             let under = e;
             while (getComputedStyle(under).backgroundColor === 'rgba(0, 0, 0, 0)') under = under.parentElement;
             return [getComputedStyle(e).color, getComputedStyle(under).backgroundColor] })"""
    )
    assert min(_contrast(a, b) for a, b in pairs) >= 4.5
    tab.close()


def _contrast(a: str, b: str) -> float:
    """Contrast ratio of two CSS colours (WCAG 2)."""
    first, second = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(c) / 255 for c in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = ((c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
