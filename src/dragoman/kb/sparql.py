"""Facts out of a Wikidata SPARQL result (JSON), as a file that the knowledge base takes.

The result must have one row per spell, with the variables of `QUERY`: `person`, `personLabel`, `officeLabel`,
`code` (ISO 3166-1 alpha-3), `start`, and optionally `end`, `gender`, `alias`. Rows that cannot be used are counted,
and told with their reason.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import BadFacts
from dragoman.kb.days import as_number
from dragoman.kb.user import check_lines, parse

#: Heads of state and government, ministers of foreign affairs and of defence, who held the office since a day.
QUERY = """
SELECT ?person ?personLabel ?officeLabel ?code ?start ?end WHERE {
  VALUES ?kind { wd:Q48352 wd:Q2285706 wd:Q7330070 wd:Q14212 wd:Q83307 }
  ?office wdt:P279* ?kind ; wdt:P1001 ?state .
  ?state wdt:P298 ?code .
  ?person p:P39 ?held .
  ?held ps:P39 ?office ; pq:P580 ?start .
  OPTIONAL { ?held pq:P582 ?end . }
  FILTER (!BOUND(?end) || ?end >= "SINCE"^^xsd:dateTime)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en". }
}
""".strip()
COLUMNS = ("state", "office", "person", "start", "end", "qid", "source")
_QID = re.compile(r"(?:^|/)(Q[1-9]\d*)$")


@dataclass(frozen=True, slots=True)
class Update:
    """What a result holds."""

    csv: str  #: a file of facts, see `kb.user`
    spells: int
    skipped: Mapping[str, int]  #: reason -> rows


def read_result(data: bytes, *, name: str) -> Update:
    """Spells of a SPARQL JSON result; doubles and overlaps are left out, the later of two open holders stays.

    Args:
        data: the result, UTF-8 JSON (`application/sparql-results+json`).
        name: where it is from: stands in errors, and as the source of each fact.

    Raises:
        BadFacts: not such a result, or no usable row in it.
    """
    try:
        result = json.loads(data)
        rows = result["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadFacts(name, "not a SPARQL result in JSON (no results.bindings)",
                       "ask the endpoint for application/sparql-results+json") from error
    skipped: Counter[str] = Counter()
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        fact = _fact(row, name)
        if isinstance(fact, str):
            skipped[fact] += 1
            continue
        key = (fact["state"], fact["office"], fact["qid"], fact["start"])
        if key in found:
            skipped["given twice"] += 1
        elif not fact["end"] or not found.get(key):
            found[key] = fact
    text = _csv(_without_faults(found.values(), skipped))
    spells = text.count("\n") - 1
    if not spells:
        raise BadFacts(name, "no usable row in the result", "; ".join(f"{n} rows: {why}" for why, n in skipped.items()))
    return Update(text, spells, dict(skipped))


def _fact(row: Mapping[str, Any], source: str) -> dict[str, str] | str:
    """One row as a fact, or why it is none."""
    value = {k: str(v.get("value", "")) for k, v in row.items() if isinstance(v, dict)}
    match = _QID.search(value.get("person", ""))
    if match is None:
        return "no Wikidata id of the person"
    name, office = value.get("personLabel", ""), value.get("officeLabel", "")
    if not name or _QID.fullmatch(name) or not office or _QID.fullmatch(office):
        return "no English name of person or office"
    days = {}
    for key in ("start", "end"):
        text = value.get(key, "")[:10]
        if text.startswith(("-", "+0", "t")) or (text and not _is_day(text)):
            return f"{key} is not a day"
        days[key] = text
    if not days["start"]:
        return "no start"
    return {"state": value.get("code", ""), "office": office[:1].upper() + office[1:], "person": name,
            "qid": match.group(1), "source": source, **days}


def _is_day(text: str) -> bool:
    try:
        return as_number(text) > 0
    except ValueError:
        return False


def _without_faults(facts: Iterable[dict[str, str]], skipped: Counter[str]) -> list[dict[str, str]]:
    """The facts that a user's file may hold: faulty lines go, until none is left."""
    kept = sorted(facts, key=lambda f: (f["state"], f["office"], f["start"], f["qid"]))
    while True:
        lines = parse("update.csv", _csv(kept).encode())
        faults = check_lines(lines)
        if not faults:
            return kept
        if "overlaps" in faults[0][1]:
            faults = faults[:1]  # without this one, the others may stand
        bad = {number for number, _ in faults}
        for _, fault in faults:
            skipped["overlaps another spell" if "overlaps" in fault else fault.partition(" '")[0]] += 1
        kept = [fact for number, fact in enumerate(kept, 2) if number not in bad]


def _csv(facts: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(facts)
    return out.getvalue()
