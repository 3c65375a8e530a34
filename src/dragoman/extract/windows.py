"""Windows: whole sentences packed up to the encoder's length, as word pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.tokens import shape

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100
#: Word pieces of one window, CLS and SEP included. Attention costs 11 % of the body at 256.
LIMIT = 256
#: The body has 512 places; a sentence longer than this is cut.
LONGEST = 500
#: Longer words (addresses, garbage) are read by their first pieces only.
PIECES_OF_WORD = 8


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `last` (exclusive) of a document, as the encoder reads them."""

    first: int
    last: int
    sentences: tuple[tuple[int, int], ...]  #: word ranges of its sentences, document indices
    pieces: tuple[int, ...]  #: ids of the word pieces, CLS and SEP included
    case: tuple[int, ...]  #: letter case of each piece's word
    starts: tuple[int, ...]  #: index of the first piece of each word

    @property
    def parts(self) -> list[int]:
        """Number of each piece's sentence in the window, from 1; 0 for CLS and SEP, which belong to all."""
        out, starts = [0] * len(self.pieces), (*self.starts, len(self.pieces) - 1)
        for number, (a, b) in enumerate(self.sentences, 1):
            start, end = starts[a - self.first], starts[b - self.first]
            out[start:end] = [number] * (end - start)
        return out


def pack(
    tokenizer: Tokenizer, words: Sequence[str], sentences: Sequence[tuple[int, int]], *, limit: int = LIMIT
) -> list[Window]:
    """Windows over the words, in order, each of as many whole sentences as fit in `limit` pieces."""
    if not words:
        return []
    ids = _pieces(tokenizer, words)
    shapes = [shape(w) for w in words]
    out: list[Window] = []
    group: list[tuple[int, int]] = []
    size = 2
    for a, b in _bounded(ids, sentences):
        n = sum(map(len, ids[a:b]))
        if group and size + n > limit:
            out.append(_window(ids, shapes, group))
            group, size = [], 2
        group.append((a, b))
        size += n
    if group:
        out.append(_window(ids, shapes, group))
    return out


def _pieces(tokenizer: Tokenizer, words: Sequence[str]) -> list[list[int]]:
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    ids: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        # only special tokens belong to no word, and none are added
        if word is not None and len(ids[word]) < PIECES_OF_WORD:
            ids[word].append(piece)
    return [i or [UNKNOWN] for i in ids]


def _bounded(ids: list[list[int]], sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences, those too long for the encoder cut into parts."""
    out: list[tuple[int, int]] = []
    for a, b in sentences:
        start, size = a, 0
        for i in range(a, b):
            if size + len(ids[i]) > LONGEST:
                out.append((start, i))
                start, size = i, 0
            size += len(ids[i])
        if b > start:
            out.append((start, b))
    return out


def _window(ids: list[list[int]], shapes: list[int], group: list[tuple[int, int]]) -> Window:
    first, last = group[0][0], group[-1][1]
    pieces, case, starts = [CLS], [0], []
    for i in range(first, last):
        starts.append(len(pieces))
        pieces += ids[i]
        case += [shapes[i]] * len(ids[i])
    pieces.append(SEP)
    case.append(0)
    return Window(first, last, tuple(group), tuple(pieces), tuple(case), tuple(starts))
