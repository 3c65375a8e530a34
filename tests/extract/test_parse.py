"""What `dragoman parse` prints can be read back: syntax, names and entities."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reading import DATA, lines, syntax
from dragoman.extract.encode import WEIGHTS
from dragoman.extract.parse import Parsed, Tagged, parse
from dragoman.extract.pretokenised import read_conllu
from dragoman.model import Sentence, Span, Word
from dragoman.views import conllu as view

Mentions = set[tuple[int, int, str]]
KINDS = ("person", "place", "organization")
N = 8
#: Documents of EWT dev that are parsed and printed; all of them take a minute.
FEW = 12


def misc_of(printed: str, key: str) -> list[str]:
    """The value of a key of MISC for each word, empty where there is none."""
    rows = [line.split("\t")[9] for line in printed.splitlines() if line[:1].isdigit()]
    return [next((m.partition("=")[2] for m in misc.split("|") if m.startswith(f"{key}=")), "") for misc in rows]


def entities_back(printed: str) -> Mentions:
    """(first, last, "ID-TYPE") of every bracket, as a reader of CorefUD would take them."""
    opened: dict[str, list[tuple[int, str]]] = {}
    found: Mentions = set()
    for at, value in enumerate(misc_of(printed, "Entity")):
        for opens, kind, single, closes in re.findall(r"\((e\d+)-([a-z]+)(\))?|(e\d+)\)", value):
            if opens:
                opened.setdefault(opens, []).append((at, f"{opens}-{kind}"))
            if single or closes:
                first, label = opened[opens or closes].pop()
                found.add((first, at + 1, label))
    return found


def names_back(printed: str) -> set[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for at, tag in enumerate(misc_of(printed, "NER")):
        if tag[:1] == "B":
            found.append((at, at + 1, tag[2:]))
        elif tag[:1] == "I":
            found[-1] = (found[-1][0], at + 1, found[-1][2])
    return set(found)


def printed_with(mentions: Mentions, names: set[tuple[int, int, str]]) -> str:
    text = " ".join("abcdefgh"[:N])
    words = tuple(Word(2 * i, 2 * i + 1, "NOUN", "NN", i - 1, "dep") for i in range(N))
    sentence = (Sentence(Span(0, len(text)), 0, N),)
    source = "".join(f"{i + 1}\t{text[2 * i]}" + "\t_" * 8 + "\n" for i in range(N)) + "\n"
    parsed = Parsed(text, sentence, words, tuple(Tagged(*n) for n in sorted(names)),
                    tuple(Tagged(*m) for m in sorted(mentions)))
    return view.conllu(parsed, read_conllu(source, source="test"))


@st.composite
def nested(draw: st.DrawFn) -> Mentions:
    """Mentions of which no two of one entity cross: those could not be told from nested ones."""
    found: Mentions = set()
    for _ in range(draw(st.integers(0, 6))):
        first = draw(st.integers(0, N - 1))
        last = draw(st.integers(first + 1, N))
        number = draw(st.integers(1, 4))
        same = [(a, b) for a, b, label in found if label.startswith(f"e{number}-")]
        crossing = any(a < first < b < last or first < a < last < b for a, b in same)
        if not crossing and not any((a, b) == (first, last) for a, b, _ in found):
            found.add((first, last, f"e{number}-{KINDS[number % 3]}"))
    return found


@given(nested())
@settings(max_examples=150, deadline=None)
def test_entities_are_read_back_as_they_were(mentions: Mentions) -> None:
    assert entities_back(printed_with(mentions, set())) == mentions


@given(st.lists(st.integers(0, N), unique=True, max_size=6))
@settings(max_examples=60, deadline=None)
def test_names_are_read_back_as_they_were(cuts: list[int]) -> None:
    ends = sorted(cuts)
    names = {(a, b, ("PER", "ORG", "LOC")[a % 3]) for a, b in itertools.pairwise(ends)}
    assert names_back(printed_with(set(), names)) == names


def rows_of(text: str) -> list[list[str]]:
    """The words of CoNLL-U, as columns."""
    rows = (line.split("\t") for line in text.splitlines())
    return [r for r in rows if r[0].isdigit()]


def first_documents(path: Path) -> str:
    """The first FEW documents of a treebank, as they stand in it."""
    out, documents = [], 0
    for line in lines(path):
        documents += line.startswith("# newdoc")
        if documents > FEW:
            break
        out.append(line)
    return "".join(out)


@pytest.mark.slow
@pytest.mark.skipif(not (WEIGHTS / "encoder.onnx").exists(), reason="the weights are not there")
@pytest.mark.skipif(not (DATA / "ud/ewt/dev.conllu.xz").exists(), reason="no ../shared/data/ud")
def test_printed_heads_score_like_those_of_the_bench() -> None:
    path = DATA / "ud/ewt/dev.conllu.xz"
    source = first_documents(path)
    given_ = read_conllu(source, source="dev")
    gold, read = rows_of(source), rows_of(view.conllu(parse(given_), given_))
    assert [r[:2] for r in gold] == [r[:2] for r in read]
    las = 100 * sum(g[6:8] == r[6:8] for g, r in zip(gold, read, strict=True)) / len(gold)
    part = syntax("ewt/dev").documents[:FEW]
    wanted = 100 * sum(d["las"] for d in part) / sum(d["words"] for d in part)
    # int8 scores move a little with the windows that are run together
    assert las == pytest.approx(wanted, abs=0.7)
