"""JSON Lines, JSON and CSV files as one item a row."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from dragoman.errors import BadInput
from dragoman.ingest.decode import decode
from dragoman.ingest.item import Failure, Item, Options, failure
from dragoman.ingest.record import FIELDS, column_of
from dragoman.ingest.sniff import HEAD, suffix
from dragoman.ingest.streams import Peekable, bounded_lines, read_bounded

#: Fields that hold the report itself; a number in them is none.
_TEXTS = ("text", "html")
#: Characters of a wrong value that are shown.
_SHOWN = 40


def read_json_lines(stream: Peekable, source: str, options: Options) -> Iterator[Item | Failure]:
    """One item per line that holds an object; empty lines are passed over."""
    limit = 2 * options.limits.text  # escapes lengthen text
    for number, line in bounded_lines(stream, limit):
        where = f"{source}#{number}"
        if line is None:
            yield failure(
                where,
                BadInput(
                    where,
                    f"is a line of more than {limit / 1e6:,.0f} MB",
                    "JSON Lines has one report a line; check the file's line ends",
                ),
            )
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield from _object(line, where, options)


def read_json(stream: Peekable, source: str, options: Options) -> Iterator[Item | Failure]:
    """A JSON document: one record, a list of them, or an object that holds one list of them, as APIs answer."""
    try:
        found = json.loads(decode(read_bounded(stream, 2 * options.limits.text, source), source=source))
    except BadInput as error:
        yield failure(source, error)
        return
    except (ValueError, RecursionError) as error:
        yield failure(source, BadInput(source, f"is not valid JSON ({error})", "check that the file is whole"))
        return
    if isinstance(found, list):
        for number, record in enumerate(found, 1):
            yield _item(record, f"{source}#{number}", options)
    else:
        yield from _records(found, source, options)


def read_table(stream: Peekable, source: str, options: Options) -> Iterator[Item | Failure]:
    """A CSV or TSV file whose first row names its columns."""
    head = stream.head()
    charset = _charset(head)
    lines = io.TextIOWrapper(stream, encoding=charset, errors="replace", newline="")
    csv.field_size_limit(options.limits.text)
    rows = csv.reader(_capped(lines, 2 * options.limits.text), delimiter=_delimiter(head, source, charset))
    try:
        names = [n.strip() for n in next(rows, [])]
        if column_of(names, "text", options) not in names:
            yield failure(source, _no_text(source, names, options))
            return
        for number, row in enumerate(rows, 2):
            if any(cell.strip() for cell in row):
                yield _item(dict(zip(names, row, strict=False)), f"{source}#{number}", options)
    except csv.Error as error:
        yield failure(
            source,
            BadInput(
                source,
                f"breaks off as a table near line {rows.line_num} ({error})",
                "check its quotes; rows before that line were read",
            ),
        )
    finally:
        lines.detach()


def _object(line: bytes, where: str, options: Options) -> Iterator[Item | Failure]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield failure(where, BadInput(where, f"is not valid JSON ({error})", "each line must be one JSON object"))
        return
    yield from _records(record, where, options)


def _records(found: Any, where: str, options: Options) -> Iterator[Item | Failure]:
    """The record, or those in its only list of objects, such as {"status": "ok", "articles": [{...}, {...}]}."""
    if isinstance(found, Mapping) and not _has_text(found, options):
        lists = [v for v in found.values() if isinstance(v, list) and v and all(isinstance(r, Mapping) for r in v)]
        if len(lists) == 1 and any(_has_text(r, options) for r in lists[0]):
            for number, record in enumerate(lists[0], 1):
                yield _item(record, f"{where}.{number}", options)
            return
    yield _item(found, where, options)


def _has_text(record: Mapping[str, Any], options: Options) -> bool:
    return any(column_of(list(record), field, options) in record for field in _TEXTS)


def _item(record: Any, where: str, options: Options) -> Item | Failure:
    if not isinstance(record, Mapping):
        return failure(
            where, BadInput(where, "is no JSON object", 'give objects such as {"text": "...", "date": "2023-06-19"}')
        )
    names = [str(n) for n in record]
    fields = {}
    no_text: tuple[str, Any] | None = None
    for field in FIELDS:
        column = column_of(names, field, options)
        value = record.get(column) if column is not None else None
        if isinstance(value, str):
            fields[field] = value
        elif field in _TEXTS and not _is_strings(value):
            if column in record:
                no_text = no_text or (str(column), value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            fields[field] = str(value)
        elif _is_strings(value):
            fields[field] = ("\n\n" if field == "text" else ", ").join(value)
    if "text" not in fields and "html" not in fields:
        if no_text is not None:
            return failure(where, _is_no_text(where, *no_text))
        return failure(where, _no_text(where, names, options, _longest(record)))
    if not fields.get("text", "").strip() and fields.get("html", "").strip():
        return Item(
            where,
            "html",
            fields["html"].encode("utf-8", "replace"),
            url=fields.get("url"),
            outlet=fields.get("outlet"),
            title=fields.get("title"),
            fields=fields,
            charset="utf-8",
        )
    return Item(where, "record", fields=fields)


def _is_strings(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _is_no_text(where: str, column: str, value: Any) -> BadInput:
    shown = "a list" if isinstance(value, list) else "an object" if isinstance(value, Mapping) else json.dumps(value)
    return BadInput(
        where,
        f"its field {column!r} is no text but {shown[:_SHOWN]}",
        "give the report's text there, or name the field that holds it, such as --column text=NAME",
    )


def _longest(record: Mapping[str, Any]) -> str | None:
    """The field with the longest string, in the record or in the objects that its lists begin with."""
    inner = (v[0] for v in record.values() if isinstance(v, list) and v and isinstance(v[0], Mapping))
    found = [(len(v), str(n)) for r in (record, *inner) for n, v in r.items() if isinstance(v, str)]
    return max(found)[1] if found else None


def _no_text(where: str, names: list[str], options: Options, likely: str | None = None) -> BadInput:
    wanted = options.columns.get("text", "text")
    shown = ", ".join(n[:40] for n in names[:12]) or "none"
    from difflib import get_close_matches

    near = get_close_matches(wanted, names, 1) or [likely or (names[-1] if names else "NAME")]
    return BadInput(
        where,
        f"has no field {wanted!r} (it has: {shown})",
        f"name the field that holds the text, such as --column text={near[0][:40]}",
    )


def _charset(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(head: bytes, source: str, charset: str) -> str:
    if suffix(source) == ".tsv":
        return "\t"
    first = head.decode(charset, "replace").split("\n", 1)[0]
    return max(",;\t|", key=first.count)


def _capped(lines: io.TextIOWrapper, limit: int) -> Iterator[str]:
    """Lines of at most `limit` characters; a longer one comes in pieces, and `csv` refuses the field for its size."""
    while line := lines.readline(limit):
        yield line
