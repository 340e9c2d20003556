"""The store: two engines on one database, one for reading and one for writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from annotator.db import postgresql, sqlite
from annotator.db.group_commit import GroupCommit
from annotator.db.lock import WriterLock
from annotator.db.sessions import Sessions
from annotator.errors import Busy, ConfigurationError

Result = TypeVar("Result")


class Store:
    """One database. `reading()` and `writing()` hand out sessions; returning commits, raising rolls back."""

    def __init__(self, url: str, lock_path: Path | None = None) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._dialect = sqlite if self.is_sqlite else postgresql
        self.read_engine: Engine = self._dialect.read_engine(url)
        self.write_engine: Engine = self._dialect.write_engine(url)
        self._readers = Sessions(self.read_engine, self._dialect.READ, kept=self._dialect.KEPT)
        self._writers = Sessions(self.write_engine, self._dialect.WRITE, kept=self._dialect.KEPT)
        self._sides = (self._readers, self.read_engine), (self._writers, self.write_engine)
        driver: Any = self.write_engine.dialect.loaded_dbapi
        self._errors = (DBAPIError, driver.Error)  # as they come where a statement goes past SQLAlchemy
        self._lock = WriterLock(lock_path) if self.is_sqlite and lock_path else None
        self._commits = 0
        self._together = GroupCommit(self._lock) if self._lock else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Hand out a session that sees one state of the database and cannot change it."""
        with self.translated(), self._readers.opened() as session:
            yield session

    @contextmanager
    def writing(self, wait: float | None = None) -> Iterator[Session]:
        """Hand out the session of the one writer; committed, durably, when the block ends without an error.

        `wait`, in seconds, is shorter than usual for what may be left. Raises Busy when the turn does not come in
        time, StorageFull when the disk is full.
        """
        turn = self._lock.held(wait) if self._lock else nullcontext()
        with self.translated(), turn, self._writers.opened() as session:
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()  # before the next may write
                raise
            self._after_commit()

    def look(self, ask: Callable[[Session], Result]) -> Result:
        """Return what prepared statements tell, each by itself: for a question before a save.

        On SQLite they run on the connection that saved last, which still knows the pages, and in no transaction.
        """
        opened = self._writers.opened(begun=False) if self.is_sqlite else self.reading()
        with self.translated(), opened as session:
            return ask(session)

    def save(self, work: Callable[[Session], Result]) -> Result:
        """Do short work in the writer's session and return what it returns, once it is committed.

        Where SQLite has one writer, works that wait share a turn and a commit; one that raises spoils no other's.
        """
        if self._together:
            return self._together.run(self.writing, work)
        with self.writing() as session:
            return work(session)

    def fold(self) -> None:
        """Fold the write-ahead log into the database now: who writes much leaves none that is long."""
        if self.is_sqlite:
            with self._lock.held() if self._lock else nullcontext():
                sqlite.checkpoint(self.write_engine)

    def _after_commit(self) -> None:
        self._commits += 1
        if self.is_sqlite and self._commits % sqlite.CHECKPOINT_EVERY == 0:
            sqlite.checkpoint(self.write_engine)

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Let what the driver raises in the block be an error of ours, where it means one."""
        try:
            yield
        except self._errors as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            known = self._dialect.translate(cause) if cause else None
            if known is None:
                raise
            raise known from error

    def disconnect(self) -> None:
        """Close every connection that nobody uses; the next who comes opens one."""
        for sessions, engine in self._sides:
            sessions.drop()
            engine.dispose()

    def after_fork(self) -> None:
        """Drop what was inherited from the parent process: connections and the lock files."""
        for sessions, engine in self._sides:
            sessions.forget()
            engine.dispose(close=False)
        if self._lock:
            self._lock.forget()

    def close(self) -> None:
        """Close all connections, the write-ahead log folded into the database, or left to the next who can."""
        if self.is_sqlite:
            with suppress(Busy, OSError), self._lock.held() if self._lock else nullcontext():
                sqlite.checkpoint(self.write_engine, "TRUNCATE")
        self.disconnect()


def open_store(url: str, lock_path: Path | None = None) -> Store:
    """Open the database at the address; a SQLite file gets its writer lock beside it.

    Raises ConfigurationError for an address of another kind of database.
    """
    if url.startswith("sqlite:///"):
        return Store(url, lock_path or Path(url.removeprefix("sqlite:///") + ".lock"))
    if url.startswith("postgresql+psycopg://"):
        try:
            return Store(url)
        except ValueError as error:  # without what it says: a password may stand in it
            words = "The database address cannot be read; write postgresql+psycopg://USER:PASSWORD@HOST:PORT/NAME"
            raise ConfigurationError("bad_database_url", words) from error
    raise ConfigurationError("bad_database_url", "The database address must begin with postgresql+psycopg://")
