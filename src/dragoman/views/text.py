"""The readout for a person at a terminal: 80 to 200 columns, light or dark, plain in pipes.

Every line ends up with the number of the sentence that it rests on, in square brackets on the left.
Colours are the terminal's own sixteen, so they follow its theme; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from dragoman.model import Status
from dragoman.views.readout import Entity, Readout
from dragoman.views.wording import SECTIONS, STATUS_WORDS, Said, Told, Wording, days

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

# Wider than this, lines are hard to follow with the eye; narrower than 80 is not laid out specially.
_WIDEST = 120
# A quotation is cut at the end of a word after this many characters; the HTML view and JSON have it whole.
_LONGEST_QUOTE = 260

_STYLES: dict[Status, str] = {
    "occurred": "green", "ongoing": "green", "general": "", "scheduled": "cyan", "expected": "cyan",
    "possible": "yellow", "requested": "yellow", "conditional": "yellow", "postponed": "magenta",
    "cancelled": "red", "negated": "red", "denied": "red",
}
# C0 and C1 controls but the line break, and marks that turn the direction of writing.
_CONTROLS = dict.fromkeys(
    [*range(10), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_SEVERITIES = {"high": "bold red", "medium": "yellow", "low": "dim"}


def show(readout: Readout, console: Console) -> None:
    """Print the readout on `console`."""
    from rich.padding import Padding

    width = min(console.width, _WIDEST)
    for block in _blocks(readout):
        console.print(Padding(block, (0, 0, 1, 0), expand=False), width=width)


def text(readout: Readout, *, width: int = 100) -> str:
    """The readout as plain text without colour."""
    from rich.console import Console

    out = StringIO()
    show(readout, Console(file=out, width=width, color_system=None, force_terminal=False, highlight=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).rstrip("\n") + "\n"


def _text(*parts: str | tuple[str, str]) -> Text:
    """Styled text without control characters: nothing that a report holds may steer the terminal."""
    from rich.text import Text

    styled = [(part, "") if isinstance(part, str) else part for part in parts]
    return Text.assemble(*((words.translate(_CONTROLS), style) for words, style in styled))


def _blocks(readout: Readout) -> Iterator[RenderableType]:
    wording = Wording(readout)
    yield _headline(wording)
    sections: list[tuple[str, Table | None]] = [("Who", _who(wording))]
    for heading, statuses in SECTIONS:
        sections.append((heading, _events(list(wording.events(statuses)))))
    sections.append(("Who said what", _statements(list(wording.said()))))
    sections.append(("Remarks", _remarks(wording)))
    for heading, table in sections:
        if table is not None:
            yield _section(heading, table)
    yield _footer(readout)


def _headline(wording: Wording) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding

    report = wording.readout.report
    published = report.published
    origin = " · ".join(filter(None, (report.outlet, report.byline)))
    lead = f"{origin} · " if origin else ""
    lines: list[RenderableType] = [_text((wording.title(), "bold"))]
    if published is not None and days(published):
        lines.append(_text(lead, ("Written ", "dim"), (days(published), "bold"), f", {published.confidence}"))
        lines.append(Padding(_text((f"because {_lower_first(published.rule)}", "dim")), (0, 0, 0, 2)))
    else:
        why = f": {published.rule}" if published else ""
        lines.append(_text(lead, (f"Date not known{why}", "yellow")))
    for remark in wording.readout.remarks:
        if remark.severity == "high":
            warning = _grid(1, None)
            number = (f" {_numbered(wording.sentences_of(remark))}", "dim")
            warning.add_row(_text(("!", "bold red")), _text((remark.message, "red"), number))
            lines.append(warning)
    return Group(*lines)


def _section(heading: str, table: Table) -> RenderableType:
    from rich.console import Group

    return Group(_text((heading.upper(), "bold blue")), table)


def _grid(*widths: int | None) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for width in widths:
        table.add_column(width=width, no_wrap=width is not None, overflow="fold", ratio=None if width else 1)
    return table


def _who(wording: Wording) -> Table | None:
    rows = list(wording.who())
    if not rows:
        return None
    longest = max(len(e.name) for e, _ in rows)
    table = _grid(_numbers_width([n for _, n in rows]), min(longest, 32), None)
    table.columns[1].no_wrap = False
    for entity, sentences in rows:
        table.add_row(_numbers(sentences), _text((entity.name, "bold")), _text(_described(entity)))
    return table


def _described(entity: Entity) -> str:
    if entity.kind == "person":
        return ", ".join(filter(None, (entity.office, entity.state)))
    state = entity.state if entity.kind != "state" else None
    return ", ".join(filter(None, (entity.kind if entity.kind != "organisation" or not state else "", state)))


def _events(told: list[Told]) -> Table | None:
    if not told:
        return None
    # The heading says "happened" already: the column is for what differs.
    words = [STATUS_WORDS[t.event.status] if t.event.status != "occurred" else "" for t in told]
    widths = [_numbers_width([t.sentences for t in told]), *([max(map(len, words))] if any(words) else [])]
    table = _grid(*widths, None)
    for each, word in zip(told, words, strict=True):
        when = f" · {each.when}" if each.when else ""
        by = f"  — says {_listed(each.by)}" if each.by else ""
        line = _text(each.label, (when, "cyan"), (by, "dim"))
        status = [_text((word, _STYLES[each.event.status]))] if any(words) else []
        table.add_row(_numbers(each.sentences), *status, line)
    return table


def _statements(said: list[Said]) -> Table | None:
    if not said:
        return None
    table = _grid(_numbers_width([(s.sentence,) for s in said if s.sentence]), None)
    for each in said:
        note = f" ({each.note})" if each.note else ""
        lead = ("… ",) if each.carries_on else ((each.speaker, "bold"), (note, "dim"), ": ")
        table.add_row(_numbers((each.sentence,) if each.sentence else ()), _text(*lead, _cut(each.words)))
    return table


def _remarks(wording: Wording) -> Table | None:
    remarks = [r for r in wording.readout.remarks if r.severity != "high"]  # those stand at the top
    if not remarks:
        return None
    places = [wording.sentences_of(r) for r in remarks]
    table = _grid(_numbers_width(places), None)
    for remark, numbers in zip(remarks, places, strict=True):
        table.add_row(_numbers(numbers), _text((remark.message, _SEVERITIES[remark.severity])))
    return table


def _footer(readout: Readout) -> RenderableType:
    counts = {"sentence": readout.sentences, "event": readout.events, "statement": readout.statements}
    parts = [f"{len(found)} {noun}{'' if len(found) == 1 else 's'}" for noun, found in counts.items()]
    version = f"dragoman {readout.dragoman}, model {readout.model[:12] or 'none'}"
    return _text((" · ".join([*parts, version]), "dim"))


def _numbers(sentences: tuple[int, ...]) -> RenderableType:
    return _text((_numbered(sentences), "dim"))


def _numbered(sentences: tuple[int, ...]) -> str:
    """At most two numbers, the first and how many more: "[3]", "[3 +2]"."""
    if not sentences:
        return ""
    more = len(sentences) - 1
    return f"[{sentences[0]}]" if not more else f"[{sentences[0]} +{more}]"


def _numbers_width(rows: list[tuple[int, ...]]) -> int:
    return max((len(_numbered(r)) for r in rows), default=3)


def _cut(words: str) -> str:
    if len(words) <= _LONGEST_QUOTE:
        return words
    return words[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:—– ") + " …" + ("”" if words.endswith("”") else "")


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _lower_first(sentence: str) -> str:
    """A rule as the end of a sentence; names and acronyms keep their capital."""
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first.lower() in {"the", "a", "an", "it", "its", "this"} else sentence
