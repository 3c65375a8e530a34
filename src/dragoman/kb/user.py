"""Facts that a user adds: spells in office and organisations, in TOML or CSV.

CSV has a heading line; TOML has tables `[[spell]]` and `[[organisation]]` with the same keys:

    state,office,person,start,end,qid,source
    state,organisation,aliases,kind,qid               aliases are joined by | (CSV) or a list (TOML)

A file is read as a whole or not at all: every faulty line is named in one `BadFacts`.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import BadFacts, NotFound
from dragoman.kb.days import as_number, first_day, last_day
from dragoman.kb.name_keys import name_key
from dragoman.kb.nouns import Organisation, Person, Spell
from dragoman.kb.roles import EXCLUSIVE, office_class

_SPELL_KEYS = ("state", "office", "person", "start", "end", "qid", "source", "aliases", "gender")
_ORGANISATION_KEYS = ("state", "organisation", "aliases", "kind", "qid", "source")
_QID = re.compile(r"^Q[1-9]\d*$")
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Facts:
    """What a user adds to the tables."""

    people: tuple[Person, ...] = ()
    spells: tuple[Spell, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    digest: str = ""


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as it stands in a file."""

    number: int
    values: Mapping[str, str]


def read_files(paths: Sequence[str], first_key: int) -> Facts:
    """All facts of these files; keys of new persons and organisations begin at `first_key`.

    Raises:
        NotFound: there is no such file.
        BadFacts: faulty lines, named by number, or spells that overlap across files.
    """
    lines: list[tuple[str, Line]] = []
    hasher = hashlib.sha256()
    for path in paths:
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            raise NotFound(path, f"cannot be read ({error.strerror})", "name a TOML or CSV file of facts") from error
        hasher.update(content)
        found = parse(path, content)
        _refuse(path, check_lines(found))
        lines += [(path, line) for line in found]
    if len(paths) > 1:
        _refuse(", ".join(paths), _overlaps([line for _, line in lines]))
    return _facts([line for _, line in lines], first_key, hasher.hexdigest()[:16])


def parse(path: str, content: bytes) -> list[Line]:
    """The facts of one file, unchecked.

    Raises:
        BadFacts: not UTF-8, not TOML or CSV, or a heading with unknown columns.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFacts(path, f"not UTF-8 (byte {error.start})", "save it as UTF-8") from error
    if Path(path).suffix.lower() == ".toml":
        return _parse_toml(path, text)
    return _parse_csv(path, text)


def _parse_csv(path: str, text: str) -> list[Line]:
    import csv

    separator = "\t" if "\t" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    heading = [h.strip() for h in next(rows, [])]
    known = {*_SPELL_KEYS, *_ORGANISATION_KEYS}
    if strange := [h for h in heading if h not in known]:
        raise BadFacts(f"{path} line 1", f"unknown column {', '.join(map(repr, strange))}",
                       f"known columns: {', '.join((*_SPELL_KEYS, 'organisation', 'kind'))}")
    out = []
    for row in rows:
        if not any(cell.strip() for cell in row) or row[0].startswith("#"):
            continue
        if len(row) > len(heading):
            raise BadFacts(f"{path} line {rows.line_num}", f"{len(row)} cells under {len(heading)} columns",
                           "quote cells that hold a comma")
        cells = zip(heading, row, strict=False)
        out.append(Line(rows.line_num, {h: cell.strip() for h, cell in cells if cell.strip()}))
    return out


def _parse_toml(path: str, text: str) -> list[Line]:
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFacts(path, f"not valid TOML: {error}", "mend the line named") from error
    strange = [k for k in tables if k not in ("spell", "organisation")]
    if strange or not all(isinstance(t, list) for t in tables.values()):
        raise BadFacts(path, f"unknown table {', '.join(map(repr, strange or tables))}",
                       "write [[spell]] or [[organisation]] tables")
    out = []
    for kind, items in tables.items():
        heads = [n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{kind}\s*\]\]", line)]
        for number, item in zip(heads, items, strict=True):
            if kind == "organisation" and "name" in item:
                item["organisation"] = item.pop("name")
            out.append(Line(number, {k: _text(v) for k, v in item.items()}))
    return sorted(out, key=lambda line: line.number)


def _text(value: Any) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def check_lines(lines: Iterable[Line]) -> list[tuple[int, str]]:
    """(line, fault) of everything that is wrong in one file."""
    from dragoman.kb.base import Base

    listed = list(lines)
    codes = {s.code for s in Base().states()} | {"IGO"}
    faults = [(line.number, fault) for line in listed for fault in _faults(line.values, codes)]
    return sorted(faults) or _overlaps(listed)


def _faults(values: Mapping[str, str], codes: set[str]) -> Iterable[str]:
    is_spell = "person" in values or "office" in values
    for key in ("state", "office", "person", "start") if is_spell else ("organisation",):
        if key not in values:
            yield f"no {key}"
    for key in values:
        if key not in (_SPELL_KEYS if is_spell else _ORGANISATION_KEYS):
            yield f"unknown key {key!r}"
    if (state := values.get("state")) and state not in codes:
        yield f"unknown state code {state!r} (ISO 3166-1 alpha-3, or IGO)"
    if (qid := values.get("qid")) and not _QID.match(qid):
        yield f"{qid!r} is not a Wikidata id"
    days = {}
    for key in ("start", "end"):
        if key in values:
            try:
                days[key] = as_number(values[key])
            except ValueError:
                yield f"bad {key} date {values[key]!r} (write 2023, 2023-06 or 2023-06-19)"
    if len(days) == 2 and (last_day(days["end"]) or 0) < (first_day(days["start"]) or 0):  # type: ignore[operator]
        yield f"ends {values['end']} before it starts {values['start']}"


def _overlaps(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Two persons in one exclusive office of a state at once, or one spell given twice; a shared day is a handover."""
    spells = [s for line in lines if (s := _dated(line)) is not None]
    spells.sort(key=lambda s: (s[0], s[1]))
    faults = []
    for n, (group, _, end, line) in enumerate(spells):
        for other_group, other_start, _, other in spells[n + 1 :]:
            if other_group != group:
                break
            if end is None or other_start < end:
                faults.append((other.number, f"{other.values['person']} overlaps {line.values['person']} of line "
                                             f"{line.number} as {line.values['office']} of {line.values['state']}"))
    return sorted(faults)


def _dated(line: Line) -> tuple[tuple[str, ...], Any, Any, Line] | None:
    values = line.values
    if "person" not in values:
        return None
    cls = office_class(values["office"])
    group = (values["state"], cls) if cls in EXCLUSIVE and values["state"] != "IGO" else (
        values["state"], values["office"].lower(), name_key(values["person"]))
    end = last_day(as_number(values["end"])) if "end" in values else None
    return tuple(str(g) for g in group), first_day(as_number(values["start"])), end, line


def _refuse(path: str, faults: Sequence[tuple[int, str]]) -> None:
    if not faults:
        return
    told = "; ".join(f"line {n}: {fault}" for n, fault in faults[:_MOST_FAULTS])
    more = f"; and {len(faults) - _MOST_FAULTS} more" if len(faults) > _MOST_FAULTS else ""
    raise BadFacts(path, told + more, "nothing was loaded; mend these lines and try again")


def _facts(lines: Sequence[Line], first_key: int, digest: str) -> Facts:
    from dragoman.kb.base import Base

    known = Base()
    people: dict[tuple[str, str], Person] = {}
    spells: list[Spell] = []
    organisations: list[Organisation] = []
    for line in lines:
        v = line.values
        if "organisation" in v:
            organisations.append(Organisation(first_key + len(organisations), v["organisation"], v.get("qid"),
                                              v.get("state"), v.get("kind", "organisation"), _aliases(v)))
            continue
        who = (v["state"], v.get("qid") or name_key(v["person"]))
        if who not in people:
            named = known.find_people(v["person"])
            same = [p for p in named if (p.qid == v["qid"] if "qid" in v else p.state == who[0])]
            people[who] = same[0] if len(same) == 1 else Person(
                first_key + len(people), v["person"], v.get("qid"), v["state"], v.get("gender"), None, _aliases(v))
        end = last_day(as_number(v["end"])) if "end" in v else None
        names = tuple(n for n, kind in known.names_of(v["state"]) if kind == "name")
        spells.append(Spell(people[who], v["office"], office_class(v["office"], names) or "other", v["state"],
                            first_day(as_number(v["start"])), end, None, v.get("source", "user")))
    added = tuple(p for p in people.values() if p.key >= first_key)
    # spells of persons whom the tables know are found through the person, so all of them are listed here
    of_tables = tuple(p for p in people.values() if p.key < first_key)
    return Facts((*added, *of_tables), tuple(spells), tuple(organisations), digest)


def _aliases(values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(a.strip() for a in values.get("aliases", "").split("|") if a.strip())
