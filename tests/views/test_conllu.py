"""CoNLL-U out of documents, and words of CoNLL-U files in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.errors import BadInput
from dragoman.extract.parse import Parsed, Tagged, split
from dragoman.extract.pretokenised import Pretokenised, read_conllu
from dragoman.model import Word
from dragoman.views.conllu import conllu

GIVEN = """# newdoc id = d1
# sent_id = s1
# text = "Don't go," Xi said.
1\t"\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2-3\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tDo\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t,"\t_\t_\t_\t_\t_\t_\t_\t_
6\tXi\t_\t_\t_\t_\t_\t_\t_\t_
7\tsaid\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
8\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = s2
# text = He left.
1\tHe\t_\t_\t_\t_\t_\t_\t_\t_
2\tleft\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_
3\t.\t_\t_\t_\t_\t_\t_\t_\t_

"""


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line[:1].isdigit()]


def _visit() -> tuple[Parsed, Pretokenised]:
    given = split("Foreign Minister Sergei Lavrov met Fidan in Ankara.")
    heads, relations = [3, 3, 3, 4, -1, 4, 7, 4, 4], "amod compound compound nsubj root obj case obl punct".split()
    words = tuple(replace(w, head=h, deprel=r) for w, h, r in zip(given.words, heads, relations, strict=True))
    names = (Tagged(2, 4, "PER"), Tagged(5, 6, "PER"), Tagged(7, 8, "LOC"))
    people = (Tagged(0, 4, "e1-person"), Tagged(2, 4, "e1-person"), Tagged(5, 6, "e2-person"))
    mentions = (*people, Tagged(7, 8, "e3-place"))
    return Parsed(given.text, given.sentences, words, names, mentions), given


def test_each_word_has_ten_columns_and_its_form() -> None:
    rows = _rows(conllu(*_visit()))
    assert [r[1] for r in rows] == ["Foreign", "Minister", "Sergei", "Lavrov", "met", "Fidan", "in", "Ankara", "."]
    assert {len(r) for r in rows} == {10}
    assert [r[0] for r in rows] == [str(n) for n in range(1, 10)]


def test_heads_are_numbers_within_the_sentence() -> None:
    rows = {r[1]: r for r in _rows(conllu(*_visit()))}
    assert (rows["met"][6], rows["Lavrov"][6], rows["Lavrov"][7]) == ("0", "5", "nsubj")


def test_mentions_nest_in_brackets_and_names_are_tagged() -> None:
    misc = [r[9] for r in _rows(conllu(*_visit()))]
    assert misc[0] == "Entity=(e1-person"
    assert misc[2] == "Entity=(e1-person|NER=B-PER"
    assert misc[3] == "Entity=e1)e1)|NER=I-PER"
    assert misc[5] == "Entity=(e2-person)|NER=B-PER"
    assert misc[7] == "Entity=(e3-place)|NER=B-LOC|SpaceAfter=No"


def test_given_words_are_offsets_into_a_rebuilt_text() -> None:
    given = read_conllu(GIVEN, source="x")
    assert given.text == "\"Don't go,\" Xi said. He left."
    assert [given.text[w.start : w.end] for w in given.words] == [
        '"', "Do", "n't", "go", ',"', "Xi", "said", ".", "He", "left", "."
    ]
    assert [(s.first, s.last) for s in given.sentences] == [(0, 8), (8, 11)]
    assert [s.span.of(given.text) for s in given.sentences] == ["\"Don't go,\" Xi said.", "He left."]


def test_given_ids_comments_and_further_lines_are_kept() -> None:
    given = read_conllu(GIVEN, source="x")
    words = tuple(Word(w.start, w.end, "X", "", given.sentences[w.start > 19].first - 1, "dep") for w in given.words)
    out = conllu(Parsed(given.text, given.sentences, words, (), ()), given)
    theirs = [line.split("\t")[:2] for line in GIVEN.splitlines()]
    assert [line.split("\t")[:2] for line in out.splitlines()] == theirs


@pytest.mark.parametrize(("data", "words"), [("1\tword\n", "line 1"), ("", "no words"), ("# only\n\n", "no words")])
def test_what_is_not_conllu_is_told(data: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_conllu(data, source="x.conllu")
