"""Laws of clustering: order is nothing, a person's word binds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.cluster import Link, cluster
from dragoman.model import Judgement

NODES = [f"r{i}#m1" for i in range(8)]
_PAIRS = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda p: p[0] != p[1])
_LINKS = st.lists(
    st.builds(lambda p, s, f: Link(*p, score=s, firm=f), _PAIRS, st.floats(0, 1), st.booleans()), max_size=20
)


def judge(left: str, right: str, verdict: Literal["same", "different", "unsure"], minute: int = 0) -> Judgement:
    at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    return Judgement(left, right, verdict, by="anna", why="", at=at)


_JUDGEMENTS = st.lists(
    st.builds(
        lambda p, v, m: judge(*p, v, m), _PAIRS, st.sampled_from(["same", "different", "unsure"]), st.integers(0, 99)
    ),
    max_size=8,
)


@given(_LINKS, _JUDGEMENTS, st.randoms())
@settings(max_examples=150)
def test_order_of_input_changes_nothing(links: list[Link], judgements: list[Judgement], random) -> None:
    once = cluster(NODES, links, judgements)
    nodes, links, judgements = list(NODES), list(links), list(judgements)
    for each in (nodes, links, judgements):
        random.shuffle(each)
    assert cluster(nodes, [Link(k.right, k.left, k.score, k.firm) for k in links], judgements) == once


@given(_LINKS, _JUDGEMENTS)
@settings(max_examples=150)
def test_every_node_is_in_one_cluster_and_a_split_stays_split(links: list[Link], judgements: list[Judgement]) -> None:
    found = cluster(NODES, links, judgements)
    assert sorted(n for c in found for n in c) == sorted(NODES)
    in_time = sorted(judgements, key=lambda j: (j.at, sorted((j.left, j.right)), j.verdict))
    last = {frozenset((j.left, j.right)): j for j in in_time}
    for pair, judgement in last.items():
        if judgement.verdict == "different":
            assert not any(pair <= c for c in found)


@given(_LINKS)
def test_clustering_by_components_gives_the_same(links: list[Link]) -> None:
    whole = cluster(NODES, links)
    component = {n: {n} for n in NODES}
    for link in links:
        if link.score >= 0.5 or link.firm:
            merged = component[link.left] | component[link.right]
            for node in merged:
                component[node] = merged
    parts = {frozenset(c) for c in component.values()}
    assert sorted((c for p in parts for c in cluster(p, links)), key=min) == whole


def test_a_chain_of_weak_links_does_not_join_what_is_apart() -> None:
    chain = [Link("a", "b", 0.9), Link("b", "c", 0.6)]
    assert cluster("abc", chain) == [frozenset("ab"), frozenset("c")]


def test_split_is_transitive_over_what_was_called_the_same() -> None:
    links = [Link("b", "c", 1.0)]
    verdicts = [judge("a", "b", "same"), judge("a", "c", "different", 1)]
    assert cluster("abc", links, verdicts) == [frozenset("ab"), frozenset("c")]


def test_same_joins_without_any_link_and_undone_verdicts_have_no_effect() -> None:
    same = judge("a", "b", "same")
    assert cluster("ab", [], [same]) == [frozenset("ab")]
    undone = Judgement(same.left, same.right, same.verdict, same.by, same.why, same.at, undone_at=same.at)
    assert cluster("ab", [], [undone]) == [frozenset("a"), frozenset("b")]


def test_mentions_of_one_report_are_one_unit_for_the_mean() -> None:
    firm = Link("r1#m1", "r1#m2", 1.0, firm=True)
    assert cluster(["r1#m1", "r1#m2", "r2#m1"], [firm, Link("r1#m1", "r2#m1", 0.6)]) == [
        frozenset({"r1#m1", "r1#m2", "r2#m1"})
    ]
