"""Shards on disk: one Parquet file a part, failures beside them, and the notes that let a run go on.

    OUT/reports/NAME-00000-RUN.parquet     a row per report: its fields, readout (JSON), document (for the ledger)
    OUT/failures/NAME-00000-RUN.parquet    a row per report that could not be read, with the reason
    OUT/done/NAME-RUN.json                 an input that was read to its end, as it was then

A shard is written aside and renamed, so a file of that name is whole. Its metadata hold a digest of the part
and of the options it was read with: a shard of which either has changed is made anew.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.archive.plan import Input, Part, Refused
from dragoman.errors import BadInput, LedgerFault, MissingExtra, NotFound
from dragoman.ingest.item import Failure, failure
from dragoman.model import Document

if TYPE_CHECKING:
    import pyarrow

_RUN_LETTERS = 12
_SHARD = re.compile(r"(?P<input>.+)-(?P<number>\d{5,})-(?P<run>[0-9a-z]{1,12})\.parquet")
_DIGEST = b"dragoman.part"
_ROWS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Place:
    """Where the shards of one run lie."""

    out: str
    run: str  #: digest of weights, codebook and kb

    def shard(self, part: str, number: int, *, folder: str = "reports") -> Path:
        """The file of a part."""
        return Path(self.out) / folder / f"{part}-{number:05}-{self.run[:_RUN_LETTERS]}.parquet"

    def done(self, given: str) -> Path:
        """The note that an input was read to its end."""
        return Path(self.out) / "done" / f"{given}-{self.run[:_RUN_LETTERS]}.json"


@dataclass(frozen=True, slots=True)
class Done:
    """An input that was read to its end."""

    stamp: str
    parts: int


def arrow() -> Any:
    """pyarrow with its Parquet module.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra("Parquet shards", "pyarrow is not installed", 'pip install "dragoman[parquet]"') from error
    return pyarrow


def prepare(place: Place) -> None:
    """Make the folders, and remove what a killed run left half written.

    Raises:
        NotFound: the folder cannot be made.
    """
    for folder in ("reports", "failures", "done"):
        path = Path(place.out) / folder
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotFound(place.out, f"cannot be made a folder ({error.strerror})", "choose another OUT") from error


def is_written(place: Place, part: Part) -> bool:
    """Whether the part's shard is there, whole, of the same content and read with the same options."""
    path = place.shard(part.input, part.number)
    if not path.exists():
        return False
    try:
        metadata = arrow().parquet.read_schema(path).metadata or {}
    except (OSError, arrow().ArrowInvalid):
        return False
    return bool(metadata.get(_DIGEST) == part.digest.encode())


def write_part(place: Place, part: Part, documents: Iterable[Document], refused: Iterable[Refused]) -> None:
    """Write a part's failures, then its reports; with the latter in place the part counts as done."""
    pa = arrow()
    failed = list(refused)
    failures = place.shard(part.input, part.number, folder="failures")
    if failed:
        rows = {
            "source": [f.source for f in failed],
            "kind": [f.kind for f in failed],
            "reason": [f.reason for f in failed],
        }
        _write(pa.table(rows, schema=_failures_schema()), failures)
    else:
        failures.unlink(missing_ok=True)
    table = pa.Table.from_pylist([_row(d) for d in documents], schema=_reports_schema())
    _write(table.replace_schema_metadata({_DIGEST: part.digest}), place.shard(part.input, part.number))


def is_done(place: Place, given: Input) -> bool:
    """Whether the input was read to its end, with these options, and has not changed since; it need not be opened."""
    try:
        done = msgspec.json.decode(place.done(given.name).read_bytes(), type=Done)
    except (OSError, msgspec.MsgspecError):
        return False
    shards = (place.shard(given.name, n) for n in range(done.parts))
    return bool(given.stamp) and done.stamp == given.stamp and all(s.exists() for s in shards)


def note_done(place: Place, given: Input, count: int) -> None:
    """Note that an input has `count` parts, all written; shards of parts that it no longer has are removed."""
    for folder in ("reports", "failures"):
        for path in (Path(place.out) / folder).glob(f"{given.name}-*-{place.run[:_RUN_LETTERS]}.parquet"):
            found = _SHARD.fullmatch(path.name)
            if found and found["input"] == given.name and int(found["number"]) >= count:
                path.unlink()
    if given.stamp:
        _replace(place.done(given.name), msgspec.json.encode(Done(given.stamp, count)))


def is_backfill(path: str | Path) -> bool:
    """Whether a folder was written by `backfill`."""
    folder = Path(path)
    return (folder / "reports").is_dir() and (folder / "done").is_dir()


def read_shards(out: str | Path, *, run: str | None = None) -> Iterator[Document | Failure]:
    """The documents of all shards in OUT, each report once, in order of the shards' names.

    Args:
        run: which run's shards, by the beginning of its digest; needed where OUT holds several runs.

    Raises:
        NotFound: OUT holds no shards.
        BadInput: OUT holds shards of several runs.
        MissingExtra: pyarrow is not installed.
    """
    pa = arrow()
    shards = sorted(p for p in (Path(out) / "reports").glob("*.parquet") if _SHARD.fullmatch(p.name))
    runs = sorted({_run_of(p) for p in shards})
    chosen = [r for r in runs if run is None or r.startswith(run[:_RUN_LETTERS])]
    if not chosen:
        raise NotFound(
            str(out), "holds no shards" + (f" of run {run}" if run else ""), "write some with dragoman backfill"
        )
    if len(chosen) > 1:
        raise BadInput(str(out), f"holds shards of several runs ({', '.join(chosen)})", "name one with --run")
    return _documents([p for p in shards if _run_of(p) == chosen[0]], pa)


def failures_in(out: str | Path, *, run: str | None = None, shards: Container[str] | None = None) -> Iterator[Refused]:
    """The side table: every report that could not be read, in order of the shards' names.

    Args:
        run: only of this run.
        shards: only of shards with these names, such as `Summary.failed` has them.
    """
    pa = arrow()
    for path in sorted(p for p in (Path(out) / "failures").glob("*.parquet") if _SHARD.fullmatch(p.name)):
        if (run is None or _run_of(path) == run[:_RUN_LETTERS]) and (shards is None or path.name in shards):
            for row in pa.parquet.read_table(path).to_pylist():
                yield Refused(**row)


def _documents(shards: list[Path], pa: Any) -> Iterator[Document | Failure]:
    seen: set[str] = set()
    decode = msgspec.json.Decoder(Document).decode
    for path in shards:
        try:
            for batch in pa.parquet.ParquetFile(path).iter_batches(_ROWS_AT_ONCE, columns=["id", "document"]):
                for name, document in zip(*(c.to_pylist() for c in batch.columns), strict=True):
                    if name not in seen:
                        seen.add(name)
                        yield decode(document)
        except (OSError, pa.ArrowInvalid, msgspec.MsgspecError) as error:
            yield failure(
                str(path), BadInput(str(path), f"is a damaged shard ({error})", "remove it, then run backfill again")
            )


def _row(document: Document) -> dict[str, Any]:
    from dragoman.views.readout import readout

    report = document.report
    when = report.published.when if report.published else None
    kept = replace(document, words=(), scores=None)  # needed for reading only; nine tenths of the size
    return {
        "id": report.id,
        "source": report.source,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "words": len(report.text.split()),
        "run": document.run,
        "readout": readout(document).to_json().decode(),
        "document": msgspec.json.encode(kept, order="deterministic").decode(),
    }


def _reports_schema() -> pyarrow.Schema:
    pa = arrow()
    text, day = pa.string(), pa.date32()
    texts = ("id", "source", "url", "outlet", "title")
    days = ("earliest", "latest")
    rest = [("words", pa.int32()), ("run", text), ("readout", text), ("document", text)]
    return pa.schema([*((name, text) for name in texts), *((name, day) for name in days), *rest])


def _failures_schema() -> pyarrow.Schema:
    pa = arrow()
    return pa.schema([("source", pa.string()), ("kind", pa.string()), ("reason", pa.string())])


def _write(table: Any, path: Path) -> None:
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        arrow().parquet.write_table(table, temporary, compression="zstd")
        os.replace(temporary, path)
    except OSError as error:
        fault = f"cannot be written ({error.strerror or error})"
        raise LedgerFault(str(path), fault, "free disk space or mend permissions, then run it again") from error
    finally:
        temporary.unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    temporary.write_bytes(data)
    os.replace(temporary, path)


def _run_of(path: Path) -> str:
    found = _SHARD.fullmatch(path.name)
    assert found is not None
    return found["run"]
