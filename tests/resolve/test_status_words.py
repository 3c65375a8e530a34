"""What the words around an event say of its status."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dragoman.extract import labels
from dragoman.extract.phrases import Tree
from dragoman.model import Status
from dragoman.resolve.status_words import is_definite, signs, telling, voice, weights
from tests.build import build


def tree(text: str, syntax: str, upos: str = "", **tags: str) -> Tree:
    """A tree by hand; `tags` are Penn tags of words."""
    doc = build(text, syntax=syntax, upos=upos)
    return Tree([replace(w, xpos=tags.get(doc.text[w.start : w.end], "")) for w in doc.words], doc.text)


def at(of: Tree, word: str) -> int:
    return next(i for i in range(len(of.words)) if of.form(i) == word)


def likeliest(of: Tree, word: str, before: Status | None = None) -> str:
    return labels.STATUS[int(voice(signs(of, at(of, word), before)).argmax())]


ASKED = tree("Norland urged Sudland to leave.", "Norland>urged:nsubj Sudland>urged:obj to>leave:mark leave>urged:xcomp "
             "urged>ROOT", "leave:VERB urged:VERB", leave="VB", urged="VBD")


def test_table_has_a_weight_for_every_status() -> None:
    assert {len(v) for v in weights().values()} == {len(labels.STATUS)}
    assert "bias" in weights()


def test_probabilities_add_up_to_one() -> None:
    assert np.exp(voice(signs(ASKED, at(ASKED, "leave")))).sum() == pytest.approx(1)


def test_event_without_any_sign_is_held_for_what_is_commonest() -> None:
    assert labels.STATUS[int(voice([]).argmax())] == "occurred"


def test_what_somebody_is_urged_to_do_is_requested() -> None:
    assert likeliest(ASKED, "leave") == "requested"


def test_word_that_tells_most_is_the_one_that_governs() -> None:
    found = [s for s in signs(ASKED, at(ASKED, "leave")) if s[1] != at(ASKED, "leave")]
    best = telling(found, "requested")
    assert best
    assert ASKED.form(-best[1]) == "urged"


def test_nothing_tells_where_there_is_no_sign() -> None:
    assert telling([], "denied") is None
    assert telling([("no such sign", 3)], "denied") is None


@pytest.mark.parametrize(("text", "syntax", "wanted"), [
    ("The visit ended.", "The>visit:det visit>ended:nsubj ended>ROOT", True),
    ("Una 's visit ended.", "Una>visit:nmod:poss visit>ended:nsubj ended>ROOT", True),
    ("A visit ended.", "A>visit:det visit>ended:nsubj ended>ROOT", False),
])
def test_definite_noun_is_one_the_reader_knows(text: str, syntax: str, wanted: bool) -> None:
    of = tree(text, syntax, "visit:NOUN")
    assert is_definite(of, at(of, "visit")) is wanted


def test_noun_told_of_before_leans_towards_its_status_then() -> None:
    of = tree("The visit was noted.", "The>visit:det visit>noted:nsubj:pass was>noted:aux:pass noted>ROOT",
              "visit:NOUN")
    ongoing = labels.STATUS.index("ongoing")
    plain, again = (voice(signs(of, at(of, "visit"), before))[ongoing] for before in (None, "ongoing"))
    assert again > plain


def test_indefinite_noun_does_not_look_back() -> None:
    of = tree("A visit was noted.", "A>visit:det visit>noted:nsubj:pass was>noted:aux:pass noted>ROOT", "visit:NOUN")
    assert signs(of, at(of, "visit"), "ongoing") == signs(of, at(of, "visit"))
