"""Commands start quickly because nothing heavy is imported before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman

WEIGHTS = Path(dragoman.__file__).parent / "weights" / "encoder.onnx"
HEAVY = ("numpy", "onnxruntime", "tokenizers", "trafilatura", "sqlalchemy", "fastapi", "htmldate", "rapidfuzz", "lxml")


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["schema"]])
def test_no_heavy_library_is_loaded(arguments: list[str]) -> None:
    code = (
        "import sys\nsys.argv = ['dragoman', *sys.argv[1:]]\nfrom dragoman.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout


UNNEEDED = ("pydantic", "lxml", "trafilatura", "htmldate", "feedparser", "httpx", "sqlalchemy", "fastapi", "email")


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the encoder's weights are not there")
def test_reading_a_text_loads_no_library_that_it_does_not_use(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("PORT ADA, March 5 - The ministers of Norland and Sudland met on Monday, officials said.\n")
    code = (
        "import sys\nsys.argv = ['dragoman', 'read', *sys.argv[1:]]\nfrom dragoman.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & set({UNNEEDED!r})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(report)], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the encoder's weights are not there")
def test_what_is_read_comes_out_whole_with_its_exit_code(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Report {name}. The two ministers met in Oslo on Monday.")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
    code = "from dragoman.cli import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", code, "read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), str(tmp_path / "c.pdf")],
        capture_output=True, text=True, check=False,
    )
    assert [json.loads(line)["report"]["text"][7] for line in done.stdout.splitlines()] == ["a", "b"]
    assert "is a PDF" in done.stderr
    assert done.returncode == 3
    missing = [sys.executable, "-c", code, "read", str(tmp_path / "d")]
    nothing = subprocess.run(missing, capture_output=True, check=False)
    assert nothing.returncode == 5
