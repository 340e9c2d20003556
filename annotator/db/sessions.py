"""Sessions whose transaction the driver begins: what only prepared statements use pays for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from annotator.db.prepared import CURSOR


class DriverSession(Session):
    """A session on a connection of its own, in a transaction that the driver begins.

    SQLAlchemy spends as long around a transaction as a save spends in its statements. Its own joins the driver's
    with the first statement that is not prepared, if one comes.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, expire_on_commit=False)
        self._held = connection
        self._driver: Any = connection.connection.driver_connection

    def start(self, begin: str | None) -> None:
        """Begin with this statement, if the driver does not begin by itself."""
        if begin:
            self._driver.execute(begin)
        self.info[CURSOR] = None, self._held.dialect, self._driver.cursor()

    def commit(self) -> None:
        """Make durable what was done."""
        self.flush()
        if self.in_transaction():
            super().commit()
        else:
            self._driver.commit()
        self.info.pop(CURSOR, None)

    def rollback(self) -> None:
        """Undo what was done."""
        super().rollback()
        self._driver.rollback()
        self.info.pop(CURSOR, None)

    def settle(self) -> None:
        """End the transaction and forget what was loaded, ready to start again."""
        if self.in_transaction() or len(self.identity_map):
            self.close()
        if self._driver.in_transaction:
            self._driver.rollback()
        self.info.pop(CURSOR, None)

    def leave(self) -> None:
        """Give the connection back."""
        with self._held:
            self.close()


class Sessions:
    """The sessions of one engine: up to `kept` of them stay ready for whoever comes next.

    To make and unmake a session and what SQLAlchemy holds around its connection takes a seventh of a save.
    """

    def __init__(self, engine: Engine, begin: str | None, *, kept: int) -> None:
        self._engine, self._begin, self._kept = engine, begin, kept
        self._idle: list[DriverSession] = []
        self._inherited: list[DriverSession] = []

    @contextmanager
    def opened(self, *, begun: bool = True) -> Iterator[DriverSession]:
        """Hand out a session that has begun; one whose block fails is not used again."""
        session = self._take()
        try:
            session.start(self._begin if begun else None)
            yield session
            if len(self._idle) < self._kept:
                session.settle()
                self._idle.append(session)
            else:
                session.leave()
        except BaseException:
            session.leave()
            raise

    def drop(self) -> None:
        """Give back the connections of all that wait."""
        while self._idle:
            self._idle.pop().leave()

    def forget(self) -> None:
        """Leave alone what a parent process holds, whose connections these are: closing would be its loss."""
        self._inherited, self._idle = self._idle, []

    def _take(self) -> DriverSession:
        try:
            return self._idle.pop()  # the one used last still knows the pages
        except IndexError:
            return DriverSession(self._engine.connect())
