"""The command line: `dragoman COMMAND ...`. Each group of commands is a file beside this one.

A file gives `register(app)`. Only the file named like the command is imported; when there is none, and for
`--help`, all are. So no file may import anything heavy before its command runs.

Exit codes: 0 all well, 2 wrong arguments, 3 to 9 as `dragoman.errors` lists them, 1 when several things failed in
different ways, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import typer

# What a start makes is kept to the end; to look through it for rubbish after every 700 objects, as Python does, took a
# fifteenth of a cold `read` (measured with gc.callbacks). Cycles are still found, later.
_COLLECT_AFTER = 50_000

# Commands in the order of `--help`; those not listed follow by name.
_ORDER = "read add events show actor outlook readouts said search serve follow export".split()
_HELP = """Read reports on foreign affairs and keep the record: who did or said what, when, where, on whose word.

Start with:  dragoman read report.txt"""


def main() -> None:
    """Run the command line; faults become one line on standard error and an exit code."""
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    # See `extract.algebra`. Told before numpy is imported, it makes no threads to begin with.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from dragoman.errors import DragomanError

    try:
        application(sys.argv[1:])(standalone_mode=True, prog_name="dragoman")
    except DragomanError as error:
        print(f"dragoman: {error}", file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def run() -> None:
    """The program `dragoman`: `main`; after `read` the process then ends at once.

    What Python would take apart object by object, a twentieth of a cold `read`, the system takes back as a whole.
    Files are written and closed by then, and nothing that `read` uses has to be told of the end.
    """
    try:
        main()
        code: object = 0
    except SystemExit as end:
        code = end.code
    if sys.argv[1:2] != ["read"] or not isinstance(code, int | None):
        raise SystemExit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever listened has gone
            stream.flush()
    os._exit(code or 0)


def application(arguments: list[str]) -> typer.Typer:
    """The Typer application with the commands that `arguments` may need."""
    app = typer.Typer(
        help=_HELP, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_root)
    groups = _groups()
    command = next((a for a in arguments if not a.startswith("-")), None)
    for group in [command] if command in groups else groups:
        import_module(f"dragoman.cli.{group}").register(app)
    return app


def _groups() -> list[str]:
    names = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if not p.stem.startswith("_"))
    return sorted(names, key=lambda n: (_ORDER.index(n) if n in _ORDER else len(_ORDER), n))


def _print_version(wanted: bool) -> None:
    if wanted:
        import dragoman

        print(f"dragoman {dragoman.__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Print the version."),
) -> None:
    pass
