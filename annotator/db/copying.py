"""A consistent copy of a whole database, made while it is written to."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url, text

from annotator.db.store import Store, open_store
from annotator.errors import AnnotatorError

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FUNCTIONS = """
SELECT oid::regprocedure FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace AND prorettype = 'trigger'::regtype
"""


def kind_of(store: Store) -> str:
    """Return which engine the store is on."""
    return SQLITE if store.is_sqlite else POSTGRESQL


def copy_out(store: Store, target: Path) -> None:
    """Write the database as it is at one moment into a new file; raises AnnotatorError when that fails."""
    if not store.is_sqlite:
        _tool("pg_dump", "--format=custom", "--no-owner", f"--file={target}", url=store.url)
        return
    source = sqlite3.connect(f"file:{_path(store.url)}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        raise AnnotatorError(
            "copy_failed", f"The copy could not be made, nothing is left of it: {error}."
        ) from error
    finally:
        copy.close()
        source.close()


def copy_in(source: Path, url: str) -> None:
    """Fill the empty database at the address from a copy; raises AnnotatorError when it is not empty."""
    if url.startswith(SQLITE):
        source.replace(_path(url))
        return
    store = open_store(url)
    try:
        full = inspect(store.read_engine).get_table_names()
    finally:
        store.close()
    if full:
        raise AnnotatorError("not_empty", "The database to restore into has tables; name an empty one.")
    target = f"--dbname={_plain(url)}"
    _tool("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", target, str(source), url=url)


@contextmanager
def emptied_on_error(url: str) -> Iterator[None]:
    """Take out of the server's database again what `copy_in` brought, when the block raises an error."""
    try:
        yield
    except BaseException:
        engine = create_engine(url)
        with engine.begin() as connection:
            for name in inspect(connection).get_table_names():
                connection.execute(text(f'DROP TABLE "{name}" CASCADE'))
            for (name,) in connection.execute(text(FUNCTIONS)).all():
                connection.execute(text(f"DROP FUNCTION {name}"))
        engine.dispose()
        raise


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _plain(url: str) -> str:
    """Return the address as PostgreSQL's own tools read it, without the password."""
    parts = make_url(url).set(drivername=POSTGRESQL, password=None)
    return parts.render_as_string(hide_password=False)


def _tool(name: str, *arguments: str, url: str) -> None:
    environment = {**os.environ, "PGPASSWORD": make_url(url).password or ""}
    command = [name, *arguments] + ([f"--dbname={_plain(url)}"] if name == "pg_dump" else [])
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise AnnotatorError("no_tool", f"{name} is not on this machine; install PostgreSQL's tools.") from error
    if done.returncode:
        raise AnnotatorError("copy_failed", f"{name}: {done.stderr.strip() or done.returncode}")
