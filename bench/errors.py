"""What is wrong with names and coreference where their floors are missed: errors counted by sort.

    python -m bench.errors

Names: spans of Universal NER dev that are missed or false, by what is found in their place. Coreference: mentions of
OntoGUM dev-free chains whose exact words are found or not, and whether they are joined to an earlier mention of their
chain, by form. Needs `../shared`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bench.reading import DATA, Sentence, conllu, encoder, records, tagged
from bench.reading import bio as gold_spans
from dragoman.extract import labels
from dragoman.extract.coref import clusters
from dragoman.extract.mentions import spans_of
from dragoman.extract.syntax import parse

Named = tuple[int, int, str]


def sort_of_name(name: Named, others: set[Named]) -> str:
    """How a name differs from what the other side has there."""
    first, last, _ = name
    if any(o[:2] == (first, last) for o in others):
        return "same words, other kind"
    if any(o[0] < last and first < o[1] for o in others):
        return "other words"
    return "nothing there"


def name_errors() -> tuple[Counter[str], Counter[str]]:
    """(missed, false) names of Universal NER dev by sort."""
    gold_of = {tuple(w): t for w, t in tagged(DATA / "ner/uner_ewt/dev.bio.xz")}
    texts = [([r[1] for r in rows], bounds) for _, rows, bounds in conllu(DATA / "ud/ewt/dev.conllu.xz")]
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for (words, bounds), scores in zip(texts, encoder().encode(texts), strict=True):
        for a, b in bounds:
            gold = set(gold_spans(gold_of.get(tuple(words[a:b]), ())))
            read = set(spans_of(scores.words["names"][a:b], labels.NAMES)) if tuple(words[a:b]) in gold_of else set()
            missed.update(sort_of_name(n, read) for n in gold - read)
            false.update(sort_of_name(n, gold) for n in read - gold)
    return missed, false


def form(words: Sequence[str], tags: Sequence[str]) -> str:
    """Name, nominal or pronoun, by the parts of speech of a mention's words."""
    if tags[0] == "PRON" and len(words) == 1:
        return "pronoun"
    return "name" if "PROPN" in tags else "nominal"


def chained(split: str) -> Iterator[tuple[str, bool, bool | None]]:
    """(form, whether its exact words are a mention, whether it is joined to its chain) of each mention of a chain.

    The last is None for the first of a chain, and where no earlier one was found.
    """
    texts = records(f"coref/gum/{split}.jsonl.xz")
    gold_of = {r["doc"]: r["mentions"] for r in records(f"coref/ontogum/{split}.jsonl.xz")}
    network = encoder()
    for r, scores in zip(texts, network.encode([(r["tokens"], r["sents"]) for r in texts]), strict=True):
        bounds: list[Sentence] = r["sents"]
        upos, xpos, _, _ = parse(scores, bounds)
        made, found = clusters(scores, r["tokens"], bounds, upos, xpos, network.seen)
        chain_of = {span: k for k, chain in enumerate(made) for span in chain}
        gold: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for a, b, cluster, _ in gold_of[r["doc"]]:
            gold[cluster].append((a, b))
        for chain in (sorted(c) for c in gold.values() if len(c) > 1):
            for i, (a, b) in enumerate(chain):
                earlier = [s for s in chain[:i] if s in found]
                exact = (a, b) in found
                joined = any(chain_of.get(s, s) == chain_of.get((a, b)) for s in earlier)
                yield form(r["tokens"][a:b], upos[a:b]), exact, joined if exact and earlier else None


def main() -> None:
    for title, counts in zip(("missed", "false"), name_errors(), strict=True):
        print(f"names {title}: " + ", ".join(f"{n} {sort}" for sort, n in counts.most_common()))
    rows = list(chained("dev-free"))
    for kind in ("name", "nominal", "pronoun"):
        exact = [e for f, e, _ in rows if f == kind]
        joined = [j for f, _, j in rows if f == kind and j is not None]
        print(f"coreference, {kind}s: {sum(exact)} of {len(exact)} found with their exact words; "
              f"{sum(joined)} of {len(joined)} joined to an earlier mention of their chain")


if __name__ == "__main__":
    main()
