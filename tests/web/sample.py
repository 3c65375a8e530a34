"""Reports written for the tests: one meeting in two papers and a reprint, a plan, a dispute, and hostile reports."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Document
from tests.ledger.wire import report, said, told

SCRIPT = '<script>alert("owned")</script>'
HANDLER = '"><img src=x onerror=alert(1)>'
TURNED = "\u202egnp.exe\u202c"

_WIRE = (
    told(
        "Wang Yi met Sergey Lavrov in Beijing on Thursday.",
        "met",
        actors="Wang Yi, Sergey Lavrov",
        place="Beijing",
        on="2024-03-07",
    ),
    said("Wang Yi said trade with Russia would grow this year.", "Wang Yi", "trade with Russia would grow this year"),
    said(
        "Sergey Lavrov said trade with China would not grow this year.",
        "Sergey Lavrov",
        "trade with China would not grow this year",
    ),
    told(
        "Ana Prado will visit Tomas Lind in Łódź next week.",
        "visit",
        status="scheduled",
        actors="Ana Prado",
        recipients="Tomas Lind",
        place="Łódź",
        on="2024-03-14",
    ),
    "The two had last spoken on the telephone in the autumn, when the river port was closed for repairs.",
)


def documents() -> tuple[Document, ...]:
    """All of them."""
    return tuple(map(_with_mentions, _reports()))


def _with_mentions(document: Document) -> Document:
    """The document whose entities know where they are mentioned."""
    found = {e.id: tuple(m.id for m in document.mentions if m.entity == e.id) for e in document.entities}
    return replace(document, entities=tuple(replace(e, mentions=found[e.id]) for e in document.entities))


def _reports() -> tuple[Document, ...]:
    return (
        report("wire-1", "2024-03-08", "North Wire", *_WIRE, title="Wang and Lavrov meet in Beijing"),
        report("copy-1", "2024-03-09", "Harbour Times", *_WIRE, "Prices at the port rose.", title="Ministers meet"),
        report(
            "other-1",
            "2024-03-08",
            "River Post",
            told(
                "Sergey Lavrov met Wang Yi in Beijing.",
                "met",
                actors="Sergey Lavrov, Wang Yi",
                place="Beijing",
                on="2024-03-07",
            ),
            told("Brazil condemned Russia.", "condemned", "ACCUSE", actors="Brazil", recipients="Russia"),
        ),
        report(
            "later-1",
            "2024-03-20",
            "River Post",
            told(
                "Ana Prado did not visit Tomas Lind in Łódź.",
                "visit",
                status="negated",
                actors="Ana Prado",
                recipients="Tomas Lind",
                place="Łódź",
                on="2024-03-14",
            ),
            told(
                "China may meet Russia in Beijing.",
                "meet",
                status="possible",
                actors="China, Russia",
                place="Beijing",
                on="2024-05-02",
            ),
            said("Lech Wałęsa said the talks in Łódź had failed.", "Lech Wałęsa", "the talks in Łódź had failed"),
        ),
        hostile(),
    )


def hostile() -> Document:
    """A report whose every field is an attack."""
    document = report(
        f"evil/{SCRIPT}",
        "2024-03-21",
        f"Evil {SCRIPT}{HANDLER}",
        told(
            f"Brazil sanctioned Sweden {SCRIPT} &amp; {TURNED}.",
            "sanctioned",
            "SANCTION",
            actors="Brazil",
            recipients="Sweden",
            on="2024-03-21",
        ),
        said(f"Ana Prado said {HANDLER} was here.", "Ana Prado", f"{HANDLER} was here"),
        "=cmd|'/c calc'!A1 {{ 7*7 }} {% raw %}",
        title=f"=1+1{SCRIPT}{TURNED}",
    )
    return replace(
        document, report=replace(document.report, url="javascript:alert(document.domain)", byline=f"by {SCRIPT}")
    )
