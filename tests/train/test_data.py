"""Training labels fall on the words that were annotated."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "train"))
data = pytest.importorskip("data")

from dragoman.extract import labels  # noqa: E402
from tests.train.test_reports import record  # noqa: E402


def word(text: data.Text, form: str) -> int:
    return text.words.index(form)


def test_event_status_and_roles_sit_on_trigger_and_last_words() -> None:
    text = data.report(record())
    meet, shelled = word(text, "meet"), word(text, "shelled")
    assert labels.TYPES[text.tags["event"][meet]] == "CONSULT"
    assert labels.STATUS[text.tags["status"][shelled]] == "denied"
    assert (meet, word(text, "Ada"), labels.ROLE.index("place")) in text.links["role"]
    assert (shelled, word(text, "army"), labels.ROLE.index("actor")) in text.links["role"]
    assert (meet, labels.MODE.index("CONSULT/multilateral")) in text.links["mode"]
    untold = [i for i in range(len(text.words)) if i not in (meet, shelled)]
    assert (text.tags["event"][untold] == 0).all()
    assert (text.tags["status"][untold] == data.IGNORE).all()


def test_source_and_content_point_to_the_cue() -> None:
    text = data.report(record())
    denies = word(text, "denies")
    assert text.tags["cue"][denies] == 1
    assert labels.SOURCE[text.tags["source_kind"][denies]] == "named"
    assert text.tags["source_ours"][word(text, "Berg")] == denies
    assert text.tags["content_ours"][word(text, "shelled")] == denies
    assert text.tags["content_ours"][word(text, "meet")] == -1
    assert (denies, word(text, "radio"), labels.ROLE.index("via")) in text.links["role"]


def test_capitalised_words_that_nobody_named_are_unknown_not_nameless() -> None:
    text = data.report(record())
    actors = text.tags["actors"]
    assert labels.ACTORS[actors[word(text, "Una")]] == "B-person"
    assert labels.ACTORS[actors[word(text, "Berg")]] == "I-person"
    assert actors[word(text, "Port")] == data.IGNORE
    assert labels.ACTORS[actors[word(text, "shelled")]] == "O"


@pytest.mark.parametrize(("cue", "wanted"), [
    ("has been told", "told"), ("did n't say", "say"), ("reportedly", "reportedly"), ("according to", "according"),
    ("also openly said", "said"),
])
def test_anchor_of_a_cue_is_its_first_word_of_weight(cue: str, wanted: str) -> None:
    tokens = cue.split()
    assert tokens[data.anchor(tokens, list(range(len(tokens))))] == wanted


def test_batch_keeps_labels_on_their_words() -> None:
    pytest.importorskip("torch", reason="torch is needed for training only")
    windows = pytest.importorskip("windows")
    from tests.extract.test_windows import TOKENIZER

    text = data.report(record())
    ((whole,), parts) = windows.cut(TOKENIZER, [text], 500)[0], windows.cut(TOKENIZER, [text], 60)[0]
    assert len(parts) == 2
    batch = windows.collate(parts)
    for i, part in enumerate(parts):
        a, b = part.window.first, part.window.last
        assert batch.tags["event"][i, : b - a].tolist() == text.tags["event"][a:b].tolist()
    one = windows.collate([whole])
    shelled, army = word(text, "shelled"), word(text, "army")
    assert [0, shelled, army, labels.ROLE.index("actor")] in one.roles.tolist()
    assert one.attach["content_ours"][0, shelled] == word(text, "denies") + 1
    assert not np.isnan(one.pieces.numpy()).any()
