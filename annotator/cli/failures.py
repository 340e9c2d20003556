"""Exit codes, and what a failure says in one line."""

from __future__ import annotations

import re
import sqlite3

from sqlalchemy.exc import DBAPIError

from annotator.cli.loading import INTERRUPTED as INTERRUPTED
from annotator.db.damage import damaged, is_damage
from annotator.errors import AnnotatorError, ConfigurationError

DONE, FAILED, USAGE = 0, 1, 2
STATE_OF_THE_DATABASE = {"not_migrated", "foreign_database"}
PASSWORD = re.compile(r"(://[^:/@\s]+):[^@\s]*@|(password=)\S+")


def code_of(error: AnnotatorError) -> int:
    """Return 2 for a setting that is wrong, 1 for what is refused, and for a database in another state."""
    wrong_setting = isinstance(error, ConfigurationError) and error.code not in STATE_OF_THE_DATABASE
    return USAGE if wrong_setting else FAILED


def words_of(error: DBAPIError | sqlite3.Error | OSError) -> str:
    """Say what the machine said, without the statement and without a password."""
    if is_damage(error):
        return damaged().detail
    if isinstance(error, OSError):
        return f"{error.filename or 'The machine'}: {error.strerror or error}"
    return "The database: " + without_passwords(str(getattr(error, "orig", error)).strip())


def without_passwords(words: str) -> str:
    """Return the words with stars for the passwords of addresses in them."""
    return PASSWORD.sub(_masked, words)


def _masked(match: re.Match[str]) -> str:
    return f"{match[1]}:***@" if match[1] else f"{match[2]}***"
