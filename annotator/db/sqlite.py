"""SQLite as it must be set for people's work to survive: every pragma is read back by `doctor`."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from annotator.db.damage import damaged, is_damage
from annotator.errors import AnnotatorError, Busy, StorageFull

APPLICATION_ID = 0x416E6E6F
PRAGMAS: dict[str, str | int] = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": 10000,
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "mmap_size": 0,
    "recursive_triggers": "ON",
    "wal_autocheckpoint": 0,
    "fullfsync": 1,
    "cache_size": -8000,
}
CHECKPOINT_EVERY = 200
"""Commits of one process; the log grows with what all of them commit meanwhile, and stays under 64 MB."""
POOL: dict[str, Any] = {"pool_size": 16, "max_overflow": 48, "pool_use_lifo": True}
"""The connection used last is taken first: it still knows the pages."""
READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"
KEPT = 16
"""Sessions of each kind that stay ready with their connections."""
FULL_CODES = {sqlite3.SQLITE_FULL}


def read_engine(url: str) -> Engine:
    """Make the engine for reading: a deferred transaction that cannot write."""
    engine = create_engine(url, **POOL)
    _prepare(engine, begin=READ, query_only=True)
    return engine


def write_engine(url: str) -> Engine:
    """Make the engine for writing: BEGIN IMMEDIATE, so that what was read cannot have changed underneath."""
    engine = create_engine(url, **POOL)
    _prepare(engine, begin=WRITE, query_only=False)
    return engine


def _prepare(engine: Engine, *, begin: str, query_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}={value}")
        cursor.execute(f"PRAGMA query_only={int(query_only)}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if not driver.in_transaction:
            driver.execute(begin)  # past SQLAlchemy, which takes ten times as long over it


def checkpoint(engine: Engine, mode: str = "PASSIVE") -> None:
    """Move the write-ahead log into the database file; only ever called with the writer lock held.

    SQLite before 3.51.3 can lose a commit when a checkpoint coincides with it (its WAL-reset bug):
    automatic checkpoints are off and this is the only one, so the two cannot meet. A log that cannot be folded,
    because the disk is full or the file damaged, stays: all that was committed is in it, and nobody may be told
    otherwise.
    """
    with (
        suppress(sqlite3.DatabaseError, UnicodeDecodeError),
        closing(engine.raw_connection()) as connection,
        closing(connection.cursor()) as cursor,
    ):
        cursor.execute(f"PRAGMA wal_checkpoint({mode})")


def translate(error: BaseException) -> AnnotatorError | None:
    """Say what a failure of SQLite means for the person whose work it was; None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if is_damage(error):
        return damaged()
    if primary in FULL_CODES:
        return StorageFull("storage_full", "There is no space left. Your work was not saved on the server.")
    if primary in {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
    }:
        return Busy("busy", "The store cannot be written now. Nothing was saved; try again.", retry_after=1)
    return None


def wal_reset_safe(version: str) -> bool:
    """Tell whether this SQLite carries the fix of the WAL-reset bug (sqlite.org/wal.html#walresetbug)."""
    number = tuple(int(part) for part in version.split("."))
    return (
        (number >= (3, 51, 3) and number != (3, 52, 0))
        or (3, 50, 7) <= number < (3, 51)
        or ((3, 44, 6) <= number < (3, 45))
    )
