"""The same reading over archives of millions of reports: `backfill`, on a pool of processes or a Ray cluster.

Every input is cut into parts by its content alone, each part is read by one worker and written as one Parquet
shard. So the number of workers, their order and their accidents change nothing in what is written, and a run
that was interrupted goes on with the parts that are missing.
"""

from __future__ import annotations

from dragoman.archive.backfill import Backfill, Summary, backfill
from dragoman.archive.shards import failures_in, is_backfill, read_shards

__all__ = ["Backfill", "Summary", "backfill", "failures_in", "is_backfill", "read_shards"]
