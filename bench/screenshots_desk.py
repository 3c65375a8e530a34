"""Pictures of the desk for the README, by Debian's Chromium: light, dark and phone. `make screenshots`.

The ledger behind them holds the sample reports, so anybody gets the same pictures.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "examples"
TARGET = ROOT / "docs" / "screenshots"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_WIDE, _PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    path: str
    dark: bool = False
    phone: bool = False


def main() -> int:
    """Take them all; 1 where there is no browser."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("no chromium: apt-get install chromium, or set CHROMIUM", file=sys.stderr)
        return 1
    from dragoman.ingest import read_reports
    from dragoman.ledger import open_ledger
    from dragoman.web import make_app
    from tests.web.serving import served

    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, open_ledger(f"{place}/desk.db") as ledger:
        for sample in sorted(SAMPLES.glob("*.txt")):
            ledger.add(read_reports(sample))
        with served(make_app(ledger)) as base:
            for shot in _shots(ledger):
                _take(chromium, base, shot)
                print(shot.name)
    return 0


def _shots(ledger: Any) -> tuple[Shot, ...]:
    """The pages worth a picture: the richest event, the report with the wrong date, what is ahead."""
    rows = list(ledger.all_events())
    richest = max(rows, key=lambda r: (r.type == "CONSULT" and r.dated, r.sources, len(r.actors), r.id))
    report = next(r for r in ledger.reports(limit=100).items if "Xi" in (r.title or ""))
    return (
        Shot("timeline", "/"),
        Shot("timeline-dark", "/", dark=True),
        Shot("timeline-phone", "/", phone=True),
        Shot("event", f"/event/{richest.id}"),
        Shot("report", f"/report/{report.id}"),
        Shot("report-dark", f"/report/{report.id}", dark=True),
        Shot("review", f"/review?list=dates&case={report.id}"),
        Shot("outlook", "/outlook"),
        Shot("outlook-phone", "/outlook", dark=True, phone=True),
    )


def _take(chromium: str, base: str, shot: Shot) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        context = browser.new_context(
            viewport=_PHONE if shot.phone else _WIDE,  # type: ignore[arg-type]
            color_scheme="dark" if shot.dark else "light",
        )
        page = context.new_page()
        page.goto(base + shot.path)
        page.screenshot(path=str(TARGET / f"{shot.name}.png"))
        browser.close()


if __name__ == "__main__":
    raise SystemExit(main())
