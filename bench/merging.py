"""How well event mentions are merged across reports.

    python -m bench.merging ecb            ECB+ dev, gold mentions: MUC, B3, CEAF-e, CoNLL F1 (and the lemma baseline)
    python -m bench.merging news [--days 2026-06-11 2026-08-22] [--others] [--pairs]
                                           precision on Wikipedia's current events; --others: only pairs with an entry
                                           of another category than the four; --pairs prints each merged pair
    python -m bench.merging releases [--days 2022-05-01 2022-05-31] [--pairs]
                                           share of right pairs, as read, in a fixed sample of merged press releases
    python -m bench.merging words          make codebook/word_frequency.tsv anew

Needs ../shared (or DRAGOMAN_SHARED).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench import ecb, news_merging
from dragoman.merge.compare import Context
from dragoman.merge.compare import score as score_of
from dragoman.merge.keywords import likeness
from dragoman.merge.record import MentionRecord

WORDS = Path(__file__).parents[1] / "src" / "dragoman" / "codebook" / "word_frequency.tsv"
_NEAR_COPY = 0.85  #: cosine of keywords
_SAMPLE = 60  #: pairs, those with the smallest digests of their ids
_FEWEST_SENTENCES = 30
_SENTENCES_OF_A_TEXT = 20  #: long releases would outvote the rest


def score() -> dict[str, float]:
    """Figures for the gate: CoNLL F1 on ECB+ dev, and precision (one thread) on held-out days of current events."""
    days = news_merging.HELD_OUT[0]
    found = news_merging.entries(*days)
    news = news_merging.summary(news_merging.merged(found, news_merging.read(found)))
    return {"ecb_conll": ecb.score()["conll"], "news_precision": news["precision_thread"]}


def main() -> None:
    """Run what is asked and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("ecb", "news", "releases", "words"))
    parser.add_argument("--days", nargs=2, metavar=("FIRST", "LAST"), default=None)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--pairs", action="store_true")
    asked = parser.parse_args()
    if asked.what == "ecb":
        for name, scores in (("lemma in gold topic", ecb.lemma_baseline()), ("dragoman", ecb.score())):
            print(name, json.dumps({k: round(v, 1) for k, v in scores.items()}))
    elif asked.what == "news":
        _news(tuple(asked.days or news_merging.HELD_OUT[0]), others=asked.others, pairs=asked.pairs)
    elif asked.what == "releases":
        _releases(tuple(asked.days or news_merging.RELEASES_HELD_OUT), pairs=asked.pairs)
    else:
        _words()


def _news(days: tuple[str, ...], *, others: bool, pairs: bool) -> None:
    found = news_merging.entries(days[0], days[1], every_category=others)
    mentions = news_merging.read(found)
    merged = news_merging.merged(found, mentions)
    if others:
        foreign = {e["id"] for e in found if news_merging.is_foreign(e)}
        merged = [m for m in merged if not foreign.issuperset(m.entries)]
    for each in merged if pairs else ():
        day = "no" if each.one_day is None else "one" if each.one_day else "other"
        _show(each, mentions, f"{'one' if each.one_thread else 'no'} thread, {day} day")
    print(json.dumps({"entries": len(found), "mentions": len(mentions), **news_merging.summary(merged)}))


def _releases(days: tuple[str, ...], *, pairs: bool) -> None:
    """Near copies are left out: the ledger counts them as one report."""
    found = news_merging.releases(days[0], days[1])
    mentions = news_merging.read(found)
    keywords = {m.report: m.keywords for m in mentions}
    merged = [
        m for m in news_merging.merged(found, mentions)
        if likeness(*(keywords[r] for r in m.entries)) < _NEAR_COPY
    ]  # fmt: skip
    sample = sorted(merged, key=lambda m: hashlib.sha1(" ".join(m.entries).encode()).hexdigest())[:_SAMPLE]
    for each in sample if pairs else ():
        _show(each, mentions, "")
    figures = {k: v for k, v in news_merging.summary(sample).items() if "read" in k}
    print(json.dumps({"releases": len(found), "mentions": len(mentions), "merged": len(merged), **figures}))


def _show(each: news_merging.Merged, mentions: Sequence[MentionRecord], kind: str) -> None:
    """A pair, and the two mentions of it that are most surely one."""
    by_id = {m.id: m for m in mentions}
    context = Context()
    print("\t".join((*each.entries, each.verdict or "unread", kind)))
    for id_ in max(each.mentions, key=lambda pair: score_of(by_id[pair[0]], by_id[pair[1]], context=context)):
        m = by_id[id_]
        print(f"    {m.published} {m.type} {m.status} {m.trigger_text}: {m.text}")


def _words() -> None:
    """Share of sentences that hold each root, over the openly licensed news."""
    from dragoman.merge.stem import root

    news = news_merging.SHARED / "data" / "news"
    seen: Counter[str] = Counter()
    total = 0
    for path in (
        "state-gov-2021-2022/state_releases.jsonl.gz", "white-house-2021-2022/white_house.jsonl.gz",
        "wikipedia-current-events-2025-2026/events.jsonl.gz", "wikinews/articles.jsonl.gz",
    ):  # fmt: skip
        with gzip.open(news / path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for sentence in re.split(r"(?<=[.!?])\s+", json.loads(line)["text"])[:_SENTENCES_OF_A_TEXT]:
                    total += 1
                    seen.update({root(w) for w in re.findall(r"[A-Za-z][A-Za-z'’-]*", sentence)})
    common = [(w, n) for w, n in seen.items() if n >= _FEWEST_SENTENCES and len(w) > 1]
    rows = sorted(common, key=lambda r: (-r[1], r[0]))
    head = [line for line in WORDS.read_text("utf-8").splitlines() if line.startswith("#")]
    WORDS.write_text("\n".join([*head, *(f"{w}\t{round(n * 100_000 / total)}" for w, n in rows)]) + "\n", "utf-8")
    print(f"{len(rows)} roots from {total} sentences")


if __name__ == "__main__":
    main()
