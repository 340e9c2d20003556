"""Sessions whose transaction the driver begins: what only prepared statements use pays for nothing else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from annotator.db.prepared import CURSOR


class DriverSession(Session):
    """A session on a transaction that the driver has begun with the `begin` of its kind of database.

    SQLAlchemy spends as long around a transaction as a save spends in its statements. Its own joins the driver's
    with the first statement that is not prepared, if one comes.
    """

    def __init__(self, connection: Connection, begin: str | None) -> None:
        super().__init__(connection, expire_on_commit=False)
        driver: Any = connection.connection.driver_connection
        if begin:
            driver.execute(begin)
        self._driver = driver
        self.info[CURSOR] = None, connection.dialect, driver.cursor()

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
