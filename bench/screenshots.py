"""Pictures for the docs: the sample visit in a terminal and as a page, light and dark.

    python -m bench.screenshots [--folder docs/images]

Needs playwright (`pip install playwright`) and Debian's chromium; the terminal's picture needs neither.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from io import StringIO
from pathlib import Path

import dragoman
from bench.expected import EXAMPLES, ROOT
from dragoman.errors import MissingExtra
from dragoman.views.html import page
from dragoman.views.readout import Readout
from dragoman.views.text import show

_WIDTH, _HEIGHT = 1280, 860


def terminal(readout: Readout, path: Path) -> None:
    """The text view as a terminal shows it, as SVG."""
    from rich.console import Console

    console = Console(record=True, width=100, file=StringIO(), force_terminal=True, highlight=False)
    show(readout, console)
    console.save_svg(str(path), title="dragoman read examples/beijing-visit.txt")


def pages(readout: Readout, folder: Path) -> None:
    """The HTML view with one statement chosen, in both colour schemes and on a phone.

    Raises:
        MissingExtra: playwright or chromium is not installed.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise MissingExtra("playwright", "is not installed", "pip install playwright") from error
    chromium = shutil.which("chromium")
    if chromium is None:
        raise MissingExtra("chromium", "is not installed", "apt-get install chromium")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        file = Path(temporary) / "page.html"
        file.write_text(page(readout), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, width, scheme in (("light", _WIDTH, "light"), ("dark", _WIDTH, "dark"), ("phone", 390, "light")):
            context = browser.new_context(
                viewport={"width": width, "height": _HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
            )
            tab = context.new_page()
            tab.goto(file.as_uri())
            if width == _WIDTH and readout.events:
                tab.locator(f'a[data-for="event-{readout.events[0].id}"]').click()
            tab.screenshot(path=str(folder / f"readout-{name}.png"))
            context.close()
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "images")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    readout = dragoman.read(EXAMPLES / "beijing-visit.txt")
    terminal(readout, wanted.folder / "readout-terminal.svg")
    pages(readout, wanted.folder)


if __name__ == "__main__":
    main()
