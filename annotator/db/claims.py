"""What one process alone may work at, until it ends: told by the machine, also when it was killed."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from annotator.db.store import Store

SPACE = 0x616E6E6F
"""Keeps our numbers apart from those of other programs in one PostgreSQL."""


@contextmanager
def claimed(store: Store, number: int) -> Iterator[bool]:
    """Hold the number for the block, if nobody else does; yield whether it is ours."""
    with _by_file(store, number) if store.is_sqlite else _by_database(store, number) as ours:
        yield ours


@contextmanager
def _by_file(store: Store, number: int) -> Iterator[bool]:
    path = Path(f"{store.url.removeprefix('sqlite:///')}.import-{number}")
    with path.open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            with suppress(OSError):  # what was done under it is done
                path.unlink()


@contextmanager
def _by_database(store: Store, number: int) -> Iterator[bool]:
    alone = {"isolation_level": "AUTOCOMMIT"}
    with store.translated(), store.write_engine.connect().execution_options(**alone) as connection:
        mine = {"space": SPACE, "number": number}
        ours = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:space, :number)"), mine))
        try:
            yield ours
        finally:
            if ours:
                _give_back(connection, mine)


def _give_back(connection: Connection, mine: dict[str, int]) -> None:
    """Let the number go; where that cannot be said the connection ends, and the number goes with it."""
    try:
        connection.execute(text("SELECT pg_advisory_unlock(:space, :number)"), mine)
    except DBAPIError:
        connection.invalidate()
