"""An old ledger is brought up to date when it is opened; all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from dragoman.errors import LedgerFault
from dragoman.ledger import open_ledger
from dragoman.store import tables, upgrade
from tests.ledger.wire import report, told


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A ledger as version 1 left it: without the table of components."""
    path = str(tmp_path / "old.db")
    with open_ledger(path) as ledger:
        ledger.add([
            report(f"r{i}", "2024-03-08", outlet, told("Wang Yi met Sergey Lavrov in Beijing.", "met",
                                                       actors="Wang Yi, Sergey Lavrov", place="Beijing",
                                                       on="2024-03-07"))
            for i, outlet in enumerate(("TASS", "Xinhua", "AP"))
        ])
        with ledger._writing() as connection:
            connection.execute(text("DROP TABLE components"))
            connection.execute(text("UPDATE meta SET value = '1' WHERE key = 'schema'"))
    return path


def test_version_1_is_brought_up_to_date(old: str) -> None:
    with open_ledger(old) as ledger:
        assert [r.reports for r in ledger.events().items] == [3]
        assert ledger.doctor() == []
        assert upgrade.version_of(ledger._engine, old) == tables.SCHEMA_VERSION
        before = list(ledger.dump())
        ledger.rebuild()
        assert list(ledger.dump()) == before


def test_an_upgrade_that_fails_leaves_the_old_ledger(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: object) -> None:
        connection.execute(text("CREATE TABLE half (x TEXT)"))  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(upgrade.STEPS, 1, fail)
        with pytest.raises(KeyboardInterrupt):
            open_ledger(old)
    with open_ledger(old) as ledger:
        assert [r.reports for r in ledger.events().items] == [3]
        with ledger._reading() as connection:
            tables_ = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'half'")).all()
        assert tables_ == []


def test_an_old_ledger_that_may_not_be_written_says_so(old: str) -> None:
    with pytest.raises(LedgerFault, match="old schema 1 and is read-only; open it once"):
        open_ledger(old, read_only=True)


def test_every_version_has_its_step() -> None:
    assert sorted(upgrade.STEPS) == list(range(1, tables.SCHEMA_VERSION))
