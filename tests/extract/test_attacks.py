"""The dead and wounded of an attack are part of it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.attacks import one_attack
from dragoman.extract.phrases import Tree
from dragoman.model import EventMention, Party, Span
from tests.build import build


def triggers(marked: str, syntax: str, upos: str = "") -> list[str]:
    doc = build(marked, syntax=syntax, upos=upos)
    found: list[EventMention] = one_attack(Tree(doc.words, doc.text), doc.event_mentions)
    return [m.trigger.of(doc.text) for m in found]


def test_killed_and_injured_in_an_attack_is_one_event() -> None:
    assert triggers("Five were [killed|EV:ASSAULT] and six [injured|EV:ASSAULT] in an [attack|EV:ASSAULT].",
                    "Five>killed:nsubj:pass injured>killed:conj in>attack:case attack>injured:obl killed>ROOT",
                    "attack:NOUN killed:VERB injured:VERB") == ["killed"]


def test_attack_that_killed_is_one_event() -> None:
    assert triggers("An [attack|EV:ASSAULT] that [killed|EV:ASSAULT] five ended.",
                    "that>killed:nsubj killed>attack:acl:relcl attack>ended:nsubj five>killed:obj ended>ROOT",
                    "attack:NOUN killed:VERB") == ["attack"]


def test_clause_of_its_own_is_another_event() -> None:
    assert triggers("Rebels [killed|EV:ASSAULT] five after the army [shelled|EV:ASSAULT] a town.",
                    "Rebels>killed:nsubj shelled>killed:advcl army>shelled:nsubj killed>ROOT",
                    "killed:VERB shelled:VERB") == ["killed", "shelled"]


def test_attack_that_only_may_come_is_not_the_one_with_victims() -> None:
    assert triggers("Five were [killed|EV:ASSAULT] during an [attack|EV:ASSAULT:possible].",
                    "Five>killed:nsubj:pass during>attack:case attack>killed:obl killed>ROOT",
                    "attack:NOUN killed:VERB") == ["killed", "attack"]


def test_two_who_kill_in_one_sentence_make_two_attacks() -> None:
    doc = build("Rebels [killed|EV:ASSAULT] five, and the army [wounded|EV:ASSAULT] six.",
                syntax="Rebels>killed:nsubj wounded>killed:conj army>wounded:nsubj killed>ROOT",
                upos="killed:VERB wounded:VERB")
    army = doc.text.index("army")
    first, second = doc.event_mentions
    second = replace(second, actors=(Party(Span(army, army + 4)),))
    assert len(one_attack(Tree(doc.words, doc.text), [first, second])) == 2


def test_noun_before_the_second_verb_makes_another_attack_wherever_the_tree_hangs_it() -> None:
    assert triggers("Rebels [killed|EV:ASSAULT] five and gunmen [wounded|EV:ASSAULT] six.",
                    "Rebels>killed:nsubj five>killed:obj gunmen>killed:conj wounded>killed:conj six>wounded:obj "
                    "killed>ROOT", "Rebels:NOUN gunmen:NOUN killed:VERB wounded:VERB") == ["killed", "wounded"]


def test_attacks_in_two_towns_are_two() -> None:
    doc = build("Five were [killed|EV:ASSAULT] in Ada and six [wounded|EV:ASSAULT] in Una.",
                syntax="Five>killed:nsubj:pass wounded>killed:conj killed>ROOT", upos="killed:VERB wounded:VERB")
    place = [Party(Span(doc.text.index(w), doc.text.index(w) + 3)) for w in ("Ada", "Una")]
    told = [replace(m, place=(p,)) for m, p in zip(doc.event_mentions, place, strict=True)]
    assert len(one_attack(Tree(doc.words, doc.text), told)) == 2
    assert len(one_attack(Tree(doc.words, doc.text), doc.event_mentions)) == 1
