"""Commands start quickly because nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
