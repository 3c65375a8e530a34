"""Text that somebody has split into words already: the words and sentences of a CoNLL-U file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import BadInput
from dragoman.model import Sentence, Span, Word

_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Pretokenised:
    """The words of a CoNLL-U file, as offsets into a text rebuilt from `SpaceAfter`, and what else must be kept."""

    text: str
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]
    ids: tuple[str, ...]  #: first column of each word
    lines: tuple[tuple[int, str], ...]  #: comments, multiword and empty tokens, with the index of the word after them


def read_conllu(data: str, *, source: str) -> Pretokenised:
    """The words of `data`; its tags, heads and entities are not read.

    Raises:
        BadInput: a line is neither a comment nor ten columns, or there is no word.
    """
    text = ""
    words: list[Word] = []
    sentences: list[Sentence] = []
    ids: list[str] = []
    lines: list[tuple[int, str]] = []
    space = ""
    for block in _blocks(data):
        first = len(words)
        multiword_end, multiword_space = 0, ""
        for number, line in block:
            cells = line.split("\t")
            if line.startswith("#"):
                lines.append((len(words), line))
                continue
            if len(cells) != _COLUMNS:
                raise BadInput(f"{source}, line {number}", f"has {len(cells)} columns, not {_COLUMNS}", "give CoNLL-U")
            after = "" if "SpaceAfter=No" in cells[9].split("|") else " "
            if not cells[0].isdigit():  # "3-4" stands before the words it is made of, "8.1" for no word of the text
                lines.append((len(words), line))
                if "-" in cells[0]:
                    multiword_end, multiword_space = int(cells[0].split("-")[1]), after
                continue
            text += space
            words.append(Word(len(text), len(text) + len(cells[1])))
            ids.append(cells[0])
            text += cells[1]
            at = int(cells[0])
            space = "" if at < multiword_end else multiword_space if at == multiword_end else after
        if len(words) > first:
            sentences.append(Sentence(Span(words[first].start, words[-1].end), first, len(words)))
    if not words:
        raise BadInput(source, "holds no words in CoNLL-U", "give a CoNLL-U file, or leave --pretokenised out")
    return Pretokenised(text, tuple(sentences), tuple(words), tuple(ids), tuple(lines))


def _blocks(data: str) -> Iterator[list[tuple[int, str]]]:
    """Runs of lines that are not empty, with their numbers."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block
