"""A driver whose n-th call fails, as a disk or a database server does: before it did anything, or just after."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import event


class Fault:
    """Counts the calls of the driver, and lets the one of number `at` fail, or the so-manyth `commit`.

    `after`: once it is done, but for a call that turns out to be a commit and was not planned as one. `struck`
    tells that it failed, `begun` which call was the first after the last commit that went through.
    """

    def __init__(self) -> None:
        self.plan()

    def plan(self, at: int = 0, *, commit: int = 0, after: bool = False) -> None:
        """Begin to count anew."""
        self.calls, self.at, self.after = 0, at, after
        self.commits, self.commit, self.begun, self.struck = 0, commit, 1, False

    def watch(self, call: Any, *words: Any, **options: Any) -> Any:
        """Make the call, or fail before or after it."""
        self.calls += 1
        commits = call.__name__ == "commit"
        self.commits += commits
        if self.calls != self.at and not (commits and self.commits == self.commit):
            done = call(*words, **options)
            self.begun = self.calls + 1 if commits else self.begun
            return done
        self.struck = True
        if self.after and (self.commit or not commits):
            done = call(*words, **options)
            if isinstance(done, sqlite3.Cursor):
                done.close()  # a driver that fails lets go of its statement at once, not when the collector comes
        raise lost()


def lost() -> Exception:
    """Return what a driver raises whose disk or server is away."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR  # type: ignore[misc]
    return error


@contextmanager
def failing_writes(store: Any, monkeypatch: Any) -> Iterator[Fault]:
    """Let the writer's connections of the store fail as planned."""
    fault = Fault()
    if store.is_sqlite:
        _on_sqlite(store, fault)
    else:
        _on_postgresql(fault, monkeypatch)
    store.disconnect()
    yield fault
    fault.plan(0)


def _on_sqlite(store: Any, fault: Fault) -> None:
    class Cursor(sqlite3.Cursor):
        def execute(self, *words: Any) -> Any:
            return fault.watch(super().execute, *words)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            fault.watch(super().commit)

    @event.listens_for(store.write_engine, "do_connect")
    def connect(dialect: Any, record: Any, words: Any, options: dict[str, Any]) -> None:
        options["factory"] = Connection


def _on_postgresql(fault: Fault, monkeypatch: Any) -> None:
    execute, commit = psycopg.Cursor.execute, psycopg.Connection.commit

    def watched(call: Any, connection: Any, *words: Any, **options: Any) -> Any:
        if not hasattr(connection, "writes"):  # asked once: it takes as long as a statement
            connection.writes = "read_only" not in connection.info.get_parameters().get("options", "")
        return _renamed(fault, call, *words, **options) if connection.writes else call(*words, **options)

    monkeypatch.setattr(
        psycopg.Cursor, "execute", lambda self, *w, **o: watched(execute, self.connection, self, *w, **o)
    )
    monkeypatch.setattr(psycopg.Connection, "commit", lambda self: watched(commit, self, self))


def _renamed(fault: Fault, call: Any, *words: Any, **options: Any) -> Any:
    try:
        return fault.watch(call, *words, **options)
    except sqlite3.OperationalError as error:
        raise psycopg.OperationalError("server closed the connection unexpectedly") from error
