"""`dragoman kb check` and `dragoman kb update`: thin wrappers of `dragoman.kb.check` and `dragoman.kb.sparql`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import typer

from dragoman.cli._kb import KB, with_facts
from dragoman.errors import BadQuestion, NotFound

_CHECK = "Example:  dragoman kb check --state CHN --since 2022-01-01 --kb ours.toml"
_UPDATE = "Example:  dragoman kb update --endpoint https://query.wikidata.org/sparql --output facts.csv"


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(help="Look at and add to what is known of offices and their holders.", no_args_is_help=True)
    group.command("check", epilog=_CHECK)(check)
    group.command("update", epilog=_UPDATE)(update)
    app.add_typer(group, name="kb")


def check(
    kb: list[str] = KB,
    state: str | None = typer.Option(None, metavar="CODE", help="Only this state (ISO 3166-1 alpha-3)."),
    since: str = typer.Option("2015-01-01", help="Leave out what ended before this day."),
    until: str | None = typer.Option(None, help="Day up to which spells should reach. Default: the tables' last day."),
    kind: str | None = typer.Option(None, help="Only overlap, gap or stale."),
) -> None:
    """List spells in office that overlap, offices that nobody holds, and spells that may have ended unseen."""
    from dragoman.cli._ledger import chosen, print_rows
    from dragoman.kb.check import check as check_spells

    if kind not in (None, "overlap", "gap", "stale"):
        raise BadQuestion(kind or "", "no such kind of finding", "choose overlap, gap or stale")
    base = with_facts(kb)
    if state is not None and base.state(state) is None:
        raise BadQuestion(state, "no state has this code", "write ISO 3166-1 alpha-3: CHN, not China or CN")
    last = base.reach() if until is None else _day(until)
    found = [f for f in check_spells(base, since=_day(since), until=last, state=state) if kind in (None, f.kind)]
    print_rows(found, chosen(None), _COLUMNS, title=f"{len(found)} findings up to {last}")


_COLUMNS = (
    ("", lambda f: f.kind),
    ("state", lambda f: f.state),
    ("office", lambda f: f.office.replace("_", " ")),
    ("from", lambda f: f.start.isoformat()),
    ("to", lambda f: f.end.isoformat() if f.end else ""),
    ("what", lambda f: f.message),
)


def update(
    endpoint: str = typer.Option(metavar="URL|FILE", help="A SPARQL endpoint to ask, or its JSON answer in a file."),
    output: Path = typer.Option(Path("facts.csv"), help="Where the facts are written; name it in kb_files or --kb."),
    since: str = typer.Option("2021-01-01", help="Ask for spells that had not ended by this day."),
) -> None:
    """Write what Wikidata knows of heads of state and government, foreign and defence ministers as a file of facts.

    Rows that cannot be used (no day, no name, overlapping another) are counted by reason. The file is checked like
    one of your own, and written whole or not at all.
    """
    from dragoman.cli._output import write_whole
    from dragoman.kb.sparql import read_result

    _day(since)
    found = read_result(_answer(endpoint, since), name=endpoint)
    write_whole(output, found.csv.encode("utf-8"))
    for why, rows in sorted(found.skipped.items()):
        typer.echo(f"left out {rows} rows: {why}", err=True)
    typer.echo(f"{found.spells} spells written to {output}; use them with --kb {output} or in kb_files")


def _answer(endpoint: str, since: str) -> bytes:
    """The answer of an endpoint, or what a file holds."""
    if not endpoint.startswith(("http://", "https://")):
        try:
            return Path(endpoint).read_bytes()
        except OSError as error:
            raise NotFound(endpoint, f"cannot be read ({error.strerror})", "give a SPARQL JSON file or an address"
                           ) from error
    from dragoman.ingest.fetch import Fetcher
    from dragoman.kb.sparql import QUERY
    from dragoman.settings import load

    query = QUERY.replace("SINCE", f"{since}T00:00:00Z")
    joint = "&" if "?" in endpoint else "?"
    with Fetcher(allow_private=load().allow_private, obey_robots=False) as fetcher:  # an API, not a page
        return fetcher.get(endpoint + joint + urlencode({"query": query, "format": "json"})).data


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadQuestion(text, "not a day", "write it as 2023-06-19") from error


