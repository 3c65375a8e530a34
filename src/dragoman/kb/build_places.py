"""States, regions, cities, organisations, actor names, agents and trips: from the source tables to rows."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dragoman.kb.build_people import number
from dragoman.names import fold

#: Smaller places are left out: with them the table would be twice as big, and news names their province.
SMALLEST_CITY = 40_000
#: Other names are kept for cities of this size: Kiev, Peking, Saigon, Bombay.
ALIASED_CITY = 200_000
MOST_ALIASES = 8
#: Older trips date no report that anybody will read with this.
FIRST_TRIP = "1965"
LONGEST_REMARK = 240
#: Dated actors whose last role began earlier are left out; most are kings and colonial governors.
FIRST_ACTOR = "1995"
_ALIAS = re.compile(r"^[a-z][a-z' .-]{3,}$")
_EMPTY_WORDS = frozenset({"the", "of"})


def read(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated table, packed or not; lines that begin with # are comments."""
    opener = lzma.open if path.suffix == ".xz" else open
    with cast("IO[str]", opener(path, "rt", encoding="utf-8", newline="")) as lines:
        yield from csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def parts(text: str | None) -> list[str]:
    return [p.strip() for p in (text or "").split("|") if p.strip()]


#: Codes and scraps of the tables that are words or other names in running text ("As", "Na", "'s", "PR", "VI", "car").
NO_NAMES = frozenset("as ch gu na pr s vi nl car rmi tca rsa srv rdc fsm".split())


def states(db: sqlite3.Connection, source: Path, own: Path) -> dict[str, tuple[str, ...]]:
    """Fill `state` and `state_name`; gives the folded names of each state."""
    extra = {r["iso3"]: r for r in read(own / "states.tsv")}
    table = {r["iso3"]: r for r in read(source / "countries" / "countries.tsv")}
    iso3 = {r["iso2"]: r["iso3"] for r in table.values()}
    names: dict[str, set[str]] = defaultdict(set)
    for code in sorted({*extra, *table} - {"EUU"}):
        row, more = table.get(code, {}), extra.get(code, {})
        known = parts(more.get("names"))
        name = row.get("name") or known[0]
        # Palestine, Ivory Coast, Cape Verde ...: the first own name is what papers print
        usual = known[0] if name in ("Palestinian Territory",) else name
        long_name = re.sub(r" ?[(;].*$", "", row.get("long", ""))
        # Macau's adjective is "Chinese" too: the state that has a word in the own table keeps it
        taken = {fold(a) for c, r in extra.items() if c != code for a in parts(r["adjectives"])}
        factbook = [a for a in _adjectives(row.get("adjective", "")) if fold(a) not in taken]
        adjectives = [*parts(more.get("adjectives")), *factbook]
        db.execute(
            "INSERT INTO state VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (code, more.get("qid") or None, usual, long_name, row.get("iso2", ""), int(more.get("cow") or 0) or None,
             row.get("cameo", ""), row.get("capital", ""), adjectives[0] if adjectives else "",
             row.get("continent", ""), int(row.get("geonameid") or 0) or None,
             "|".join(iso3[n] for n in row.get("neighbours", "").split(",") if n in iso3),
             "|".join(re.sub(r" \(.*?\)", "", i).strip() for i in row.get("igo", "").split(",") if len(i) < 40)),
        )
        own_names = [usual, name, long_name, *known, *(a for a in parts(row.get("aliases")) if "(" not in a)]
        for kind, values in (("name", own_names), ("adjective", adjectives), ("capital", [row.get("capital", "")])):
            for value in values:
                folded = fold(value).removeprefix("the ").strip()
                if not folded or folded in NO_NAMES or (kind == "capital" and folded in names[code]):
                    continue
                if kind == "name":
                    names[code].add(folded)
                db.execute("INSERT OR IGNORE INTO state_name VALUES (?,?,?,?)", (folded, code, kind, value))
    return {code: tuple(sorted(n)) for code, n in names.items()}


def _adjectives(text: str) -> list[str]:
    """ "Taiwan (or Taiwanese)", "Antiguan, Barbudan" -> single words."""
    words = (w.strip() for w in re.split(r"[,()/;]| or ", re.sub(r"\bnote\b.*", "", text)))
    return [w for w in words if w and len(w) < 30]


def metonyms(db: sqlite3.Connection, source: Path, own: Path) -> None:
    for table in (source / "countries" / "metonyms.tsv", own / "metonyms.tsv"):
        for row in read(table):
            state = {"EUU": "IGO", "UNO": "IGO"}.get(row["iso3"], row["iso3"])
            db.execute("INSERT OR REPLACE INTO metonym VALUES (?,?,?,?)",
                       (fold(row["name"]), row["name"], state, row["organ"]))
    for row in read(own / "regions.tsv"):
        db.execute("INSERT OR REPLACE INTO region VALUES (?,?,?,?)",
                   (fold(row["name"]), row["name"], row["iso3"] or None, row["qid"] or None))


def cities(db: sqlite3.Connection, source: Path, iso3: dict[str, str]) -> None:
    taken: dict[str, int] = {}
    for row in read(source / "geonames" / "cities5000.tsv.xz"):  # sorted by population
        population = int(row["population"] or 0)
        state = iso3.get(row["country"])
        if population < SMALLEST_CITY or state is None:
            continue
        geoname = int(row["geonameid"])
        db.execute("INSERT INTO city VALUES (?,?,?,?,?,?,?)",
                   (geoname, row["name"], state, row["admin1"], round(float(row["lat"]) * 100),
                    round(float(row["lon"]) * 100), population))
        name = fold(row["name"])
        taken.setdefault(name, geoname)
        names = {name}
        if population >= ALIASED_CITY:
            folded = (fold(a) for a in parts(row["aliases"]))
            names.update([a for a in folded if _ALIAS.match(a) and a not in taken][:MOST_ALIASES])
        db.executemany("INSERT INTO city_name VALUES (?,?)", [(n, geoname) for n in sorted(names)])
    for row in read(source / "geonames" / "admin1.tsv.xz"):
        state = iso3.get(row["code"].partition(".")[0])
        if state:
            db.execute("INSERT INTO division VALUES (?,?,?,?,?)",
                       (row["code"], fold(row["name"]), row["name"], state, int(row["geonameid"] or 0)))


def organisations(db: sqlite3.Connection, source: Path, own: Path, codes: dict[str, str]) -> None:
    """Hand-made rows first; then international bodies and armed groups of the actor dictionaries."""
    used: set[str] = set()
    key = 0
    for row in read(own / "organisations.tsv"):
        key += 1
        aliases = parts(row["aliases"])
        db.execute("INSERT INTO organisation VALUES (?,?,?,?,?,?)",
                   (key, row["name"], row["qid"] or None, row["state"] or None, row["kind"], "|".join(aliases)))
        for name in (re.sub(r" \(.*\)$", "", row["name"]), *aliases):
            _organisation_name(db, name, key, used)
    for table, kind in (("international", ""), ("milnonstate", "armed group")):
        for row in read(source / "phoenix" / f"{table}.tsv.xz"):
            code = row["code"]
            if row["start"] or not code or "SECRETARY" in row["name"]:
                continue  # dated rows of these tables are officers, not bodies
            state = "IGO" if code.startswith("IGO") else codes.get(code[:3])
            if state is None and code[:3] in ("NGO", "MNC"):  # in IMGMUSALQ, MUS is a religion
                state = codes.get(code[3:6])
            folded = fold(row["name"].replace("_", " ")).strip()
            if folded in used or len(folded) < 4 or (state is None and kind == ""):
                continue
            key += 1
            kind_here = kind or {"IGO": "igo", "NGO": "ngo", "MNC": "company"}.get(code[:3], "ngo")
            db.execute("INSERT INTO organisation VALUES (?,?,?,?,?,?)",
                       (key, _cased(row["name"]), None, state, kind_here, ""))
            for name in (row["name"], *parts(row["aliases"])):
                if len(name) > 3 and not re.search(r"NASRALLAH|LADEN|SHEIK", name):
                    _organisation_name(db, name.replace("_", " "), key, used, cased=False)


def _organisation_name(db: sqlite3.Connection, name: str, key: int, used: set[str], *, cased: bool = True) -> None:
    folded = fold(name).removeprefix("the ").strip()
    if not folded or folded in used:
        return
    used.add(folded)
    # "who" is a pronoun, "WHO" a body: short names in capitals must stand in capitals
    upper = int((name.isupper() and len(name) <= 6) if cased else len(name) <= 5)
    db.execute("INSERT INTO organisation_name VALUES (?,?,?)", (folded, key, upper))


def _cased(name: str) -> str:
    return " ".join(w if len(w) <= 3 and w.lower() not in _EMPTY_WORDS else w.capitalize()
                    for w in name.replace("_", " ").split())


def actors(db: sqlite3.Connection, source: Path, codes: dict[str, str]) -> None:
    """Names of two words or more that stand for one state only, and the nouns that name roles."""
    states_of: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in read(source / "phoenix" / "countries.tsv.xz"):
        state = codes.get(row["code"][:3])
        if state is None or len(row["code"]) == 3:
            continue  # bare country rows are towns and misspellings
        if row["start"] and max(row["start"], row["end"]) < FIRST_ACTOR:
            continue
        for name in (row["name"], *parts(row["aliases"])):
            states_of[fold(name.replace("_", " ")).strip()].add((state, row["code"][3:6]))
    held = {n for (n,) in db.execute("SELECT folded FROM person_name UNION SELECT folded FROM organisation_name")}
    for name, found in sorted(states_of.items()):
        if " " in name and name not in held and len({s for s, _ in found}) == 1:
            db.execute("INSERT INTO actor VALUES (?,?,?)", (name, *min(found)))
    for row in read(source / "phoenix" / "agents.tsv.xz"):
        name = fold(row["name"]).replace("_", " ").strip()
        if "!" not in name and row["code"].startswith("~"):
            db.execute("INSERT OR IGNORE INTO agent VALUES (?,?)", (name, row["code"][1:]))


def trips(db: sqlite3.Connection, source: Path, code_of: dict[str, str]) -> None:
    folder = source / "us_travels_and_visits"
    with gzip.open(folder / "travels.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            state = _state_of(row["country"], code_of)
            if state and row["start"] >= FIRST_TRIP:
                title = "Secretary of State" if row["role"] == "secretary" else "President"
                db.execute("INSERT OR IGNORE INTO trip VALUES (?,?,?,?,?,?,?,?)",
                           (state, number(row["start"]), row["id"].replace("trip-secretary-", "s").replace(
                               "trip-president-", "p"), number(row["end"] or row["start"]), row["name"], title,
                            row["locale"] or None, (row["remarks"] or "")[:LONGEST_REMARK]))
    with gzip.open(folder / "visits.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for n, visitor in enumerate(row["visitors"]):
                title, name = _split_title(visitor)
                if name and row["start"] >= FIRST_TRIP:
                    db.execute("INSERT OR IGNORE INTO trip VALUES (?,?,?,?,?,?,?,?)",
                               ("USA", number(row["start"]), f"{row['id'].replace('visit-', 'v')}-{n}",
                                number(row["end"] or row["start"]), name, title, None,
                                (row["description"] or "")[:LONGEST_REMARK]))


_TITLE = re.compile(
    r"^((?:(?:[A-Z][a-z’'-]+|of|the|for|and|General-Secretary) )*?(?:President|Minister|Chancellor|King|Queen|Emir|"
    r"Amir|Premier|Prince|Princess|Sultan|Pope|Chairman|Secretary|General|Emperor|Taoiseach|Shah|Regent|Governor|Leader|"
    r"Sheikh|Representative|Affairs))(?:[ ,-][a-z]+)? (.+)$"
)


def _split_title(visitor: str) -> tuple[str, str]:
    match = _TITLE.match(visitor)
    return (match.group(1), match.group(2)) if match else ("", visitor)


def _state_of(name: str, code_of: dict[str, str]) -> str | None:
    folded = fold(re.sub(r" \(.*\)", "", name)).replace("’", "'")
    for guess in (folded, *(" ".join(reversed(folded.split(", "))),)):
        if guess in code_of:
            return code_of[guess]
    return _OLD_NAMES.get(folded)


_OLD_NAMES = {
    "burma": "MMR", "ceylon": "LKA", "byelorussia": "BLR", "korea, republic of": "KOR", "korea, south": "KOR",
    "korea, north": "PRK", "germany, federal republic of": "DEU", "china, people's republic of": "CHN",
    "congo, democratic republic of": "COD", "democratic republic of the congo": "COD", "kyrgyz republic": "KGZ",
    "macedonia, former yugoslav republic of": "MKD", "micronesia, federated states of": "FSM", "palestinian authority":
    "PSE", "west bank": "PSE", "western samoa": "WSM", "southern rhodesia": "ZWE", "brunei darussalam": "BRN",
    "republic of china": "TWN", "u.s.s.r.": "SUN", "st. lucia": "LCA", "serbia-montenegro": "SCG",
    "bosnia-herzegovina": "BIH", "vatican city": "VAT", "swaziland": "SWZ",
}
