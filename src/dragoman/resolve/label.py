"""One line for people that tells an event: "Una Berg and Ann Lee met", "Una Berg to visit Norland".

It is built from the first mention that names two parties, whose words it keeps; nothing is inflected, so a label
never says more than the report. Parties go by their entities' names.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from dragoman.model import Document, EventMention, Party, ReportEvent, Span
from dragoman.resolve.label_object import REACH, verb_object

# What a bare infinitive needs before it where the report's own auxiliary is out of reach ("may meet Xi or call him"),
# so that a plan does not read like a deed.
_AUXILIARIES = {
    "scheduled": "to", "expected": "to", "requested": "to", "possible": "may", "conditional": "would",
    "negated": "not", "denied": "not", "postponed": "to", "cancelled": "to",
}
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_AUXILIARY_FORMS = frozenset(
    "is are was were be been being am has have had having do does did will would shall should can could may might must "
    "'s 're 've 'd 'll ’s ’re ’ve ’d ’ll wo ca need to ought get gets got".split())
# Words before the verb among which its auxiliaries are looked for.
_AUXILIARY_REACH = 8
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
# Words from a verb to the party that a preposition ties to it.
_FURTHEST_OBLIQUE = 40
_OBJECTS = frozenset({"obj", "iobj", "nsubj:pass"})
# What may stand between two parties that the report joins by a preposition or a number, not by "and": "nations in every
# region", "posts 7 and 8".
_TYING = frozenset({"ADP", "NUM"})
_TIED = _TYING | {"DET", "CCONJ"}
_LONGEST_TIE = 3
# Characters from a length of time to its noun ("of candid and constructive talks").
_LONGEST_OF = 50
# A party at most this many words behind the trigger is told in the report's own words ("visit to China").
_NEAR = 4


def label(doc: Document, event: ReportEvent) -> str:
    """The event in one line, in the words of its first mention that names two who take part, or of its first."""
    mentions = {m.id: m for m in doc.event_mentions}
    told = [mentions[m] for m in event.mentions if m in mentions]
    first = max(told, key=lambda m: min(_parties(m), 2), default=None)
    if first is None:
        return " ".join((*event.actors, event.type.lower(), *event.recipients))
    names = {e.id: e.name for e in doc.entities}
    tag = doc.words[first.head].xpos if 0 <= first.head < len(doc.words) else ""
    return _verbal(doc, first, names, tag) if tag.startswith("V") else _nominal(doc, first, names)


def _parties(mention: EventMention) -> int:
    """How many take part by this mention."""
    return len({p.entity or p.span for p in (*mention.actors, *mention.recipients)})


def _verbal(doc: Document, mention: EventMention, names: dict[str, str], tag: str) -> str:
    verb = _with_auxiliaries(doc, mention)
    is_bare = verb == mention.trigger.of(doc.text) and tag == "VB" and not verb.endswith("ing") and (
        not verb.endswith("ed") or verb.endswith("eed"))  # "reportedly saved 200" is a past, whatever its tag
    if is_bare and mention.status in _AUXILIARIES:
        verb = f"{_AUXILIARIES[mention.status]} {verb}"
    elif is_bare and doc.text[: mention.trigger.start].endswith("to "):
        verb = f"to {verb}"  # "the first secretary of state to travel"
    subjects = tuple(p for p in mention.actors if p.span.end <= mention.trigger.start)
    if tag == "VBN" and not subjects and any(p.span.end <= mention.trigger.start for p in mention.recipients):
        # passive: "the crossing was closed by Pakistan"
        agent = _joined(doc, mention.actors, names)
        # "was expelled from the council": whatever the network took for the doer
        case = next((w for p in mention.actors if (w := _preposition(doc, mention.head, p))), "by")
        return " ".join(filter(None, (_joined(doc, mention.recipients, names), verb, agent and f"{case} {agent}")))
    # Whoever meets or talks with the subject stands behind the verb: "Lee received Berg".
    partners = tuple(p for p in mention.actors if p not in subjects) if subjects else ()
    objects = (*partners, *mention.recipients)
    owned = _owned(doc, mention, mention.recipients)
    tail = owned or _told(doc, mention, objects, names) or _aside(doc, mention, objects, names)
    # in the report's words: the Kremlin as a scene is not "Russia"
    is_aside = tail.endswith(")") and not owned
    told_already = is_aside and not tail.startswith("(")
    scene = "" if told_already else _told(doc, mention, tuple(p for p in mention.place if p not in objects), {})
    used = max([mention.trigger.end, *(p.span.end for p in objects
                                       if tail and not is_aside and p.span.start > mention.trigger.start)])
    rest = "" if scene or owned or is_aside else verb_object(doc, mention.head, used)
    return " ".join(filter(None, (_joined(doc, subjects or mention.actors, names), verb, tail, scene, rest)))


def _aside(doc: Document, mention: EventMention, objects: tuple[Party, ...], names: dict[str, str]) -> str:
    """Recipients too far behind the verb to be told in the report's words: its object, and in brackets whom it is
    about ("fired rounds (Sudland)"), but for those that are its object themselves."""
    told = _joined(doc, objects, names)
    if not told or any(_is_object(doc, mention.head, p) for p in objects):
        return told
    thing = verb_object(doc, mention.head, mention.trigger.end, until=max(p.span.end for p in objects))
    missing = tuple(p for p in objects if " ".join(p.span.of(doc.text).split()) not in thing)
    about = _joined(doc, missing, names)
    by_preposition = [w for p in missing[:1] if (w := _preposition(doc, mention.head, p))]
    if about and by_preposition:
        return " ".join(filter(None, (thing, *by_preposition, about)))
    return " ".join(filter(None, (thing, about and f"({about})")))


def _preposition(doc: Document, verb: int, party: Party) -> str:
    """The preposition that ties a party to the verb ("worked closely for years [with] partners"); "" for none."""
    inside = [i for i, w in enumerate(doc.words[verb : verb + _FURTHEST_OBLIQUE], start=verb)
              if party.span.start <= w.start < party.span.end]
    tied = next((i for i in inside if doc.words[i].head == verb and doc.words[i].deprel.startswith("obl")), None)
    case = [] if tied is None else [
        w for w in doc.words[verb:tied] if w.head == tied and w.deprel == "case"]
    return doc.text[case[0].start : case[-1].end].lower() if case else ""


def _is_object(doc: Document, verb: int, party: Party) -> bool:
    """Whether a party is the verb's object, or stands before it, or there is no syntax to tell."""
    if party.span.start < doc.words[verb].start or doc.words[verb].deprel == "":
        return True
    return any(party.span.start <= w.start < party.span.end and w.head == verb and w.deprel in _OBJECTS
               for w in doc.words[verb : verb + REACH])


def _owned(doc: Document, mention: EventMention, recipients: tuple[Party, ...]) -> str:
    """The verb's object where a recipient is but its owner: "reaffirmed [Norland's commitment]", not "Norland"."""
    first = mention.head + 1
    for n, word in enumerate(doc.words[first : first + REACH], start=first):
        if word.deprel != "nmod:poss" or not any(p.span.start <= word.start < p.span.end for p in recipients):
            continue
        owner = doc.words[word.head]
        if owner.head == mention.head and owner.deprel == "obj" and word.head > n:
            return verb_object(doc, mention.head, mention.trigger.end)
    return ""


def _with_auxiliaries(doc: Document, mention: EventMention) -> str:
    """The verb with what stands before it in its clause: "has been detained", "did not meet", "to visit"."""
    told = ""
    for word in doc.words[max(0, mention.head - _AUXILIARY_REACH) : mention.head]:
        form = doc.text[word.start : word.end]
        negates = form.lower() in _NEGATIONS and word.deprel.startswith("advmod")
        is_infinitive = form == "to" and word.deprel == "mark"
        helps = word.deprel.startswith("aux") and form.lower() in _AUXILIARY_FORMS
        if word.head == mention.head and (negates or is_infinitive or helps):
            told += form if form.lower().startswith("n") and form[1:2] in "'’" else f" {form}"
    return f"{told} {mention.trigger.of(doc.text)}".strip()


def _nominal(doc: Document, mention: EventMention, names: dict[str, str]) -> str:
    trigger = _measured(doc, mention)
    actors = _joined(doc, mention.actors, names)
    tail = _told(doc, mention, mention.recipients or mention.place, names)
    if not tail and mention.recipients:
        tail = f"({_joined(doc, mention.recipients, names)})"
    return (f"{actors}: " if actors else "") + " ".join(filter(None, (trigger, tail)))


def _measured(doc: Document, mention: EventMention) -> str:
    """The noun, with how long it took where that stands before it: "more than seven hours of talks"."""
    trigger = mention.trigger.of(doc.text)
    for timex in doc.timexes:
        between = doc.text[timex.span.end : mention.trigger.start]
        if timex.kind == "DURATION" and between.startswith(" of ") and len(between) <= _LONGEST_OF and (
                not any(mark in between for mark in ",;:.\n")):
            return f"{' '.join(timex.span.of(doc.text).split())} of {trigger}"
    return trigger


def _told(doc: Document, mention: EventMention, parties: tuple[Party, ...], names: dict[str, str]) -> str:
    """What stands behind the trigger up to the nearest of `parties`, when that is close, and the parties' names."""
    behind = sorted((p for p in parties if p.span.start >= mention.trigger.end), key=lambda p: p.span)
    if not behind:
        return ""
    others = (p.span.end for p in (*mention.actors, *mention.recipients) if p not in parties)
    begin = max([mention.trigger.end, *(end for end in others if end <= behind[0].span.start)])
    between = Span(begin, behind[0].span.start).of(doc.text)
    stretch = Span(mention.trigger.end, behind[0].span.start).of(doc.text)
    if len(between.split()) > _NEAR or any(mark in stretch for mark in ",;:.\n“”\"()"):
        return ""
    told = _joined(doc, tuple(behind), names)
    words = between.split()
    if words and words[-1] in _DETERMINERS and not told.startswith(behind[0].span.of(doc.text)):
        words.pop()  # "received the [visiting diplomat]" becomes "received Una Berg"
    names_words = told.split()
    for length in range(len(words), 0, -1):
        if words[-length:] == names_words[:length]:  # "President Mohamed [Bazoum]": the full name has the first name
            words = words[:-length]
            break
    return " ".join((*words, told))


def _joined(doc: Document, parties: tuple[Party, ...], names: dict[str, str]) -> str:
    printed = [" ".join(p.span.of(doc.text).split()) for p in parties]
    called = [" ".join((names.get(p.entity or "") or w).split()) for p, w in zip(parties, printed, strict=True)]
    ties = [_tie(doc, a, b) for a, b in pairwise(parties)]
    for n in range(len(ties) - 1, -1, -1):
        if ties[n] and called[n] != called[n + 1]:
            called[n : n + 2] = [f"{called[n]} {ties[n]} {called[n + 1]}"]
            printed[n : n + 2] = [f"{printed[n]} {ties[n]} {printed[n + 1]}"]
    # whoever is named within another party's name stands there already: "President Berg and allies"
    told = list(dict.fromkeys(
        name for name, words in zip(called, printed, strict=True)
        if not any(other != name and (_lists(other, name) or _lists(other, words)) for other in called)))
    *rest, last = told or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def _tie(doc: Document, party: Party, other: Party) -> str:
    """The words that make one phrase of two parties, "" where there are none: "and" alone lists them."""
    first = bisect_left(doc.words, party.span.end, key=lambda w: w.start)
    last = bisect_left(doc.words, other.span.start, key=lambda w: w.start)
    between = doc.words[first:last]
    if not 0 < len(between) <= _LONGEST_TIE or between[0].upos not in _TYING or any(
            w.upos not in _TIED for w in between):
        return ""
    if between[0].upos == "ADP" and not (
            other.span.start <= doc.words[between[0].head].start < other.span.end):
        return ""  # "Berg on the Sudland vote": the preposition is another word's
    return " ".join(doc.text[between[0].start : between[-1].end].split())


def _lists(whole: str, name: str) -> bool:
    """Whether a name is one of those that another joins by "and"."""
    _, found, behind = f" {whole}".partition(f" {name}")
    return bool(found) and " and " in whole and (not behind or behind.startswith((" and ", ",")))
