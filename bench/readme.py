"""Real output in the docs: run the commands named in them and write what they print.

    python -m bench.readme [--check]

In a page, `<!-- output: COMMAND -->` begins such a block and `<!-- end of output -->` ends it.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"(<!-- output: (.+?) -->\n).*?(<!-- end of output -->)", re.DOTALL)


def pages() -> Iterator[Path]:
    """The pages of the docs."""
    yield from sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def filled(text: str) -> str:
    """The page with what its commands print now.

    Raises:
        subprocess.CalledProcessError: a command failed.
    """
    return _BLOCK.sub(lambda block: f"{block[1]}```\n$ {block[2]}\n{_run(block[2])}```\n{block[3]}", text)


def _run(command: str) -> str:
    program, *arguments = shlex.split(command)
    if program != "dragoman":
        raise ValueError(f"{command!r}: only dragoman's commands are run")
    code = "from dragoman.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, check=True, capture_output=True, text=True,
        env={**os.environ, "COLUMNS": "100"},
    )
    return done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is out of date")
    wanted = parser.parse_args()
    stale = [page for page in pages() if filled(page.read_text(encoding="utf-8")) != page.read_text(encoding="utf-8")]
    for page in stale:
        print(f"{page.relative_to(ROOT)}: {'out of date' if wanted.check else 'written'}")
        if not wanted.check:
            page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if stale and wanted.check else 0


if __name__ == "__main__":
    sys.exit(main())
