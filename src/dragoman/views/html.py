"""The readout as one self-contained HTML file: the report's text with its marks beside the readout.

The text is rendered by escaping between spans, never altered. The page needs no network, and its few lines of
script (choosing an item shows its words and the reverse) are allowed by their digest alone; without script, links
lead from each item to its first words.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from dragoman.views.marks import Mark, pieces
from dragoman.views.readout import Entity, Published, Readout, Remark, Words
from dragoman.views.wording import AHEAD, HAPPENED, SECTIONS, STATUS_WORDS, Said, Told, Wording, days

# Tall enough to show a report's beginning and its readout in a notebook cell.
_NOTEBOOK_HEIGHT = 640


def page(readout: Readout) -> str:
    """A whole HTML document that opens from disk."""
    wording = Wording(readout)
    style, script = _asset("readout.css"), _asset("readout.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    return "".join((
        f'<!doctype html>\n<html lang="{escape(readout.report.lang or "en")}">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(wording.title())}</title>\n<style>\n{style}</style>\n</head>\n<body>\n",
        *_header(wording),
        "<main>\n<article>\n", _LAYERS, '<div class="text">', *_text(wording), "</div>\n</article>\n",
        '<aside aria-label="Readout">\n', *_panel(wording), "</aside>\n</main>\n",
        _footer(readout),
        f"<script>{script}</script>\n</body>\n</html>\n",
    ))


def notebook(readout: Readout) -> str:
    """The page in a frame of its own, so that a notebook's styles and its do not meet."""
    return (
        f'<iframe srcdoc="{escape(page(readout))}" style="width:100%;height:{_NOTEBOOK_HEIGHT}px;'
        f'border:1px solid #8884;border-radius:6px" title="Readout: {escape(Wording(readout).title())}"></iframe>'
    )


@cache
def _asset(name: str) -> str:
    return files("dragoman.views").joinpath("assets", name).read_text(encoding="utf-8")


_LAYERS = """<div class="layers" role="group" aria-label="What is marked in the text">
<label><input type="checkbox" id="layer-event" checked><span class="key event">events</span></label>
<label><input type="checkbox" id="layer-said" checked><span class="key said">what is said</span></label>
<label><input type="checkbox" id="layer-who" checked><span class="key who">who</span></label>
<label><input type="checkbox" id="layer-time" checked><span class="key time">when</span></label>
</div>
"""


def _header(wording: Wording) -> Iterator[str]:
    report = wording.readout.report
    yield f"<header>\n<h1>{escape(wording.title())}</h1>\n<p>"
    origin = [escape(x) for x in (report.outlet, report.byline) if x]
    if report.url and report.url.startswith(("http://", "https://")):
        origin.append(f'<a href="{escape(report.url)}" rel="noreferrer">{escape(report.url)}</a>')
    published = report.published
    if published and days(published):
        origin.append(f"Written <strong>{escape(days(published))}</strong>, {published.confidence}")
    else:
        origin.append("<strong>Date not known</strong>")
    yield " · ".join(origin) + "</p>\n"
    for remark in wording.readout.remarks:
        if remark.severity == "high":
            yield f'<p class="warning">{escape(remark.message)}</p>\n'
    if published:
        yield from _dating(published)
    yield "</header>\n"


def _dating(published: Published) -> Iterator[str]:
    yield f"<details>\n<summary>How the date is known: {escape(published.rule)}</summary>\n"
    if published.candidates:
        yield "<table>\n"
        for c in published.candidates:
            cells = (c.verdict, c.origin, days(c), f"“{c.span.text}”" if c.span else "", c.why)
            yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>\n"
        yield "</table>\n"
    yield "</details>\n"


def _text(wording: Wording) -> Iterator[str]:
    """The report's text with its marks; sentence numbers stand before the sentences and cannot be selected."""
    readout = wording.readout
    text = readout.report.text
    starts = {s.start: n for n, s in enumerate(readout.sentences, 1)}
    for piece in pieces(len(text), marks(wording), starts):
        if piece.start in starts:
            yield f'<span class="n" aria-hidden="true" id="sentence-{starts[piece.start]}">{starts[piece.start]}</span>'
        words = escape(text[piece.start : piece.end])
        # An id can stand once only; the further items whose first words these are get empty anchors.
        *anchors, own = piece.opens or ("",)
        yield "".join(f'<span class="mark" id="at-{escape(a)}"></span>' for a in anchors)
        if not piece.items and not piece.looks:
            yield words
            continue
        identity = f' id="at-{escape(own)}"' if own else ""
        of = f' data-of="{escape(" ".join(piece.items))}"' if piece.items else ""
        yield f'<span class="{" ".join(("mark", *piece.looks))}"{identity}{of}>{words}</span>'


def marks(wording: Wording) -> Iterator[Mark]:
    """Everything that a readout marks in its report's text."""
    readout = wording.readout
    for entity in readout.entities:
        for m in entity.mentions:
            yield Mark(m.start, m.end, _entity_item(entity.id), "who")
    for timex in readout.timexes:
        yield Mark(timex.start, timex.end, "", "time")
    for statement in readout.statements:
        item = item_key("statement", statement.id)
        for content in statement.content:
            yield Mark(content.start, content.end, item, "said")
        parts = (statement.source, statement.cue, statement.anonymity, *statement.via)
        yield from (Mark(part.start, part.end, item) for part in parts if part is not None)
    for event in readout.events:
        item = item_key("event", event.id)
        for mention in (wording.mentions[m] for m in event.mentions if m in wording.mentions):
            yield Mark(mention.trigger.start, mention.trigger.end, item, "event")
            yield Mark(mention.trigger.start, mention.trigger.end, "", _look(mention.status))
            for role in (*mention.actors, *mention.recipients, *mention.place):
                yield Mark(role.start, role.end, item)
            yield from (Mark(cue.start, cue.end, item) for cue in mention.cues)
            if mention.time is not None:
                timex = readout.timexes[mention.time]
                yield Mark(timex.start, timex.end, item)
    for number, remark in enumerate(readout.remarks):
        for span in remark.spans:
            yield Mark(span.start, span.end, f"remark-{number}", "doubt" if remark.severity != "low" else "")


def item_key(noun: str, identifier: str) -> str:
    """A name for an item that is safe in an id and in a list parted by spaces."""
    return f"{noun}-" + "".join(c if c.isalnum() or c in "-_" else "_" for c in identifier)


def _entity_item(identifier: str) -> str:
    return item_key("entity", identifier)


def _look(status: str) -> str:
    return "happened" if status in HAPPENED else "ahead" if status in AHEAD else "not"


def _panel(wording: Wording) -> Iterator[str]:
    sections: list[tuple[str, Iterable[str]]] = [("Who", (_who(e, n) for e, n in wording.who()))]
    sections += [(heading, (_event(t) for t in wording.events(statuses))) for heading, statuses in SECTIONS]
    sections.append(("Who said what", (_said(s) for s in wording.said())))
    remarks = enumerate(wording.readout.remarks)
    sections.append(("Remarks", (_remark(n, r, wording) for n, r in remarks)))
    for heading, items in sections:
        listed = list(items)
        if listed:
            yield f"<section>\n<h2>{heading}</h2>\n<ul>\n{''.join(listed)}</ul>\n</section>\n"


def _item(key: str, sentences: tuple[int, ...], size: int, content: str) -> str:
    number = str(sentences[0]) if sentences else ""
    more = f'<span class="more"> +{len(sentences) - 1}</span>' if len(sentences) > 1 else ""
    target = f'href="#at-{escape(key)}" ' if sentences else ""  # without words there is nowhere to go
    return (
        f'<li><a {target}data-for="{escape(key)}" data-size="{size}">'
        f'<span class="at">{number}{more}</span><span>{content}</span></a></li>\n'
    )


def _who(entity: Entity, sentences: tuple[int, ...]) -> str:
    kind = entity.kind if entity.kind != "person" else ""
    details = [entity.office, kind, entity.state if entity.kind != "state" else None]
    told = ", ".join(escape(d) for d in details if d)
    content = f"<b>{escape(entity.name)}</b>" + (f" <span class=more>{told}</span>" if told else "")
    return _item(_entity_item(entity.id), sentences, _size(entity.mentions), content)


def _event(told: Told) -> str:
    parts = [f"<b>{escape(told.label)}</b>"]
    status = told.event.status
    # The heading says "happened" already.
    word = f'<span class="status {_look(status)}">{STATUS_WORDS[status]}</span>' if status != "occurred" else ""
    facts = [word, escape(told.when)]
    if told.by:
        facts.append("says " + escape(" and ".join(told.by)))
    if any(facts):
        parts.append(f'<br><span class="more">{" · ".join(f for f in facts if f)}</span>')
    size = len(told.first.trigger.text) if told.first else 0
    return _item(item_key("event", told.event.id), told.sentences, size, "".join(parts))


def _said(said: Said) -> str:
    speaker = "" if said.carries_on else f"<b>{escape(said.speaker)}</b>"
    note = f' <span class="more">({escape(said.note)})</span>' if said.note and not said.carries_on else ""
    lead = f"{speaker}{note}: " if speaker else "… "
    sentences = (said.sentence,) if said.sentence else ()
    return _item(
        item_key("statement", said.statement.id), sentences, _size(said.statement.content), lead + escape(said.words)
    )


def _remark(number: int, remark: Remark, wording: Wording) -> str:
    sentences = wording.sentences_of(remark)
    content = f'<span class="{remark.severity}">{escape(remark.message)}</span>'
    return _item(f"remark-{number}", sentences, _size(remark.spans), content)


def _size(spans: Iterable[Words] | Iterable[object]) -> int:
    """How many characters an item covers: the narrowest is shown first when words belong to several."""
    return sum(len(getattr(s, "text", "")) for s in spans)


def _footer(readout: Readout) -> str:
    facts = (f"dragoman {readout.dragoman}", f"model {readout.model[:12] or 'none'}", f"report {readout.report.id}")
    return f"<footer>{escape(' · '.join(facts))}</footer>\n"
