"""How the tables came to be: Alembic, configured in code and run from the package."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

from annotator.db import Store
from annotator.errors import ConfigurationError

if TYPE_CHECKING:
    from alembic.config import Config

TABLE = "alembic_version"
OURS = 1097756271
"""The mark in the head of our files of SQLite, set by the first migration."""
REVISIONS = re.compile(r'^revision = "(\w+)"\ndown_revision: .* = "?(\w+)"?$', re.MULTILINE)


def upgrade(store: Store, revision: str = "head") -> None:
    """Bring the tables to the revision, in one transaction of the one writer.

    Raises ConfigurationError for tables that are newer, or not ours.
    """
    from alembic import command

    _require_known(version_of(store))
    with store.writing() as session:
        command.upgrade(configured(session.connection()), revision)


def downgrade(store: Store, revision: str) -> None:
    """Take the tables back to the revision."""
    from alembic import command

    with store.writing() as session:
        command.downgrade(configured(session.connection()), revision)


def require_current(store: Store) -> None:
    """Refuse tables that are older, newer, or not ours; raises ConfigurationError."""
    found = version_of(store)
    if found is None:
        words = "If there was work in it, restore a backup; in a new workspace run: annotator init"
        raise ConfigurationError("not_migrated", f"The database is empty. {words}")
    _require_known(found)
    if found != newest():
        raise ConfigurationError("not_migrated", "The database is not migrated; run: annotator init")


def version_of(store: Store) -> str | None:
    """Return the revision of the tables, None where there are none; raises ConfigurationError for foreign ones."""
    with store.read_engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if tables and store.is_sqlite and connection.exec_driver_sql("PRAGMA application_id").scalar() != OURS:
            raise ConfigurationError("foreign_database", "The database is not ours: another program made it.")
        if TABLE in tables:
            found = connection.scalar(select(column("version_num")).select_from(table(TABLE)))
            return str(found) if found else None
    if tables:
        raise ConfigurationError("foreign_database", "The database is not ours: it has tables and no version.")
    return None


def _require_known(found: str | None) -> None:
    if found is not None and not knows(found):
        raise ConfigurationError("not_migrated", f"The database was made by a newer version ({found}).")


def knows(revision: str) -> bool:
    """Tell whether the code has come to this revision, or past it."""
    return revision in _line()


def newest() -> str:
    """Return the revision of the code: the one that none comes after."""
    line = _line()
    (last,) = line.keys() - line.values()
    return last


def configured(connection: Connection | None = None) -> Config:
    """Return the settings of Alembic, made here and not in a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def _line() -> dict[str, str]:
    """Return of each revision the one before it, read from the files: few commands need what runs them."""
    texts = (path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "versions").glob("[0-9]*.py"))
    return dict(pair for text in texts for pair in REVISIONS.findall(text))
