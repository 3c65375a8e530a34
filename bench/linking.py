"""How well names are linked and actors placed: `python -m bench.linking [--errors N] [--split train|dev]`.

Two tables, on data kept beside the repository (`DRAGOMAN_SHARED`):

* `linking/gum_wiki`: named mentions of persons, states and organisations with Wikidata ids. Mentions and their kinds
  are given, so this measures linking alone. Precision is over names the program gave an id; recall is over names
  whose id the knowledge base holds.
* `annotated`: the country of each actor of an event, over actors that are in the record's list of entities. The
  words of events and statements are given; all other mentions, and the kinds, are the encoder's (`--no-encoder`: the
  gazetteer's). A country must be right, and unknown where the record says so; a group must have all of its members'.

`score()` gives both as numbers for the gate. Rules were tuned on the
training parts; the errors on the development parts were read, too, so figures on these are not those of unseen text.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dragoman import kb
from dragoman.extract.tokens import words
from dragoman.model import (
    Dating,
    Document,
    EventMention,
    Mention,
    Party,
    Report,
    Sentence,
    Span,
    Statement,
    When,
    Word,
)
from dragoman.resolve import entity_words as words_list
from dragoman.resolve.entities import entities

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared"))
_KINDS = {"person": "person", "organization": "organisation", "place": "place"}
_CLOSING = frozenset((".", ",", ";", ":", "?", "!", "'s", "’s", "n't", ")", "]", "-", "”"))
_OPENING = frozenset(("(", "[", "-", "“"))


@dataclass(frozen=True)
class Ratio:
    """So many of so many."""

    right: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.right / self.of if self.of else 0.0


def _published(day: str | None) -> Dating | None:
    if not day or len(day) < 10:
        return None
    on = date.fromisoformat(day[:10])
    return Dating(When(on, on, day), "given", "certain")


# -- GUM ---------------------------------------------------------------------------------------------------------


def gum_documents(split: str) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """Each document of its linked sentences, with the records of its named mentions in order."""
    with lzma.open(SHARED / "data" / "linking" / "gum_wiki" / f"{split}.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    by_doc: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_doc[row["doc"]].append(row)
    for doc, found in by_doc.items():
        yield _gum_document(doc, found)


def _gum_document(name: str, rows: list[dict[str, Any]]) -> tuple[Document, list[dict[str, Any]]]:
    text, tokens, sentences, first_of = "", [], [], {}
    for row in rows:
        key = tuple(row["sent"])
        if key in first_of:
            continue
        first_of[key] = len(tokens)
        start = len(text)
        for form in row["sent"]:
            if text.endswith(" ") and (form in _CLOSING or text[-2:-1] in _OPENING):
                text = text[:-1]
            tokens.append(Word(len(text), len(text) + len(form)))
            text += form + " "
        sentences.append(Sentence(Span(start, len(text) - 1), first_of[key], len(tokens)))
        text += "\n"
    named = [r for r in rows if r["named"] and r["type"] in _KINDS]
    mentions = []
    for n, row in enumerate(named):
        base = first_of[tuple(row["sent"])]
        span = Span(tokens[base + row["b"]].start, tokens[base + row["e"] - 1].end)
        mentions.append(Mention(f"g{n}", span, base + row["h"], _KINDS[row["type"]], "name"))  # type: ignore[arg-type]
    day = named[0]["date"] if named else None
    report = Report(name, text, published=_published(day))
    return Document(report, tuple(sentences), tuple(tokens), mentions=tuple(mentions)), named


def held_ids() -> set[str]:
    """Wikidata ids of the persons, states and organisations that the knowledge base holds."""
    base = kb.default()
    ids = {p.qid for p in base.people()} | {s.qid for s in base.states()}
    ids |= {base.organisation(key).qid for key, _ in base.organisation_names.values()}
    return {i for i in ids if i}


def gum(split: str, *, errors: int = 0) -> dict[str, Ratio]:
    """Precision and recall by kind and over all."""
    held = held_ids()
    right, given, wanted = Counter[str](), Counter[str](), Counter[str]()
    shown = 0
    for doc, rows in gum_documents(split):
        read = entities(doc)
        ids = {(m.span.start, m.span.end): m.entity for m in read.mentions}
        linked = {e.id: e for e in read.entities}
        for mention, row in zip(doc.mentions, rows, strict=True):
            entity = linked.get(ids.get((mention.span.start, mention.span.end)) or "")
            kind = row["type"]
            qid = entity.kb if entity and entity.kind != "place" else None
            same = bool(qid) and (qid == row["qid"] or (
                not row["qid"] and row["title"].replace("_", " ").lower() == (entity.name.lower() if entity else "")))
            wanted[kind] += row["qid"] in held
            given[kind] += qid is not None
            right[kind] += same
            if shown < errors and ((qid and not same) or (not qid and row["qid"] in held)):
                shown += 1
                print(f"{doc.report.id} {doc.report.published and doc.report.published.when.edtf}: "
                      f"{mention.span.of(doc.text)!r} is {row['title']} {row['qid']}, got "
                      f"{entity and (entity.kb, entity.name, entity.kind, entity.why)}")
    out = {}
    for kind in (*_KINDS, "all"):
        counts = [sum(c.values()) if kind == "all" else c[kind] for c in (right, given, wanted)]
        out[f"{kind} precision"] = Ratio(counts[0], counts[1])
        out[f"{kind} recall"] = Ratio(counts[0], counts[2])
    return out


# -- annotated reports -------------------------------------------------------------------------------------------


def annotated_documents(split: str) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Each annotated report with its events' arguments as parties, words and sentences, no mentions."""
    path = SHARED / "data" / "annotated" / f"{split}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        tokens: list[Word] = []
        sentences = []
        for start, end in record["sentences"]:
            first = len(tokens)
            tokens += [Word(a, b) for a, b in words(record["text"], start, end)]
            if len(tokens) > first:
                sentences.append(Sentence(Span(start, end), first, len(tokens)))
        events = tuple(_event(n, e, tokens) for n, e in enumerate(record["events"]))
        statements = tuple(_statement(s) for s in record["statements"])
        report = Report(record["doc"], record["text"], published=_published(record.get("date")))
        yield Document(report, tuple(sentences), tuple(tokens), statements=statements, event_mentions=events), record


def _event(n: int, event: dict[str, Any], tokens: list[Word]) -> EventMention:
    def parties(role: str) -> tuple[Party, ...]:
        return tuple(Party(Span(a["start"], a["end"])) for a in event.get(role, []))

    trigger = Span(event["trigger"]["start"], event["trigger"]["end"])
    head = next(i for i, w in enumerate(tokens) if w.end > trigger.start)
    return EventMention(f"v{n}", 0, trigger, head, event["type"], event["status"], actors=parties("actor"),
                        recipients=parties("recipient"), place=parties("place"))


def _statement(s: dict[str, Any]) -> Statement:
    def span(part: dict[str, Any]) -> Span:
        return Span(part["start"], part["end"])

    content = s.get("content") or []
    content = content if isinstance(content, list) else [content]
    source = Party(span(s["source"])) if s.get("source") else None
    return Statement(s["id"], s["sentence"], source, s.get("kind"), None, tuple(map(span, content)), s["form"],
                     continues=s.get("continues"))


def with_mentions(docs: list[Document]) -> list[Document]:
    """The documents with the encoder's syntax, mentions and chains; events and statements stay as they are."""
    from dragoman.extract.encode import encoder
    from dragoman.extract.mentions import mentions
    from dragoman.extract.syntax import syntax
    from dragoman.pipeline import chains, encode

    out: list[Document] = []
    for at in range(0, len(docs), 16):
        group = docs[at : at + 16]
        bare = [replace(d, statements=(), event_mentions=()) for d in group]
        for doc, read in zip(group, encode(bare, encoder()), strict=True):
            found = chains(mentions(syntax(read)))
            out.append(replace(found, scores=None, statements=doc.statements, event_mentions=doc.event_mentions))
    return out


def countries(split: str, *, errors: int = 0, use_encoder: bool = True) -> dict[str, Ratio]:
    """Share of actors, and of recipients, whose country is right; apart, of those that have one, and by name only."""
    right, of = Counter[str](), Counter[str]()
    shown = 0
    pairs = list(annotated_documents(split))
    docs = with_mentions([d for d, _ in pairs]) if use_encoder else [d for d, _ in pairs]
    for doc, record in zip(docs, (r for _, r in pairs), strict=True):
        known = {e["name"]: e for e in record["entities"]}
        read = entities(doc)
        by_id = {e.id: e for e in read.entities}
        for event, gold in zip(read.event_mentions, record["events"], strict=True):
            for role, found in (("actor", event.actors), ("recipient", event.recipients)):
                for party, argument in zip(found, gold.get(role, []), strict=True):
                    names = (argument.get("name") or argument["text"]).split(" & ")
                    if not all(n in known for n in names):
                        continue
                    wanted = {known[n]["state"] for n in names}
                    entity = by_id.get(party.entity or "")
                    states = {by_id[m].state for m in entity.members} if entity and entity.members else {
                        entity.state if entity else None}
                    same = wanted == states
                    of[role] += 1
                    right[role] += same
                    for kind, holds in (("state known", wanted != {None}), ("by name", _is_name(argument["text"]))):
                        of[f"{role}, {kind}"] += holds
                        right[f"{role}, {kind}"] += same and holds
                    if role == "actor" and not same and shown < errors:
                        shown += 1
                        print(f"{doc.report.id}: {argument['text']!r} ({' & '.join(names)}) is {wanted}, got {states} "
                              f"{entity and (entity.name, entity.kind, entity.why)}")
    return {key: Ratio(right[key], of[key]) for key in of}


def _is_name(text: str) -> bool:
    """Not a pronoun and not a description."""
    words_of = text.split()
    return words_of[-1][0].isupper() and not (len(words_of) == 1 and text.lower() in words_list.PRONOUNS)


def speed(split: str = "train") -> float:
    """Microseconds a word of the whole stage, after a first pass has filled the caches."""
    docs = [doc for doc, _ in annotated_documents(split)]
    for doc in docs[:20]:
        entities(doc)
    start = time.process_time()
    for doc in docs:
        entities(doc)
    return (time.process_time() - start) / sum(len(d.words) for d in docs) * 1e6


def score() -> dict[str, float]:
    """Percentages on the development parts, for the gate."""
    linked, placed = gum("dev-free"), countries("dev")
    return {"linking_precision": linked["all precision"].percent, "linking_recall": linked["all recall"].percent,
            "country_of_actor": placed["actor"].percent,
            "country_of_actor_by_name": placed["actor, by name"].percent}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "dev"), default="train")
    parser.add_argument("--no-encoder", action="store_true", help="mentions of the gazetteer alone")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each table")
    chosen = parser.parse_args()
    linked = gum(f"{chosen.split}-free", errors=chosen.errors)
    placed = countries(chosen.split, errors=chosen.errors, use_encoder=not chosen.no_encoder)
    for title, rows in (
        (f"linking/gum_wiki {chosen.split}-free", linked),
        (f"annotated/{chosen.split}: country", placed),
    ):
        print(title)
        for name, ratio in rows.items():
            print(f"  {name:28} {ratio.percent:5.1f} %  ({ratio.right} of {ratio.of})")
    print(f"speed: {speed():.1f} microseconds a word")


if __name__ == "__main__":
    main()
