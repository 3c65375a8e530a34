"""Build `data/kb.sqlite` from the source tables: `python -m dragoman.kb.build --source ../shared/data/kb`.

What comes out depends on the tables alone: no dates of the build, rows in a fixed order, so the same tables give
the same file. Only tables free for any use are read (see `data/README.md`).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.kb import build_places as places
from dragoman.kb.build_people import SOURCES, Row, Somebody, classify, close_open_spells, join, number
from dragoman.kb.name_keys import FAMILY_FIRST, calling_words, name_key, short_key, tokens
from dragoman.kb.roles import PROMINENT

OWN = Path(__file__).parent / "data"
#: Raise when a table of the file changes its meaning.
FORMAT = "1"
#: The first day on which the whole source was read: an open spell of it may have ended since.
SEEN = {"everypol": 2022_07_01, "everypol-fm": 2023_01_10, "overlay": 2025_06_30}
#: Classes nobody asks for by office ("who was minister of tourism?"): their holders are found by name.
UNSEATED = frozenset({"other", "judiciary", "subnational", "deputy", "staff"})
#: Envoys of the Cold War are not looked for.
FEWEST_BEARERS = 3
FIRST_ENVOY = 1985_00_00


def build(source: Path, output: Path) -> None:
    """Write the knowledge base.

    Raises:
        FileNotFoundError: a source table is missing.
    """
    temporary = output.with_suffix(".tmp")
    temporary.unlink(missing_ok=True)
    db = sqlite3.connect(temporary)
    db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;")
    db.executescript((OWN / "tables.sql").read_text(encoding="utf-8"))
    names = places.states(db, source, OWN)
    rows = list(places.read(source / "countries" / "countries.tsv"))
    iso3 = {r["iso2"]: r["iso3"] for r in rows}
    cameo = {r["cameo"] or r["iso3"]: r["iso3"] for r in rows if r["iso3"] != "EUU"}
    code_of = {n: code for code, all_names in sorted(names.items()) for n in all_names}
    places.metonyms(db, source, OWN)
    places.cities(db, source, iso3)
    places.organisations(db, source, OWN, cameo)
    places.trips(db, source, code_of)
    _people(db, list(_rows(source, names, code_of)))
    places.actors(db, source, cameo)
    db.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    db.commit()
    digest = hashlib.sha256("\n".join(db.iterdump()).encode()).hexdigest()[:16]
    db.execute("INSERT INTO meta VALUES ('digest', ?)", (digest,))
    db.commit()
    db.execute("VACUUM")
    db.close()
    temporary.replace(output)


def _rows(source: Path, names: dict[str, tuple[str, ...]], code_of: dict[str, str]) -> Iterator[Row]:
    for r in places.read(source / "offices" / "offices.tsv.xz"):
        if r["person"] and r["cls"] not in ("staff", "former") and r["iso3"] != "EUU":
            yield _office(r, names.get(r["iso3"], ()))
    for r in places.read(source / "us_state_dept" / "officers.tsv.xz"):
        yield from _officer(r, code_of)
    for r in places.read(source / "uk_ministers" / "ministers.tsv.xz"):
        office, cls = r["office"], classify(r["office"], "", names["GBR"])
        if cls == "defence_minister" and not office.startswith("Secretary of State"):
            cls = "deputy"  # the Minister for the Armed Forces is none of the cabinet
        yield Row("GBR", cls, office, r["person"], "", number(r["start"]),
                  number(r["end"]), 0, "uk_ministers", {"F": "female", "M": "male"}.get(r["gender"], ""),
                  aliases=tuple(places.parts(r["aliases"])))
    for r in places.read(OWN / "overlay.tsv"):
        yield Row(r["state"], classify(r["office"], "", names.get(r["state"], ())), r["office"], r["person"], r["qid"],
                  number(r["start"]), number(r["end"]), 0, "overlay", {"f": "female", "m": "male"}[r["gender"]])


def _office(r: dict[str, str], state_names: tuple[str, ...]) -> Row:
    office, state = re.sub(r"s$", "", r["office"]) if "Deputy Prime M" in r["office"] else r["office"], r["iso3"]
    cls = classify(office, r["cls"], state_names)
    if state == "USA" and cls == "interior_minister" and "Homeland" not in office:
        cls = "other"  # the Secretary of the Interior has the parks, not the police
    if r["src"] == "factbook" and r["cls"] == "ambassador" and office.endswith("of the United States"):
        office, state = f"Ambassador to {_usual(state_names)}", "USA"
    aliases = () if r["enwiki"] in ("", "=") else (re.sub(r" \(.*\)$", "", r["enwiki"]),)
    last_seen = number(r["last_seen"]) or (number(r["asof"]) if r["src"].startswith("everypol") else 0)
    end = number(r["end"])
    if end > number(r["asof"]) > 0:  # a term that runs on: who holds the office may leave it sooner
        end = 0
    return Row(state, cls, office, _tidy(r["person"]), r["qid"], number(r["start"]), end, last_seen,
               r["src"], r["gender"], r["born"], aliases)


def _usual(state_names: tuple[str, ...]) -> str:
    return min(state_names, key=len).title() if state_names else ""


def _tidy(name: str) -> str:
    """Factbook names come as "President Joseph R. Biden, Jr." or with a family name in capitals."""
    return " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in name.split())


def _officer(r: dict[str, str], code_of: dict[str, str]) -> Iterator[Row]:
    office, cls = r["office"], "ambassador"
    if r["kind"] == "principal":
        cls = classify(office.replace("-", " "), "", ("united states",))
        office = office.replace("-", " ").title().replace(" Of ", " of ").replace(" For ", " for ")
        if cls == "foreign_minister" and office != "Secretary of State":
            cls = "deputy_foreign_minister"
    else:
        place = r["place"].replace("-", " ")
        where = place.title() if place in code_of else place.replace("representative to ", "").title()
        office = f"Ambassador to {where}"
    if number(r["start"]) >= FIRST_ENVOY:
        yield Row("USA", cls, office, r["person"], "", number(r["start"]), number(r["end"]), 0, "us_state_dept",
                  born=r["born"])


def _people(db: sqlite3.Connection, rows: list[Row]) -> None:
    close_open_spells(rows)
    people = sorted(join(rows), key=lambda p: (p.qid == "", len(p.qid), p.qid, p.name))
    spells = [_merged(who) for who in people]
    titles = sorted({(r.state, r.cls, r.office) for each in spells for r in each})
    offices = {title: key for key, title in enumerate(titles, 1)}
    db.executemany("INSERT INTO office VALUES (?,?,?,?)", [(k, *v) for v, k in offices.items()])
    db.execute("INSERT INTO office_range SELECT state, class, min(key), max(key) FROM office GROUP BY state, class")
    db.executemany("INSERT INTO source VALUES (?,?,?)", [(k, n, SEEN.get(n, 0)) for k, n in enumerate(SOURCES)])
    _given_names(db, people)
    for key, (who, held) in enumerate(zip(people, spells, strict=True), 1):
        _person(db, key, who, {r.cls for r in held})
        for r in held:
            office = offices[r.state, r.cls, r.office]
            seen = 0 if r.source in SEEN else r.last_seen
            db.execute("INSERT OR IGNORE INTO spell VALUES (?,?,?,?,?,?)",
                       (key, office, r.start, r.end, seen, SOURCES.index(r.source)))
            if r.cls not in UNSEATED:
                db.execute("INSERT OR IGNORE INTO seat VALUES (?,?)", (office, key))


def _given_names(db: sqlite3.Connection, people: list[Somebody]) -> None:
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for who in people:
        gender = {"male": "m", "female": "f"}.get(next((r.gender for r in who.rows if r.gender), ""))
        words = tokens(who.name)
        if gender and len(words) > 1 and who.state not in FAMILY_FIRST:
            seen[words[0]][gender] += 1
    for word, counts in sorted(seen.items()):
        gender, n = counts.most_common(1)[0]
        if n >= FEWEST_BEARERS and n >= 0.9 * sum(counts.values()):
            db.execute("INSERT INTO given VALUES (?,?)", (word, gender))


def _person(db: sqlite3.Connection, key: int, who: Somebody, classes: set[str]) -> None:
    first = next(iter(who.names))
    gender = next((r.gender for r in who.rows if r.gender), "")
    born = next((number(r.born) // 10_000 for r in who.rows if number(r.born)), 0)
    others = [n for n in who.names if n != first]
    db.execute("INSERT INTO person VALUES (?,?,?,?,?,?,?)",
               (key, first, int(who.qid[1:]) if who.qid else None, who.state,
                {"male": "m", "female": "f"}.get(gender, gender) or None, born or None, "|".join(others) or None))
    folded = {k for n in who.names for k in (name_key(n), short_key(n)) if " " in k}
    folded |= {name_key(n) for n in who.names if len(name_key(n)) > 3}
    db.executemany("INSERT INTO person_name VALUES (?,?)", [(n, key) for n in sorted(folded)])
    if classes & PROMINENT:
        words = {w for n in who.names for w in calling_words(n)}
        db.executemany("INSERT INTO calling VALUES (?,?)", [(w, key) for w in sorted(words)])


def _merged(who: Somebody) -> list[Row]:
    """The spells of a person with those that two sources give (same class and state, starts within a month) as one."""
    best: list[Row] = []
    for row in sorted(who.rows, key=lambda r: (-SOURCES.index(r.source), r.start, r.end, r.office)):
        twin = next((b for b in best if b.state == row.state and b.cls == row.cls != "other"
                     and b.source != row.source and _overlaps(b, row)), None)
        if twin is None:
            best.append(row)
            continue
        twin.last_seen = max(twin.last_seen, row.last_seen)
        if not twin.end and row.end and twin.source != "overlay":
            twin.end = row.end
    return sorted(best, key=lambda r: (r.start, r.office))


def _overlaps(a: Row, b: Row) -> bool:
    never = 99_999_999
    close = abs(a.start - b.start) <= 100
    inside = a.start <= b.start <= (a.end or never) and (b.end or never) <= (a.end or never) + 100
    return bool(a.start and b.start) and (close or (inside and a.source == "overlay"))


def main(arguments: Iterable[str] | None = None) -> None:
    """Command line of the builder."""
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("DRAGOMAN_SHARED", "../shared"))
    parser.add_argument("--source", type=Path, default=shared / "data" / "kb", help="folder with the source tables")
    parser.add_argument("--output", type=Path, default=OWN / "kb.sqlite")
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    csv.field_size_limit(1 << 24)
    build(chosen.source, chosen.output)
    print(f"{chosen.output}: {chosen.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
