"""A database that is damaged, told apart from one that is busy or away: waiting does not help, a backup does."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from annotator.errors import Busy

SQLITE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
POSTGRESQL = {"XX001", "XX002"}
"""A page of the data, or of an index, that is not what was written."""

UNREADABLE = (DBAPIError, sqlite3.Error, ValueError, TypeError, LookupError, AttributeError)
"""What reading can end in where the bytes are not those that were written, in a page or inside a value."""

REMEDY = "stop the server, keep the files of the database aside, and restore the last backup"
UNDECODABLE = "Could not decode to UTF-8"


def is_damage(error: BaseException | None) -> bool:
    """Tell whether the error, or the one of the driver that it carries, comes from damage to the database."""
    cause = getattr(error, "orig", None) or error
    return (
        isinstance(cause, UnicodeDecodeError)  # a message of SQLite that quotes the damage
        or getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE
        or getattr(cause, "sqlstate", None) in POSTGRESQL
        or UNDECODABLE in str(cause)
    )


def damaged() -> Busy:
    """Return the error that says so, to those who work and to who runs the server."""
    return Busy(
        "database_damaged",
        "The database is damaged. Nothing was saved. Who runs the server: stop it, keep the files of the database "
        "aside, and restore the last backup; annotator check says what is damaged.",
        retry_after=60,
    )


def record_damaged(found: str | None = None) -> Busy:
    """Return the error for one value that is not as it was written.

    `found` names the record to who runs the server; others might learn by it of work they may not see.
    """
    what = f"{found}." if found else "A stored record is not as it was written. Nothing was saved."
    told = "annotator check tells all that is damaged" if found else "annotator check names it"
    return Busy("record_damaged", f"{what} Who runs the server: {told}; then {REMEDY}.", retry_after=60)


def unread(error: Exception) -> str:
    """Say in a line that reading went no further; raises the error when nothing is damaged, as in a time-out."""
    cause = getattr(error, "orig", None) or error
    said = " ".join(str(cause).split())
    if is_damage(error):
        return f"cannot be read further, the database is damaged ({said}): {REMEDY}"
    if isinstance(error, DBAPIError | sqlite3.Error):
        raise error
    return f"cannot be read further, a value is not as it was written ({type(cause).__name__}: {said[:100]})"
