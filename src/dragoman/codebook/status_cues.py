"""The words that decide how real an event is: verbs, auxiliaries, adverbs and conjunctions by the status they give.

Entries are base forms; `base_forms` brings inflected words back to them. After FactBank's event selecting predicates
(Saurí and Pustejovsky 2009) and the status table of the annotation guidelines.
"""

from __future__ import annotations

from dragoman.model import Status

#: Auxiliaries of the verb that carries the event.
AUXILIARIES: dict[str, Status] = {
    "may": "possible", "might": "possible", "could": "possible", "can": "possible",
    "will": "scheduled", "shall": "scheduled", "'ll": "scheduled", "’ll": "scheduled", "wo": "scheduled",
    "would": "conditional", "'d": "conditional", "’d": "conditional", "should": "requested", "must": "requested",
    "ought": "requested",
}
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "nobody", "none"))

#: Words above an event in the dependency tree (it is their complement, object, or what a noun is about).
GOVERNORS: dict[Status, frozenset[str]] = {
    "negated": frozenset("fail refuse decline avoid stop prevent block avert refrain unable reluctant reluctance "
                         "refusal failure neglect lack "
                         "rule-out".split()),
    "postponed": frozenset("postpone delay defer shelve reschedule adjourn put-off postponement delay "
                           "push-back".split()),
    "cancelled": frozenset("cancel scrap scuttle abandon call-off cancellation drop axe nix".split()),
    "denied": frozenset("deny denial dispute refute".split()),
    "requested": frozenset("urge ask demand call request appeal implore press plea insist recommend advise order "
                           "require want seek "
                           "pressure beg encourage tell appeal push lobby exhort invite".split()),
    "possible": frozenset("consider propose offer suggest suspect accuse allege allegation threaten threat mull "
                          "weigh discuss ponder "
                          "possible possibility risk fear chance contemplate option debate explore unconfirmed try "
                          "attempt "
                          "accusation speculate suspicion suspicious claim-to potential aim-for allow permit enable "
                          "authorize authorise opportunity permission".split()),
    "expected": frozenset("expect anticipate predict forecast foresee likely expectation prospect hope prediction "
                          "believe-will".split()),
    "scheduled": frozenset("plan agree schedule vow promise pledge intend announce prepare commit set due decide "
                           "arrange slate ready "
                           "plan agreement intention determined poised commitment pledge promise upcoming "
                           "planned".split()),
    "conditional": frozenset(("if", "unless", "provided", "should")),
}
ADVERBS: dict[str, Status] = {
    "reportedly": "possible", "allegedly": "possible", "possibly": "possible", "perhaps": "possible",
    "maybe": "possible",
    "supposedly": "possible", "purportedly": "possible", "potentially": "possible", "probably": "expected",
    "likely": "expected",
    "routinely": "general", "regularly": "general", "usually": "general", "often": "general", "typically": "general",
}
#: Adjectives of the noun that carries the event ("a possible trip", "planned talks").
ADJECTIVES: dict[str, Status] = {
    "possible": "possible", "potential": "possible", "alleged": "possible", "suspected": "possible",
    "reported": "possible",
    "apparent": "possible", "proposed": "possible", "planned": "scheduled", "upcoming": "scheduled",
    "scheduled": "scheduled",
    "forthcoming": "scheduled", "future": "scheduled", "expected": "expected", "anticipated": "expected",
    "likely": "expected",
    "postponed": "postponed", "delayed": "postponed", "cancelled": "cancelled", "canceled": "cancelled",
    "aborted": "cancelled",
    "scrapped": "cancelled", "ongoing": "ongoing", "continuing": "ongoing", "current": "ongoing",
}
#: Verbs that carry an event's noun: their tense is the event's ("making the first visit", "held talks").
CARRIERS = frozenset("make pay hold begin start launch conduct carry wrap-up end conclude finish complete continue "
                     "resume stage undertake commit perpetrate use".split())
#: Verbs whose present tense tells that the thing is under way ("talks begin", "the siege continues").
LASTING = frozenset("begin continue resume".split())
#: Verbs that end what goes on: whoever is yet to do that tells that the thing is under way ("to wrap up a visit").
#: Goals are concluded and threats are stopped that never were.
ENDING = frozenset("end wrap wrap-up lift".split())
#: Nouns of a phase of an event: what has phases is under way or over ("the second day of a visit").
PHASES = frozenset("start beginning day course middle midst end conclusion close aftermath wake duration".split())
#: Those in which it is not over.
EARLY_PHASES = PHASES - frozenset("end conclusion close aftermath wake".split())
#: Events that are over within hours: "said at the start of the meeting" tells of one that has been.
MOMENTARY = frozenset("meeting meetings call session hearing briefing ceremony dinner lunch breakfast".split())
#: Verbs whose past tense tells what became of talks: these have taken place.
OUTCOMES = frozenset("fail collapse founder stall last yield produce break".split())
CONDITIONS: dict[str, Status] = {
    "if": "conditional", "unless": "conditional", "provided": "conditional", "whether": "possible",
}

_IRREGULAR = {
    "held": "hold", "paid": "pay", "made": "make", "begun": "begin", "carried": "carry",
    "carries": "carry", "undertook": "undertake", "undertaken": "undertake",
    "sought": "seek", "told": "tell", "began": "begin", "put": "put", "denied": "deny", "denies": "deny",
    "vowed": "vow",
    "tried": "try", "tries": "try", "wo": "will", "begged": "beg", "planned": "plan", "planning": "plan",
    "dropped": "drop",
    "dropping": "drop", "scrapped": "scrap", "scrapping": "scrap", "stopped": "stop", "stopping": "stop",
    "committed": "commit",
    "committing": "commit", "deferred": "defer", "deferring": "defer", "averted": "avert", "axed": "axe",
}


def base_forms(word: str) -> tuple[str, ...]:
    """Forms that a lower-case word may be an inflection of, itself first."""
    if word in _IRREGULAR:
        return (word, _IRREGULAR[word])
    out = [word]
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            out += [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                out.append(stem[:-1])
    return tuple(out)


_BY_WORD: dict[str, Status] = {w: status for status, words in GOVERNORS.items() for w in words}


def governor_status(word: str) -> Status | None:
    """The status that a word gives to what it governs."""
    return next((_BY_WORD[f] for f in base_forms(word) if f in _BY_WORD), None)
