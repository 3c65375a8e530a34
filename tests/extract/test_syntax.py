"""Parts of speech and heads: one tree a sentence, also where the best heads of single words form none."""

from __future__ import annotations

from dragoman.extract import labels
from dragoman.extract.scores import Scores
from dragoman.extract.syntax import parse, syntax
from tests.extract.hand import blank, document, tag

ROOT, DEP, OBJ = (labels.DEPREL.index(x) for x in ("root", "dep", "obj"))


def test_best_tags_and_heads_are_taken_over() -> None:
    doc = document("Envoys met .")
    tag(doc.scores, "upos", 0, "NOUN")
    tag(doc.scores, "upos", 1, "VERB")
    tag(doc.scores, "xpos", 1, "VBD")
    doc.scores.heads[:] = [1, -1, 1]
    doc.scores.relations[:] = [labels.DEPREL.index("nsubj"), ROOT, labels.DEPREL.index("punct")]
    words = syntax(doc).words
    assert [(w.upos, w.head, w.deprel) for w in words[:2]] == [("NOUN", 1, "nsubj"), ("VERB", -1, "root")]
    assert words[1].xpos == "VBD"


def test_two_words_that_head_each_other_are_parted() -> None:
    scores = blank(3)
    assert scores.heads is not None
    scores.heads[:] = [1, 0, 1]
    block = scores.blocks[0]
    block.arcs[0, 2], block.arcs[1, 1], block.arcs[2, 2] = 9, 8, 9
    block.arcs[1, 0] = 7
    _, _, heads, relations = parse(scores, [(0, 3)])
    assert heads == [1, -1, 1]
    assert relations[1] == "root"


def test_second_root_hangs_on_the_first() -> None:
    scores = blank(3)
    assert scores.heads is not None
    assert scores.relations is not None
    scores.heads[:], scores.relations[:] = [-1, -1, 1], [ROOT, ROOT, OBJ]
    scores.blocks[0].arcs[0, 0], scores.blocks[0].arcs[1, 0] = 5, 9
    scores.blocks[0].arcs[0, 2] = scores.blocks[0].arcs[2, 2] = 4
    _, _, heads, relations = parse(scores, [(0, 3)])
    assert heads == [1, -1, 1]
    assert relations == ["dep", "root", "obj"]


def test_each_sentence_of_a_window_has_its_own_root() -> None:
    scores = blank(4)
    assert scores.heads is not None
    # every arc of the second sentence would rather lead into the first
    scores.heads[:] = [-1, 0, 0, 0]
    scores.blocks[0].arcs[2:, 1] = 9
    scores.blocks[0].arcs[2, 0] = 3
    _, _, heads, _ = parse(scores, [(0, 2), (2, 4)])
    assert heads == [-1, 0, -1, 2]


def test_heads_in_a_later_window_are_document_indices() -> None:
    scores = blank(5, windows=[(0, 2), (2, 5)])
    assert scores.heads is not None
    scores.heads[:] = [-1, 0, 3, 2, 3]  # words 2 and 3 head each other
    scores.blocks[1].arcs[0, 2], scores.blocks[1].arcs[1, 1], scores.blocks[1].arcs[2, 2] = 9, 8, 9
    scores.blocks[1].arcs[1, 0] = 7
    _, _, heads, _ = parse(scores, [(0, 2), (2, 5)])
    assert heads == [-1, 0, 3, -1, 3]


def test_nothing_scored_gives_nothing() -> None:
    assert parse(Scores(), []) == ([], [], [], [])
