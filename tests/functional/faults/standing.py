"""All that a world holds: the rows of its tables, and the files of its workspace."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from annotator.errors import AnnotatorError
from annotator.models import Base, Release
from annotator.services.evidence.vault import Vault
from annotator.services.proof import checking
from annotator.services.release.package.store import ReleaseStore
from tests.world import World

APART = {"allowance", "attempt", "receipt", "sight"}
"""Tables of requests: what was asked how often, and what was shown to whom."""
BESIDE = {
    "background": {"given"},
    "job": {"beat"},
    "login": {"seen", "confirmed", "token_hash"},
    "scheme_draft": {"changed"},
}
"""Columns that tell when somebody was last there."""
SAID_AGAIN = {"access_event", "access_head", "chain", "change", "event", "factor", "login", "recovery"}
"""Where an act that sets what is set stands a second time: in history, as another log-in, as other secrets."""
LOCKS = (".lock", ".db", ".db-wal", ".db-shm")


def _query(table: Table, *, sqlite: bool) -> str:
    names = [f'"{one.name}"' for one in table.columns if one.name not in BESIDE.get(table.name, ())]
    row = " || ' ' || ".join(f"quote({name})" for name in names) if sqlite else f"ROW({', '.join(names)})::text"
    return f"SELECT '{table.name}', {row} FROM \"{table.name}\""


NAMES = [table.name for table in Base.metadata.sorted_tables if table.name not in APART]
ALL = {
    sqlite: " UNION ALL ".join(_query(Base.metadata.tables[name], sqlite=sqlite) for name in NAMES)
    for sqlite in (True, False)
}
"""One query for all rows of all tables, each as text: they are read after each call that fails."""
Rows = dict[str, list[str]]


def rows_of(world: World) -> Rows:
    """Return the rows of all tables but those of requests."""
    found: Rows = {name: [] for name in NAMES}
    with world.store.read_engine.connect() as connection:
        for name, row in connection.exec_driver_sql(ALL[world.store.is_sqlite]).all():
            found[name].append(row)
    return {name: sorted(rows) for name, rows in found.items()}


def differing(one: Rows, other: Rows) -> set[str]:
    """Return the tables that do not hold the same."""
    return {name for name in one if one[name] != other[name]}


def files_of(world: World) -> set[str]:
    """Return the files of the workspace but those of the database and its locks."""
    folder = world.workspace.path
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(LOCKS))
    return {path.relative_to(folder).as_posix() for path in found}


def half_done(world: World, before: set[str]) -> list[str]:
    """Return the files that are new, but for whole captures under the name of their bytes, which wait for use."""
    new = files_of(world) - before
    return sorted(name for name in new if not _whole(world.workspace.path / name))


def wrong(world: World) -> list[str]:
    """Return what the workspace's own check finds: states against history, chains, captures."""
    with world.reading() as session:
        found = [line for one in checking.check(session, Vault(world.workspace.captures)) for line in one.wrong]
        files = [(release.version, release.files) for release in session.scalars(select(Release))]
    return found + [line for version, kept in files for line in _lacking(world, version, kept)]


def _lacking(world: World, version: str, files: dict[str, Any]) -> Iterator[str]:
    """Yield which files of a frozen release are not what was frozen."""
    for name, about in files.items():
        try:
            deque(ReleaseStore(world.workspace.path).read(name, about), maxlen=0)
        except AnnotatorError as error:
            yield f"release {version}: {error.detail}"


def _whole(path: Path) -> bool:
    return path.parent.parent.name == "captures" and hashlib.sha256(path.read_bytes()).hexdigest() == path.name
