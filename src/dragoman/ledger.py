"""The ledger: every report that was added, and one entry per event however many papers print it.

    with open_ledger("desk.db") as ledger:
        ledger.add(read_reports("reports/"))
        for row in ledger.events(EventQuery(pair=("USA", "CHN"))).items:
            print(row.day, row.status, row.label)

This is a facade: it opens transactions and delegates. Methods come in groups by noun: adding, events, people,
reports, saved questions, merging, views, upkeep. Each question sees one state of the ledger; each change is kept
whole or not at all. All times are UTC and aware.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from types import TracebackType
from typing import TYPE_CHECKING

from dragoman.deciding import Deciding
from dragoman.store.query import EventQuery, checked
from dragoman.views.pair import PairPage

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from dragoman.export.entry import Entry
    from dragoman.ingest.item import Failure
    from dragoman.model import Document, Report
    from dragoman.store.adding import Added, Progress
    from dragoman.store.check import Finding
    from dragoman.store.rows import (
        DayCount,
        EventRow,
        Facets,
        Hit,
        JudgementRow,
        Named,
        Page,
        ReportRow,
        StatementRow,
    )
    from dragoman.store.watching import Watch
    from dragoman.views.changes import Change
    from dragoman.views.dossier import Dossier
    from dragoman.views.outlook import Expected
    from dragoman.views.readouts import Readouts
    from dragoman.views.report import ReportPage
    from dragoman.views.review import Explanation, Review
    from dragoman.views.series import DyadDay
    from dragoman.views.timeline import EventPage, FullEvent

#: Rows of a page when nothing else is asked.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Stats:
    """How much the ledger holds."""

    reports: int
    mentions: int
    events: int
    statements: int
    outlets: int
    first: date | None  #: days of the first and last report
    last: date | None
    added_at: datetime | None  #: when the last report was added


def open_ledger(where: str | None = None, *, create: bool = True, read_only: bool = False) -> Ledger:
    """Open a ledger: a file, or `postgresql://...`.

    Args:
        where: None for the one of the settings (`DRAGOMAN_DB`, settings file), else a file in the user's data folder.
        create: make it when it is not there yet.
        read_only: never write, not even to bring an old schema up to date.

    Raises:
        LedgerFault: it cannot be opened, is no ledger, or is of a newer version.
        MissingExtra: PostgreSQL without its driver.
    """
    from dragoman.store.connect import engine_for
    from dragoman.store.upgrade import prepare

    found = where or default_place()
    engine = engine_for(found, create=create, read_only=read_only)
    try:
        prepare(engine, shown_place(found), read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, found)


def default_place() -> str:
    """Where the ledger lies when nothing is said."""
    from pathlib import Path

    from platformdirs import user_data_dir

    from dragoman.settings import load

    return load().db or str(Path(user_data_dir("dragoman")) / "ledger.db")


def shown_place(where: str) -> str:
    """The place without a password, for messages."""
    head, at, tail = where.rpartition("@")
    scheme, slashes, account = head.partition("://")
    return f"{scheme}{slashes}{account.partition(':')[0]}{at}{tail}" if at and slashes else where


class Ledger(Deciding, AbstractContextManager["Ledger"]):
    """An open ledger; see the module's docstring. Safe to share between threads."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = shown_place(where)

    def close(self) -> None:
        """Let go of the file or server. The object cannot be used afterwards."""
        self._engine.dispose()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- adding ------------------------------------------------------------------------------------------------------

    def add(
        self, items: Iterable[Report | Document | Failure], *, notify: Callable[[Progress], None] | None = None
    ) -> Added:
        """Add reports (they are read first), documents (already read) or failures (counted). Known ones are skipped.

        What was notified as added is safe: a batch is reported only after it is committed.
        """
        from dragoman.store.adding import add

        return add(self._engine, self.where, items, read=_read, notify=notify)

    # --- events ------------------------------------------------------------------------------------------------------

    def events(
        self, query: EventQuery | None = None, *, limit: int = PAGE, page: str | None = None, count: bool = False
    ) -> Page[EventRow]:
        """Events that answer a question, newest first.

        Args:
            count: also say how many there are in all.

        Raises:
            BadQuestion: a value of the query, the limit or the token means nothing.
        """
        from dragoman.store.ask_events import count_events, event_page
        from dragoman.store.paging import checked_limit

        with self._reading() as connection:
            asked = _resolved(connection, query)
            found = event_page(connection, asked, limit=checked_limit(limit), page=page)
            return replace(found, total=count_events(connection, asked)) if count else found

    def all_events(self, query: EventQuery | None = None) -> Iterator[EventRow]:
        """Every answer to a question, one after the other; memory does not grow."""
        from dragoman.store.ask_events import all_rows

        with self._reading() as connection:
            yield from all_rows(connection, _resolved(connection, query))

    def event(self, name: str) -> EventPage:
        """One event with its tellings and verdicts, by its id, one it once had, or a mention's.

        Raises:
            NotFound: nothing of that id.
        """
        from dragoman.views.timeline import event_page

        with self._reading() as connection:
            return event_page(connection, name)

    def facets(self, query: EventQuery | None = None) -> Facets:
        """How many events of a question have each type, status, state, mode, context, outlet, place, actor, pair."""
        from dragoman.store.ask_events import facets

        with self._reading() as connection:
            return facets(connection, _resolved(connection, query))

    def days(self, query: EventQuery | None = None) -> tuple[DayCount, ...]:
        """How many events of a question lie on each day, oldest first."""
        from dragoman.store.ask_events import day_counts

        with self._reading() as connection:
            return day_counts(connection, _resolved(connection, query))

    def pair(self, left: str, right: str, *, limit: int = 20) -> PairPage:
        """Two states, by ISO-3 code.

        Raises:
            BadQuestion: twice the same state.
        """
        from dragoman.store.ask_events import facets

        asked = EventQuery(pair=(left, right))
        found = checked(asked)
        assert found.pair is not None
        with self._reading() as connection:
            counts = facets(connection, found, kinds=("type", "status")).counts

        def latest(**limits: tuple[str, ...]) -> tuple[EventRow, ...]:
            return self.events(replace(asked, **limits), limit=limit).items  # type: ignore[arg-type]

        return PairPage(
            left=found.pair[0],
            right=found.pair[1],
            by_type=counts["type"],
            by_status=counts["status"],
            meetings=latest(type=("CONSULT",)),
            disputes=latest(type=_DISPUTES),
            pending=latest(status=_PENDING),
        )

    # --- people ------------------------------------------------------------------------------------------------------

    def find(self, name: str) -> tuple[Named, ...]:
        """Whom a name or key may mean, most reported first."""
        from dragoman.store.ask_people import keys_of, named

        with self._reading() as connection:
            return named(connection, keys_of(connection, name))

    def actor(self, name: str, *, on: date | None = None) -> Dossier:
        """The dossier of whoever a name or key means; with `on`, of that day.

        Raises:
            NotFound: no report names anybody so.
        """
        from dragoman.views.dossier import dossier

        with self._reading() as connection:
            return dossier(connection, name, on=on)

    def said(
        self,
        speaker: str | None = None,
        *,
        about: str = "",
        state: str | None = None,
        kind: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = PAGE,
        page: str | None = None,
    ) -> Page[StatementRow]:
        """Statements, newest first.

        Args:
            speaker: a name or key.
            about: words of what was said, as in full-text search.
            state: ISO-3 code of the speaker's state.
            kind: named, unnamed, state, organisation, media, document or group.

        Raises:
            NotFound: no report names the speaker.
        """
        from dragoman.errors import NotFound
        from dragoman.store.ask_people import keys_of
        from dragoman.store.ask_statements import statement_page
        from dragoman.store.paging import checked_limit

        with self._reading() as connection:
            speakers = keys_of(connection, speaker) if speaker else None
            if speaker and not speakers:
                raise NotFound(speaker, "no report in the ledger names anybody so", "look with `dragoman search`")
            return statement_page(
                connection, speakers=speakers, state=state, kind=kind, about=about, since=since, until=until,
                limit=checked_limit(limit), page=page,
            )

    # --- reports -----------------------------------------------------------------------------------------------------

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        doubtful: bool = False,
        limit: int = PAGE,
        page: str | None = None,
    ) -> Page[ReportRow]:
        """Reports by day of publication, newest first; `doubtful`: only those whose date a person should look at."""
        from dragoman.store.ask_reports import report_page
        from dragoman.store.paging import checked_limit

        with self._reading() as connection:
            return report_page(
                connection, outlet=outlet, since=since, until=until, doubtful=doubtful, limit=checked_limit(limit),
                page=page,
            )

    def report(self, name: str) -> ReportPage:
        """One report with its reading, its events and its near copies.

        Raises:
            NotFound: no report of that id.
        """
        from dragoman.views.report import report_page

        with self._reading() as connection:
            return report_page(connection, name)

    def search(self, words: str, *, limit: int = 20, page: str | None = None) -> Page[Hit]:
        """Reports that hold the words, "phrases", begin*, without -absent ones; newest first, words marked.

        Raises:
            BadQuestion: no word to look for.
        """
        from dragoman.store.ask_reports import search_page
        from dragoman.store.paging import checked_limit

        with self._reading() as connection:
            return search_page(connection, words, limit=checked_limit(limit), page=page)

    def changes(self, since: datetime | date) -> tuple[Change, ...]:
        """What reports added since then brought: new events, and events that became something else."""
        from dragoman.views.changes import changes

        with self._reading() as connection:
            return changes(connection, _moment(since))

    # --- saved questions ---------------------------------------------------------------------------------------------

    def watches(self) -> tuple[Watch, ...]:
        """All saved questions by name."""
        from dragoman.store import watching

        with self._reading() as connection:
            return tuple(watching.watches(connection))

    def watch(self, name: str, query: EventQuery) -> Watch:
        """Save a question. Its news is what reports added from now on bring.

        Raises:
            BadQuestion: the name is taken, or the question means nothing.
        """
        from dragoman.store import watching

        with self._writing() as connection:
            return watching.save(connection, name, checked(query), now=_now())

    def unwatch(self, name: str) -> None:
        """End a saved question.

        Raises:
            NotFound: there is none of that name.
        """
        from dragoman.store import watching

        with self._writing() as connection:
            watching.end(connection, name, now=_now())

    def news(self, name: str, *, mark_seen: bool = False) -> tuple[Change, ...]:
        """What reports added since the question was last marked as seen brought to its answers.

        Raises:
            NotFound: there is no such question.
        """
        from dragoman.store import watching
        from dragoman.store.ask_events import answer_ids
        from dragoman.views.changes import changes

        moment = _now()
        with self._reading() as connection:
            watch = watching.find(connection, name)
            answers = answer_ids(connection, _resolved(connection, watch.query))
            found = changes(connection, watch.seen_at, events=answers)
        if mark_seen:
            with self._writing() as connection:
                watching.mark_seen(connection, name, now=moment)
        return found

    # --- merging -----------------------------------------------------------------------------------------------------

    def explain(self, left: str, right: str) -> Explanation:
        """Why two events or mentions are one, or not, feature by feature.

        Raises:
            NotFound: one of them is not in the ledger.
        """
        from dragoman.views.review import explain

        with self._reading() as connection:
            return explain(connection, left, right)

    def judge(self, left: str, right: str, verdict: str, *, by: str = "", why: str = "") -> JudgementRow:
        """Record that two events or mentions are "same", "different" or "unsure"; it binds until undone.

        Raises:
            NotFound: one of them is not in the ledger.
            BadQuestion: no such verdict.
        """
        from dragoman.store.judging import judge

        with self._writing() as connection:
            return judge(connection, left, right, verdict, by=by, why=why, now=_now())[0]

    def judgements(self, *, undone: bool = False) -> tuple[JudgementRow, ...]:
        """Verdicts in force in order of time; with `undone`, also those that were ended."""
        from dragoman.store.judging import judgements

        with self._reading() as connection:
            return tuple(judgements(connection, all_=undone))

    def review(self, *, limit: int = 20) -> Review:
        """What a person should decide: doubtful merges, doubtful dates, unknown people."""
        from dragoman.views.review import review

        with self._reading() as connection:
            return review(connection, limit=limit)

    # --- views over all events ---------------------------------------------------------------------------------------

    def full_events(self, query: EventQuery | None = None) -> Iterator[FullEvent]:
        """Every event of a question with its evidence, mentions and reports, newest first; memory does not grow."""
        from dragoman.store.ask_events import all_rows
        from dragoman.views.timeline import full_events

        with self._reading() as connection:
            yield from full_events(connection, all_rows(connection, _resolved(connection, query)))

    def entries(self, query: EventQuery | None = None) -> Iterator[Entry]:
        """Every event of a question with its reports, as the exports take them, newest first."""
        from dragoman.export.entry import Entry

        for full in self.full_events(query):
            yield Entry(full.event, {r.id: r for r in full.reports})

    def outlook(self, as_of: date | None = None, *, since: date | None = None) -> tuple[Expected, ...]:
        """What was announced or expected and what became of it, as known on a day.

        Args:
            as_of: None for the day of the latest report; never the clock.
            since: leave out plans for earlier days; those without any day are kept.
        """
        from dragoman.store.ask_plans import Facts, announced
        from dragoman.store.copying import copied
        from dragoman.views.outlook import FORWARD, outlook
        from dragoman.views.succession import by_office

        day = as_of or self.stats().last or date.max
        with self._reading() as connection:
            return outlook(
                announced(connection, ever=FORWARD, since=since),
                as_of=day,
                copies=lambda reports: copied(connection, reports),
                facts=Facts(connection).like,
                succession=by_office,
            )

    def readouts(self, name: str) -> Readouts:
        """What each side of an event says about it, topic by topic; `name` as for `event`.

        Raises:
            NotFound: nothing of that id.
        """
        from dragoman.store.ask_reports import documents
        from dragoman.store.outlets import state_of
        from dragoman.views.readouts import readouts
        from dragoman.views.timeline import event_page

        with self._reading() as connection:
            event = event_page(connection, name).event
            return readouts(event, documents(connection, event.reports), outlet_state=state_of)

    def series(
        self, left: str, right: str, *, since: date | None = None, until: date | None = None
    ) -> tuple[DyadDay, ...]:
        """The daily series of two states, by ISO-3 code: counts and intensity by status.

        Raises:
            BadQuestion: twice the same state.
        """
        from dragoman.views.series import series

        asked = EventQuery(pair=(left, right), since=since, until=until)
        return series((full.event for full in self.full_events(asked)), left, right)

    # --- upkeep ------------------------------------------------------------------------------------------------------

    def stats(self) -> Stats:
        """How much the ledger holds."""
        from dragoman.store.counting import counts

        with self._reading() as connection:
            return Stats(**counts(connection))

    def rebuild(self) -> int:
        """Make every derived row anew from reports, readings and verdicts; return the number of reports.

        It changes nothing, unless the program's rules have changed since the reports were added.
        """
        from dragoman.store.outlets import state_of
        from dragoman.store.rebuild import rebuild

        with self._writing() as connection:
            return rebuild(connection, outlet_state=state_of)

    def read_again(self, *, notify: Callable[[Progress], None] | None = None) -> int:
        """Read every report again that this program's model has not read, and rebuild; older readings stay traceable.

        Returns how many reports have a new reading.
        """
        from dragoman.pipeline import digest
        from dragoman.store.adding import read_again

        return read_again(self._engine, self.where, run=digest(), read=_read, notify=notify)

    def doctor(self, *, run: str | None = None) -> list[Finding]:
        """Faults and what to do about each; empty when the ledger is sound.

        Args:
            run: note readings by another run than this (`dragoman.pipeline.digest()` is the program's own).
        """
        from dragoman.store.check import check

        with self._reading() as connection:
            return check(connection, run=run)

    def dump(self) -> Iterator[str]:
        """Every row but clock times, as lines in an order that depends on content alone."""
        from dragoman.store.dump import dump

        with self._reading() as connection:
            yield from dump(connection)

    # --- private -----------------------------------------------------------------------------------------------------

    def _reading(self) -> AbstractContextManager[Connection]:
        from dragoman.store.connect import reading

        return reading(self._engine, self.where)

    def _writing(self) -> AbstractContextManager[Connection]:
        from dragoman.store.connect import writing

        return writing(self._engine, self.where)


_DISPUTES = ("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
_PENDING = ("scheduled", "expected", "possible", "postponed")


def _read(reports: Iterable[Report]) -> Iterator[Document]:
    from dragoman.pipeline import annotate

    return annotate(reports)


def _resolved(connection: Connection, query: EventQuery | None) -> EventQuery:
    """The query with names of people and places turned to keys."""
    asked = checked(query or EventQuery())
    return replace(asked, actor=_keys(connection, asked.actor), place=_places(connection, asked.place))


def _keys(connection: Connection, names: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of the names; a name that nobody bears stays, so that it finds nothing instead of everything."""
    from dragoman.store.ask_people import keys_of

    return tuple(dict.fromkeys(key for name in names for key in keys_of(connection, name) or (name,)))


def _places(connection: Connection, names: tuple[str, ...]) -> tuple[str, ...]:
    """As `_keys`, but three capitals are a state."""
    codes = tuple(n for n in names if len(n) == 3 and n.isupper())
    return codes + _keys(connection, tuple(n for n in names if n not in codes))


def _moment(since: datetime | date) -> datetime:
    if isinstance(since, datetime):
        return since if since.tzinfo else since.replace(tzinfo=UTC)
    return datetime.combine(since, time.min, UTC)


def _now() -> datetime:
    return datetime.now(UTC)


