"""What a database says of its own soundness and of its settings."""

from __future__ import annotations

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from annotator.db import sqlite
from annotator.db.damage import UNREADABLE, unread
from annotator.db.store import Store

MOST = 100
WHOLE = "SELECT 'ok' FROM (SELECT max(length(t::text)) AS most FROM \"{}\" t) x WHERE most IS NULL OR most >= 0"
ON_OFF = {"ON": "1", "OFF": "0", "FULL": "2"}
SETTINGS = ("server_version", "fsync", "full_page_writes", "synchronous_commit", "data_checksums")


def hold_one_state(session: Session) -> None:
    """Let all that the session reads be of one moment, also while others write."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def let_go(session: Session) -> None:
    """End the transaction in which the session reads; its next statement begins another."""
    session.rollback()


def faults(session: Session) -> list[str]:
    """Return what integrity and foreign key checks find, at most a hundred.

    PostgreSQL enforces the keys itself; every value is read there, which a damaged page does not allow.
    """
    if session.get_bind().dialect.name == "postgresql":
        return _of_tables(session, WHOLE)
    try:
        found = _lines(session, f"PRAGMA integrity_check({MOST})")
    except UNREADABLE as error:
        found = [unread(error), *_of_tables(session, "PRAGMA integrity_check({})")]
    if found:
        return found
    broken = session.execute(text("PRAGMA foreign_key_check")).all()
    return [f"row {row[1]} of {row[0]} points to a row of {row[2]} that is not there" for row in broken[:MOST]]


def damages(session: Session) -> list[str]:
    """Return what one quick look at every page finds; indexes are held against their tables by `faults` only."""
    if session.get_bind().dialect.name == "postgresql":
        return []
    return _lines(session, f"PRAGMA quick_check({MOST})")


def _of_tables(session: Session, query: str) -> list[str]:
    """Return what is wrong in each table, read from end to end."""
    found: list[str] = []
    for name in inspect(session.connection()).get_table_names():
        try:
            with session.begin_nested():
                found += [f"table {name}: {line}" for line in _lines(session, query.format(name))]
        except UNREADABLE as error:
            found.append(f"table {name} {unread(error)}")
    return found[:MOST]


def _lines(session: Session, pragma: str) -> list[str]:
    rows = [row[0] for row in session.execute(text(pragma))]
    return [line for row in rows for line in row.splitlines() if line != "ok" and not line.startswith("***")]


def settings(store: Store) -> list[tuple[str, str, str | None]]:
    """Return each setting that durability rests on as it is now, and as it must be (None: as it comes)."""
    with store.write_engine.connect() as connection:
        if store.is_sqlite:
            return [
                (name, str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()), _wanted(value))
                for name, value in sqlite.PRAGMAS.items()
            ]
        shown = {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in SETTINGS}
    wanted = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
    return [(name, value, wanted.get(name)) for name, value in shown.items()]


def _wanted(value: str | int) -> str:
    return ON_OFF.get(str(value), str(value).lower())
