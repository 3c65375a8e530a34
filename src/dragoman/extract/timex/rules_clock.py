"""Rules for times of day."""

from __future__ import annotations

from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Meaning, Resolver, clock, fixed, joined, on_date, on_weekday, shifted

_DAY = ("({w=weekday}{comma}?)?({m=month}{d=day|ordinal}({comma}?{y=year})?|{d=day|ordinal}{m=month}({comma}?{y=year})?)"
        "|{w=weekday}|{t=today}")


def _time(hit: Hit) -> str | None:
    """TIMEX3 time of the clock words in a hit, None where they are no time."""
    if "p" in hit:
        return str(hit.value("p"))
    if "military" in hit:
        word = hit["military"].text
        return f"T{word[:2]}:{word[2:]}" if int(word[:2]) <= 24 and int(word[2:]) < 60 else None
    words = hit["c"].text if "c" in hit else str(hit.number("h"))
    hour, _, rest = words.partition(":")
    if not hour.isdigit() or int(hour) > 24:
        return None
    number = int(hour)
    if "ap" in hit:
        if number > 12:
            return None
        number = number % 12 + hit.number("ap")
    return f"T{number:02d}:{rest or '00'}{hit.value('zone') or ''}"


def _day(hit: Hit) -> Resolver | None:
    """The day named with the time, if one is."""
    if "m" in hit:
        if "y" in hit:
            return fixed(f"{hit.number('y'):04d}-{hit.number('m'):02d}-{hit.number('d'):02d}")
        return on_date(hit.number("m"), hit.number("d"))
    if "w" in hit:
        return on_weekday(hit.number("w"), hit["side"].kind if "side" in hit else None)
    if "t" in hit:
        return shifted("day", hit.number("t"))
    return None


def _build(hit: Hit) -> Meaning | None:
    part = _time(hit)
    if part is None:
        return None
    day = _day(hit)
    if day is None and "c" in hit and "ap" not in hit and "zone" not in hit:
        before = hit.before
        if before is None or before.kind not in ("at", "prep", "until", "about", "since", "before", "after", "to", "by", "open"):
            return None  # a score, a ratio or a verse
    if day is None and "p" in hit and not _is_part_alone(hit):
        return None
    return Meaning("TIME", joined(day, part) if day else clock(part))


def _is_part_alone(hit: Hit) -> bool:
    """"in the morning", "at night", "at noon" are times; "morning" in a compound is none."""
    before, word = hit.before, hit["p"].text.lower()
    known = {t.kind for t in hit.tokens[hit.first : hit.last]}
    if word in ("noon", "midnight"):
        return True
    if known & {"early", "mid", "late"}:
        return True
    if before is None:
        return False
    if hit.after is not None and hit.after.kind == "other" and hit.after.text.islower() and hit.after.start - hit.end == 1 and (
        "the" in known and hit.after.text.endswith(("s", "er", "ing"))
    ):
        return False
    return ("the" in known and before.kind in ("in", "on", "prep", "at", "by")) or (
        before.kind in ("at", "by") and word in ("night", "dawn", "dusk", "midday", "daybreak", "nightfall", "sunset", "sunrise")
    )


#: the same moment by another clock, in brackets
_ELSEWHERE = "({open}({military}|{clock}|{day}{meridiem}){meridiem}?({zone}|{local})?{close})?"
_CLOCK = "({c=clock}({local}?{ap=meridiem})?|{h=day|number}{ap=meridiem}|{h=day|number}{oclock})"

RULES: tuple[Rule, ...] = (
    rule("clock", "{about}?" + _CLOCK + "({local}{time}?|{zone=zone})?", _build),
    rule("clock and day", "{about}?({c=clock}{ap=meridiem}?|{h=day|number}({ap=meridiem}|{oclock}))({local}{time}?|{zone=zone})?" + _ELSEWHERE + "{comma}?{on}?{of}?("
         + _DAY + ")", _build),
    rule("day and clock", "(" + _DAY + "){comma}?({at}|{about})*({c=clock}{ap=meridiem}?|{h=day|number}({ap=meridiem}|{oclock}))({local}{time}?|{zone=zone})?",
         _build),
    rule("military time", "{military=military}({oclock}|{zone=zone}|{local})", _build),
    rule("part and day", "({the}?{early|late|mid}{hyphen}?)?{the}?{p=part}{of|on|comma}?{the}?(" + _DAY + ")", _build),
    rule("day and part", "({early|late|earlier|later}{on}?|{the}?{side=last|next|this|previous|following|past|coming})?(" + _DAY
         + "){p=part}", _build),
    rule("part alone", "({the}?{early|late|mid}{hyphen}?)?{the}?{p=part}", _build),
)
