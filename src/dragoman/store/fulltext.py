"""Full text: words folded in Python, matched by the database, marked in the original.

Neither database folds Ł, ø or ı, and they cut words differently, so both are given the same plain tokens
(`tokens`), and both are asked the same parsed question. Three things are indexed, each under the `num` of its row:
reports (title and text), statements (the words said) and mentions (their sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, text

from dragoman.errors import BadQuestion
from dragoman.model import Span
from dragoman.names import fold
from dragoman.store.connect import is_postgres

Kind = Literal["report", "statement", "mention"]
KINDS: tuple[Kind, ...] = ("report", "statement", "mention")

_WORD = re.compile(r"[^\W_]+")
_QUESTION = re.compile(r'(-?)"([^"]*)"|(-?)([^\s"]+)')
# From so many matches on, answers are looked for in their order. At 2,000 either way takes a few milliseconds.
COMMON = 2000
# A tsvector holds at most 1 MB and positions up to 16,383; beyond that words are found, phrases no longer.
_LONGEST_TOKEN = 60


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: a word, the beginning of a word, or a phrase."""

    words: tuple[str, ...]
    prefix: bool = False  #: the last word may go on ("sanction*")
    absent: bool = False  #: must not occur


def tokens(passage: str) -> list[str]:
    """The folded words of a passage in order."""
    return [w[:_LONGEST_TOKEN] for w in _WORD.findall(fold(passage))]


def parse(question: str) -> tuple[Term, ...]:
    """The terms of a question: words, "phrases", begin*, -absent. All must hold.

    Raises:
        BadQuestion: nothing to look for.
    """
    terms = []
    for minus_phrase, phrase, minus, word in _QUESTION.findall(question):
        words = tuple(tokens(phrase or word))
        if words:
            terms.append(Term(words, prefix=word.endswith("*"), absent=bool(minus_phrase or minus)))
    if not any(not t.absent for t in terms):
        raise BadQuestion(question or '""', "there is no word to look for", 'give one, as in: sanctions -"oil price"')
    return tuple(terms)


def create(connection: Connection) -> None:
    """Make the index tables, where they are not there yet."""
    for kind in KINDS:
        if is_postgres(connection):
            columns = "num bigint PRIMARY KEY, words tsvector"
            connection.execute(text(f"CREATE TABLE IF NOT EXISTS words_{kind} ({columns})"))
            connection.execute(text(f"CREATE INDEX IF NOT EXISTS words_{kind}_gin ON words_{kind} USING gin (words)"))
        else:
            # contentless: the texts stand in the reports already
            connection.execute(text(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS words_{kind} USING fts5(words, content='', "
                "tokenize='unicode61 remove_diacritics 0')"
            ))


def clear(connection: Connection) -> None:
    """Forget everything indexed."""
    for kind in KINDS:
        connection.execute(text(f"DROP TABLE IF EXISTS words_{kind}"))
    create(connection)


def index(connection: Connection, kind: Kind, passages: Iterable[tuple[int, str]]) -> None:
    """Index passages under their numbers."""
    rows = [{"num": num, "words": " ".join(tokens(passage))} for num, passage in passages]
    if not rows:
        return
    if is_postgres(connection):
        statement = f"INSERT INTO words_{kind} (num, words) VALUES (:num, to_tsvector('simple', :words))"
    else:
        statement = f"INSERT INTO words_{kind} (rowid, words) VALUES (:num, :words)"
    connection.execute(text(statement), rows)


def forget(connection: Connection, kind: Kind, passages: Iterable[tuple[int, str]]) -> None:
    """Take passages out of the index; their words must be those they were indexed with."""
    rows = [{"num": num, "words": " ".join(tokens(passage))} for num, passage in passages]
    if not rows:
        return
    if is_postgres(connection):
        statement = f"DELETE FROM words_{kind} WHERE num = :num"
        rows = [{"num": row["num"]} for row in rows]
    else:  # a table without its texts must be told what it forgets
        statement = f"INSERT INTO words_{kind} (words_{kind}, rowid, words) VALUES ('delete', :num, :words)"
    connection.execute(text(statement), rows)


def matching(connection: Connection, kind: Kind, question: str) -> tuple[str, dict[str, str]]:
    """A subselect of the numbers that match, as SQL with its parameters.

    Raises:
        BadQuestion: nothing to look for.
    """
    terms = parse(question)
    if is_postgres(connection):
        sql = f"SELECT num FROM words_{kind} WHERE words @@ to_tsquery('simple', :question)"
        return sql, {"question": " & ".join(_postgres_term(t) for t in terms)}
    sql = f"SELECT rowid FROM words_{kind} WHERE words_{kind} MATCH :question"
    wanted = " AND ".join(_sqlite_term(t) for t in terms if not t.absent)
    unwanted = "".join(f" NOT {_sqlite_term(t)}" for t in terms if t.absent)
    return sql, {"question": f"({wanted}){unwanted}"}


def is_common(connection: Connection, kind: Kind, question: str) -> bool:
    """Whether so many match that walking the answers in their order and looking each up beats sorting the matches."""
    numbers, parameters = matching(connection, kind, question)
    counted = text(f"SELECT count(*) FROM (SELECT 1 FROM ({numbers} LIMIT {COMMON}) AS m) AS n")
    return bool(connection.execute(counted, parameters).scalar_one() == COMMON)


def holds(connection: Connection, kind: Kind, question: str, column: str) -> tuple[str, dict[str, str]]:
    """The condition that a row numbered `column` matches, as SQL with its parameters; quick for rare and common words.

    A plus before the column keeps SQLite from starting at the matches.
    """
    numbers, parameters = matching(connection, kind, question)
    walk = "+" if is_common(connection, kind, question) else ""
    return f"{walk}{column} IN ({numbers})", parameters


def marks(passage: str, terms: Iterable[Term], offset: int = 0) -> tuple[Span, ...]:
    """Where the terms stand in the original passage, as spans moved by `offset`."""
    found: list[Span] = []
    words = [(m.start(), m.end()) for m in _WORD.finditer(passage)]
    # A word may fold into several ("ß" -> "ss" stays one, "½" may split); each token remembers its word.
    folded = [(t, a, b) for a, b in words for t in tokens(passage[a:b])]
    for term in terms:
        if term.absent:
            continue
        n = len(term.words)
        for i in range(len(folded) - n + 1):
            window = [f[0] for f in folded[i : i + n]]
            whole = window[:-1] == list(term.words[:-1])
            last = window[-1].startswith(term.words[-1]) if term.prefix else window[-1] == term.words[-1]
            if whole and last:
                found.append(Span(offset + folded[i][1], offset + folded[i + n - 1][2]))
    return tuple(sorted(set(found)))


def _sqlite_term(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")


def _postgres_term(term: Term) -> str:
    words = [f"'{w}'" for w in term.words]
    if term.prefix:
        words[-1] += ":*"
    joined = " <-> ".join(words)
    return f"!({joined})" if term.absent else f"({joined})"
