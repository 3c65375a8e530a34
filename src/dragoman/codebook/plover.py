"""The event types of PLOVER with their quad codes, intensities, modes and contexts, and PERSONNEL, which is ours.

Names and codes are those of the PLOVER manual (draft 2.0, Open Event Data Alliance, CC BY-SA 4.0). Modes are those
that reports are annotated with here: the manual's, and some of its earlier drafts that it dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model import EventType

Quad = Literal[1, 2, 3, 4]

QUADS: dict[Quad, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One event type. `quad` and `intensity` are None where PLOVER has no such type."""

    name: EventType
    quad: Quad | None
    intensity: float | None  #: conflict (-10) to cooperation (10), the manual's score of the type
    recipient_required: bool
    modes: tuple[str, ...] = ()


def _kind(name: EventType, quad: Quad | None, intensity: float | None, modes: str = "", *, to: bool = False) -> Kind:
    return Kind(name, quad, intensity, to, tuple(modes.split()))


# The manual's section puts SANCTION under material conflict, its quad table under verbal; the section is followed.
# Its score table prints +3 for ACCUSE but -2 to -3.5 for its modes: -3 is our reading.
_KINDS = (
    _kind("AGREE", 1, 2.5),
    _kind("CONSULT", 1, 2.5, "visit third-party multilateral phone"),
    _kind("SUPPORT", 1, 5.0),
    _kind("CONCEDE", 1, 4.5),
    _kind("COOPERATE", 2, 9.5, to=True),
    _kind("AID", 2, 10.0, to=True),
    _kind("RETREAT", 2, 6.5, "withdraw release return disarm ceasefire access resign"),
    _kind("REQUEST", 3, 0.0, "assist change yield meet"),
    _kind("ACCUSE", 3, -3.0, "disapprove investigate allege"),
    _kind("REJECT", 3, -2.0, "assist change yield meet"),
    _kind("THREATEN", 3, -3.5, "restrict ban arrest relations expel territory violence weapons"),
    _kind("PROTEST", 4, -5.0, "demo riot strike boycott hunger obstruct vandalize"),
    _kind("SANCTION", 4, -6.0, "convict expel withdraw discontinue", to=True),
    _kind("MOBILIZE", 4, -5.5, "troops weapons police militia"),
    _kind(
        "COERCE", 4, -7.0,
        "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber",
    ),
    _kind(
        "ASSAULT", 4, -9.0,
        "abduct beat torture execute sexual assassinate targeted destroy primitive firearms explosives suicide-attack "
        "aerial drone heavy-weapons crowd-control unconventional territory",
    ),
    _kind("PERSONNEL", None, None, "appoint remove elect"),
)  # fmt: skip

KINDS: dict[EventType, Kind] = {k.name: k for k in _KINDS}

CONTEXTS: tuple[str, ...] = tuple(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic "
    "legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity "
    "inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment "
    "technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking".split()
)


#: Words that tell the victims of an attack, which is the event.
CASUALTIES = frozenset(
    "killed killing kills kill injured injures injuring injure wounded wounds wounding hurt dead".split())
#: Nouns for feelings, relations and states of affairs, which are no events whoever has them.
STATES = frozenset(
    "reluctance unwillingness willingness eagerness desire hope hopes fear fears interest interests concern concerns "
    "disagreement disagreements difference differences tension tensions relation relations relationship ties "
    "determination trust mistrust confidence progress possibility risk risks anger outrage grief "
    "sympathy friendship rivalry".split())


def quad(type: EventType) -> Quad | None:
    """The quad code of a type; None for PERSONNEL."""
    return KINDS[type].quad


def intensity(type: EventType) -> float | None:
    """The manual's conflict-cooperation score of a type; None for PERSONNEL."""
    return KINDS[type].intensity

_CUT = "cut cuts cutting sever severs severed severing break breaks broke broken breaking".split()
_MEND = ("restore restores restored restoring resume resumes resumed resuming establish establishes established "
         "establishing normalise normalises normalised normalize normalizes normalized").split()
#: Type of verb and object that mean more than either word: (verb as printed, object) -> type. As the annotated training
#: reports have them; a handshake is part of a meeting.
SET_PHRASES: dict[tuple[str, str], str] = {
    **{(verb, "hands"): "CONSULT" for verb in "shake shakes shook shaken shaking".split()},
    **{(verb, "fire"): "ASSAULT" for verb in "open opens opened opening".split()},
    **{(verb, "arms"): "RETREAT" for verb in "lay lays laid laying".split()},
    **{(verb, noun): "SANCTION" for verb in _CUT for noun in ("ties", "relations")},
    **{(verb, noun): "SUPPORT" for verb in _MEND for noun in ("ties", "relations")},
    **{(verb, "embassies"): "SUPPORT" for verb in "reopen reopens reopened reopening".split()},
    **{(verb, "embassy"): "SUPPORT" for verb in "reopen reopens reopened reopening".split()},
}
#: Nouns for what a visitor does, and for what two do together.
VISITS = frozenset("visit visits trip trips tour tours stay".split())
TALKS = frozenset("talk talks meeting meetings conversation conversations dialogue discussions negotiations".split())
