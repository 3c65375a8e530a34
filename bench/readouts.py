"""Score the readouts of the sample reports against the expected ones.

    python -m bench.readouts [--json] [--errors]

The reports in `examples/` were written for this project and the expected readouts made by hand; none of them was
used in training. Beside events and statements, it is scored whether the report was dated rightly, and whether its
persons were found with their states.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

import dragoman
from bench.event_score import Figures, Record, as_record, pair, same_content, same_trigger, score
from bench.expected import EXAMPLES, records
from dragoman.names import fold
from dragoman.views.readout import Readout


def readings() -> Iterator[tuple[Record, Readout]]:
    """Every case with what is read in its report."""
    for gold in records():
        yield gold, dragoman.read(EXAMPLES / f"{gold['doc']}.txt")


def measure(read: list[tuple[Record, Readout]]) -> Figures:
    """All figures, in percent."""
    figures = score((gold, as_record(readout)) for gold, readout in read)
    dated = [(gold["date"], readout.report.published) for gold, readout in read]
    told = [(day, p) for day, p in dated if p is not None and p.earliest is not None]
    right = sum(str(p.earliest) == str(p.latest) == day for day, p in told)
    figures["dated"] = 100 * right / len(dated)
    figures["dated_wrongly"] = 100 * sum(not str(p.earliest) <= day <= str(p.latest) for day, p in told) / len(dated)
    people = [(p, readout) for gold, readout in read for p in gold["entities"] if p["kind"] == "person"]
    found = [(p, e) for p, readout in people for e in readout.entities if _goes_by(p["name"], e.names or (e.name,))]
    figures["person"] = 100 * len({id(p) for p, _ in found}) / len(people)
    stated = [(p["state"], e.state) for p, e in found if p["state"]]
    figures["person_state"] = 100 * sum(a == b for a, b in stated) / len(stated) if stated else 0.0
    return figures


def score_samples() -> Figures:
    """The figures of all samples, for the gate."""
    return measure(list(readings()))


def _goes_by(name: str, names: tuple[str, ...]) -> bool:
    return fold(name) in {fold(n) for n in names}


def _print_errors(gold: Record, readout: Readout) -> None:
    text, read = gold["text"], as_record(readout)
    pairs = pair(gold["events"], read["events"], same_trigger)
    found_gold, found_read = {id(g) for g, _ in pairs}, {id(r) for _, r in pairs}
    print(f"== {gold['doc']}")
    for event in gold["events"]:
        if id(event) not in found_gold:
            told = (event["trigger"]["text"], event["type"], event["status"])
            print(f"  missed event   [{event['sentence']}] {' '.join(told)}")
    for event in read["events"]:
        if id(event) not in found_read:
            start = event["trigger"]["start"]
            print(f"  extra event    {event['type']} {event['status']} …{text[max(0, start - 30) : start + 30]!r}")
    for g, r in pairs:
        for key in ("type", "status"):
            if g[key] != r[key]:
                print(f"  wrong {key:8} [{g['sentence']}] {g['trigger']['text']}: {r[key]} for {g[key]}")
    matched = pair(gold["statements"], read["statements"], same_content)
    kept = {id(x) for both in matched for x in both}
    for kind, statements in (("missed", gold["statements"]), ("extra", read["statements"])):
        for each in statements:
            if id(each) not in kept:
                print(f"  {kind} statement {' … '.join(c['text'] for c in each['content'])[:70]!r}")
    for g, r in matched:
        if (g["source"] is None) != (r["source"] is None) or (g["source"] and g["source"]["end"] != r["source"]["end"]):
            names = [x["source"]["text"] if x["source"] else None for x in (r, g)]
            print(f"  wrong source   [{g['sentence']}] {names[0]!r} for {names[1]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="list what is missed, extra or wrong")
    wanted = parser.parse_args()
    read = list(readings())
    figures = measure(read)
    if wanted.errors:
        for gold, readout in read:
            _print_errors(gold, readout)
    if wanted.json:
        print(json.dumps(figures))
        return
    print(f"{len(read)} reports, {figures['gold_events']:.0f} events, {figures['gold_statements']:.0f} statements")
    for name, value in figures.items():
        if not name.startswith("gold_"):
            print(f"  {name:18} {value:5.1f}")


if __name__ == "__main__":
    main()
