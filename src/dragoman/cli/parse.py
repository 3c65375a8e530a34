"""`dragoman parse`: a thin wrapper of `dragoman.extract.parse`."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

_EXAMPLE = "Example:  dragoman parse examples/grain-deal.txt | head"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("parse", epilog=_EXAMPLE)(parse)


def parse(
    file: str = typer.Argument(metavar="FILE", help="A text file in UTF-8, or - for standard input."),
    pretokenised: bool = typer.Option(
        False, "--pretokenised", help="The file is CoNLL-U: keep its words, sentences and comments."
    ),
) -> None:
    """Print words, syntax, names and entities as CoNLL-U.

    Columns: FORM, UPOS, XPOS, HEAD and DEPREL; MISC has names (NER=B-PER), entities (Entity=(e1-person)) and
    SpaceAfter=No.
    """
    from dragoman.errors import BadInput
    from dragoman.extract.parse import parse as parse_words
    from dragoman.extract.parse import split
    from dragoman.extract.pretokenised import read_conllu
    from dragoman.views.conllu import conllu

    text = _text(file)
    given = read_conllu(text, source=file) if pretokenised else split(text)
    if not given.words:
        raise BadInput(file, "holds no words", "check that it was saved or copied whole")
    sys.stdout.buffer.write(conllu(parse_words(given), given).encode())
    sys.stdout.buffer.flush()


def _text(file: str) -> str:
    """The file's text, not normalised: the words printed are to be those of the file."""
    from dragoman.errors import NotFound
    from dragoman.ingest.decode import decode

    if file == "-":
        return decode(sys.stdin.buffer.read(), source="standard input")
    path = Path(file)
    if not path.is_file():
        raise NotFound(file, "there is no such file", "check the path")
    return decode(path.read_bytes(), source=file)
