"""How the tables came to be: Alembic, configured in code and run from the package."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from annotator.db import Store
from annotator.errors import ConfigurationError


def upgrade(store: Store, revision: str = "head") -> None:
    """Bring the tables to the revision, in one transaction of the one writer."""
    _run(store, lambda config: command.upgrade(config, revision))


def downgrade(store: Store, revision: str) -> None:
    """Take the tables back to the revision."""
    _run(store, lambda config: command.downgrade(config, revision))


def require_current(store: Store) -> None:
    """Refuse tables that are older, newer, or not ours; raises ConfigurationError."""
    with store.read_engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        foreign = found is None and bool(inspect(connection).get_table_names())
    if foreign:
        raise ConfigurationError("foreign_database", "The database is not ours: it has tables and no version.")
    if found != newest():
        known = found is None or found in {script.revision for script in _scripts().walk_revisions()}
        words = "is not migrated; run: annotator init" if known else f"was made by a newer version ({found})"
        raise ConfigurationError("not_migrated", f"The database {words}.")


def newest() -> str | None:
    """Return the revision of the code."""
    return _scripts().get_current_head()


def configured(connection: Connection | None = None) -> Config:
    """Return the settings of Alembic, made here and not in a file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configured())


def _run(store: Store, act: object) -> None:
    with store.writing() as session:
        act(configured(session.connection()))  # type: ignore[operator]
