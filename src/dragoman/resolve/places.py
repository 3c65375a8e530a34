"""The state of each place: of towns that the report itself puts into a state ("Tripoli, Lebanon")."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dragoman import kb
from dragoman.model import Document, Entity, Mention
from dragoman.names import fold


def places(doc: Document) -> Document:
    """Fill `Entity.state` of places that no name alone could settle.

    1. A state that stands behind the name and a comma. 2. The one state of all towns of that name that the report
    speaks of elsewhere. Else it stays unknown.
    """
    unsettled = [e for e in doc.entities if e.kind == "place" and e.state is None]
    if not unsettled:
        return doc
    base = kb.default()
    spoken = Counter(e.state for e in doc.entities if e.kind == "state" and e.state)
    mentions = {m.id: m for m in doc.mentions}
    settled = {e.id: _settle(doc, base, e, [mentions[i] for i in e.mentions], spoken) for e in unsettled}
    return replace(doc, entities=tuple(settled.get(e.id, e) for e in doc.entities))


def _settle(doc: Document, base: kb.Base, entity: Entity, mentions: list[Mention], spoken: Counter[str]) -> Entity:
    for mention in mentions:  # 1.
        behind = doc.text[mention.span.end : mention.span.end + 40]
        if behind.startswith(", "):
            name = fold(behind[2:].partition(",")[0].partition(".")[0]).removeprefix("the ").strip()
            parts = name.split()
            states = [s for n in range(len(parts), 0, -1) for s in base.states_by_name(" ".join(parts[:n]))]
            if states:
                return replace(entity, state=states[0].code, why=f"{states[0].name} stands behind the name")
    found = {c.state for c in base.cities(entity.name)} & set(spoken)  # 2.
    if len(found) == 1:
        code = found.pop()
        return replace(entity, state=code, why=f"the only {entity.name} in a state that the report speaks of")
    return entity
