"""Both sides' accounts of one meeting: what both say, what only one says, where they contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.merge.cluster import Link, cluster
from dragoman.merge.keywords import WORD, is_telling
from dragoman.merge.profile import bag
from dragoman.merge.record import holder_of
from dragoman.merge.stem import root
from dragoman.model import Document, Event, Evidence, SourceKind, Span, StatementForm
from dragoman.names import fold
from dragoman.views.contradict import Clash, clashes

# Two passages are about one topic while the mean cosine of their telling words (names of those who met apart) is at
# least this. Set by reading the topics of a dozen annotated training reports at 0.1, 0.16 and 0.25: higher parts one
# topic in several, lower puts the greeting beside the dispute.
_ONE_TOPIC = 0.16
_LABEL_WORDS = 3
_REPEATED = 0.8  #: a passage so like another of its side is a repetition of it (another paper quotes it)


#: ISO-3 code of the state an outlet belongs to.
OutletState = Callable[[str | None], str | None]


@dataclass(frozen=True, slots=True)
class Said:
    """One passage of one side's account."""

    id: str  #: "REPORT#STATEMENT"
    side: str  #: ISO-3 code of the state whose account it is
    speaker: str
    kind: SourceKind | None
    outlet: str | None
    day: date | None
    form: StatementForm
    words: tuple[Evidence, ...]  #: what is said, in order
    repeats: tuple[str, ...] = ()  #: ids of the same words in other reports

    @property
    def text(self) -> str:
        """The words in one string."""
        return " ".join(e.quote for e in self.words)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two passages of different sides that cannot both be true."""

    left: str  #: id of the passage
    right: str
    clash: Clash


@dataclass(frozen=True, slots=True)
class Topic:
    """What the sides say on one matter."""

    label: tuple[str, ...]  #: its most telling words
    sides: tuple[str, ...]  #: those who speak of it
    said: tuple[Said, ...]
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Readouts:
    """The accounts of one event, topic by topic: contradicted ones first, then what both say, then one side alone."""

    event: Event
    sides: tuple[str, ...]
    topics: tuple[Topic, ...]
    others: tuple[Said, ...]  #: passages of speakers who belong to no side


def readouts(
    event: Event, documents: Iterable[Document], *, outlet_state: OutletState = lambda outlet: None
) -> Readouts:
    """Align what each side of an event says in the reports that tell it.

    A passage is of the side whose state its speaker belongs to or, where the speaker's state is not known or the
    report speaks for itself, of the state whose outlet printed it. Sides are the states of those who took part.

    Args:
        documents: the reports of the event, as read.
        outlet_state: gives the ISO-3 code of the state an outlet belongs to, where that is known.
    """
    sides = _sides(event)
    passages: list[Said] = []
    others: list[Said] = []
    for document in sorted(documents, key=lambda d: d.report.id):
        for said in _passages(document, sides, outlet_state):
            (passages if said.side else others).append(said)
    names = {fold(w) for v in (event.actors, event.recipients) if v for a in v.value for w in WORD.findall(a.name)}
    bags = {p.id: _bag(p, names) for p in (*passages, *others)}
    kept = _without_repeats(passages, bags)
    topics = [_topic(members, bags) for members in _by_topic(kept, bags)]
    return Readouts(event, sides, tuple(sorted(topics, key=_order)), tuple(_without_repeats(others, bags)))


def _sides(event: Event) -> tuple[str, ...]:
    values = (v for v in (event.actors, event.recipients) if v)
    return tuple(dict.fromkeys(a.state for v in values for a in v.value if a.state))


def _passages(document: Document, sides: Sequence[str], outlet_state: OutletState) -> Iterable[Said]:
    report = document.report
    entities = {e.id: e for e in document.entities}
    statements = {s.id: s for s in document.statements}
    home = outlet_state(report.outlet)
    published = report.published.when if report.published else None
    for statement in document.statements:
        spans = [s for s in statement.content if s.end > s.start]
        if not spans:
            continue
        holder = holder_of(document, entities, statements, statement.id)
        state = holder.state if holder and holder.state else home
        yield Said(
            id=f"{report.id}#{statement.id}",
            side=state if state and state in sides else "",
            speaker=holder.name if holder else report.outlet or "report",
            kind=statement.kind,
            outlet=report.outlet,
            day=published.earliest if published and published.is_day else None,
            form=statement.form,
            words=tuple(_evidence(document, s) for s in spans),
        )


def _evidence(document: Document, span: Span) -> Evidence:
    return Evidence(report=document.report.id, span=span, quote=span.of(document.text))


def _bag(said: Said, names: set[str]) -> dict[str, float]:
    return bag([w for w in WORD.findall(said.text) if fold(w).removesuffix("'s") not in names])


def _without_repeats(passages: Sequence[Said], bags: Mapping[str, dict[str, float]]) -> list[Said]:
    """The fullest form of what one side says in several reports, with the ids of the others."""
    kept: list[tuple[Said, list[str]]] = []
    for said in sorted(passages, key=lambda p: (-len(p.text), p.id)):
        home = next(
            (k for k in kept if k[0].side == said.side and k[0].words[0].report != said.words[0].report
             and (said.text in k[0].text or _cosine(bags[k[0].id], bags[said.id]) >= _REPEATED)),
            None,
        )  # fmt: skip
        if home:
            home[1].append(said.id)
        else:
            kept.append((said, []))
    with_repeats = [
        Said(s.id, s.side, s.speaker, s.kind, s.outlet, s.day, s.form, s.words, tuple(sorted(ids))) for s, ids in kept
    ]
    return sorted(with_repeats, key=_place)


def _by_topic(passages: Sequence[Said], bags: Mapping[str, dict[str, float]]) -> list[list[Said]]:
    links = [
        Link(a.id, b.id, score)
        for a, b in combinations(passages, 2)
        if (score := _cosine(bags[a.id], bags[b.id])) > 0
    ]
    by_id = {p.id: p for p in passages}
    groups = cluster(by_id, links, join=_ONE_TOPIC)
    return [sorted((by_id[i] for i in group), key=_place) for group in groups]


def _topic(members: list[Said], bags: Mapping[str, dict[str, float]]) -> Topic:
    sides = tuple(sorted({m.side for m in members}))
    found = [
        Contradiction(a.id, b.id, clash)
        for a, b in combinations(members, 2)
        if a.side != b.side
        for clash in clashes(a.text, b.text)
    ]
    return Topic(_label(members, bags), sides, tuple(members), tuple(found))


def _label(members: Sequence[Said], bags: Mapping[str, dict[str, float]]) -> tuple[str, ...]:
    """Words, as printed, that most passages of the topic share; then the most telling."""
    score: dict[str, float] = defaultdict(float)
    for member in members:
        for term, value in bags[member.id].items():
            score[term] += value
    printed: dict[str, str] = {}
    for word in (w for m in members for w in WORD.findall(m.text)):
        if is_telling(root(word)):
            printed.setdefault(root(word), word)
    best = sorted((t for t in score if t in printed), key=lambda t: (-score[t], t))
    return tuple(printed[t] for t in best[:_LABEL_WORDS])


def _cosine(left: dict[str, float], right: dict[str, float]) -> float:
    small, large = sorted((left, right), key=len)
    return sum(sorted(v * large[t] for t, v in small.items() if t in large))


def _place(said: Said) -> tuple[str, int]:
    return said.words[0].report, said.words[0].span.start


def _order(topic: Topic) -> tuple[bool, bool, int, str]:
    return not topic.contradictions, len(topic.sides) < 2, -len(topic.said), topic.said[0].id
