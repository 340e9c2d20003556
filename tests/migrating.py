"""Databases of every version with rows in every table, and migrations that are killed on their way."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import shutil
import signal
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    delete,
    event,
    insert,
    inspect,
    select,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import Boolean, Integer, LargeBinary

from annotator.db import Store, guards, open_store
from annotator.migrations import newest, upgrade
from tests.databases import Cluster

LINE = [f"{number:04}" for number in range(1, int(newest()) + 1)]
FORKED = multiprocessing.get_context("fork")
Rows = list[dict[str, Any]]


ENDED = {"login": "0018"}
"""Tables that are emptied on the way, and by which version: everybody logs in once more."""


class State(NamedTuple):
    """What a database holds: the version it says, of each table its rows, in order, and columns, the triggers."""

    version: str
    tables: dict[str, Rows]
    columns: dict[str, list[str]]
    triggers: dict[str, str]

    def digests(self, columns: dict[str, list[str]]) -> dict[str, str]:
        """Return the SHA-256 of each table's rows, of these of its columns alone."""
        return {name: _digest(self.tables[name], kept) for name, kept in columns.items()}

    def shared(self, other: State) -> dict[str, list[str]]:
        """Return the tables, and of them the columns, that are in both."""
        return {
            name: sorted(set(columns) & set(other.columns[name]))
            for name, columns in self.columns.items()
            if name in other.columns
        }


def state(url: str) -> State:
    """Read a database whole."""
    with _connected(url) as connection:
        meta = _reflected(connection)
        tables = {name: _rows(connection, table) for name, table in meta.tables.items()}
        columns = {name: [column.name for column in table.columns] for name, table in meta.tables.items()}
        triggers = guards.digests(Session(connection))
    (version,) = tables.pop("alembic_version")
    del columns["alembic_version"]
    return State(version["version_num"], tables, columns, triggers)


def lost(old: State, new: State) -> list[str]:
    """Name the tables whose rows are not, column by column, those of before; and those that are no more."""
    shared = old.shared(new)
    before, after = old.digests(shared), new.digests(shared)
    changed = [name for name in before if before[name] != after[name] and not ENDED.get(name, "") > old.version]
    return changed + [name for name in old.tables if name not in new.tables]


def between(url: str, old: State, points: Iterable[int]) -> list[str]:
    """Kill a migration at each of the points, and name those after which the database is not as it was."""
    faults = []
    for point in points:
        ended, _ = interrupted(url, point)
        if ended != -signal.SIGKILL or state(url) != old:
            faults.append(f"from {old.version}, killed at {point}: ended with {ended}, or not as it was")
    return faults


class Place:
    """Where databases are made, copied and dropped."""

    kind: str

    def empty(self) -> str:
        """Make a database without tables."""
        raise NotImplementedError

    def copy(self, url: str) -> str:
        """Make another database as that one."""
        raise NotImplementedError

    def drop(self, url: str) -> None:
        """Remove a database."""
        raise NotImplementedError

    def version(self, revision: str) -> str:
        """Make a database of that version with two rows in every table."""
        url = self.empty()
        _raise(url, revision)
        fill(url)
        return url

    def versions(self, chosen: Sequence[str] = LINE[:-1]) -> Iterator[tuple[str, str]]:
        """Yield each version that is chosen with a database of it, two rows in every table."""
        growing = self.empty()
        for revision in chosen:
            _raise(growing, revision)
            url = self.copy(growing)
            fill(url)
            yield revision, url
        self.drop(growing)


class Files(Place):
    """SQLite, in a folder."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, 0

    def empty(self) -> str:
        """Name another file."""
        self._made += 1
        return f"sqlite:///{self._folder / f'{self._made}.db'}"

    def copy(self, url: str) -> str:
        """Copy the file, which nobody has open."""
        target = self.empty()
        shutil.copyfile(_file(url), _file(target))
        return target

    def drop(self, url: str) -> None:
        """Remove the file and what lies beside it."""
        for path in self._folder.glob(f"{_file(url).name}*"):
            path.unlink()


class Server(Place):
    """PostgreSQL, on a cluster of our own."""

    kind = "postgresql"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def empty(self) -> str:
        """Make a database."""
        return self._cluster.create()

    def drop(self, url: str) -> None:
        """Remove it."""
        self._cluster.drop(url)

    def copy(self, url: str) -> str:
        """Take the database as a template, which nobody is connected to."""
        return self._cluster.create(template=url)


def fill(url: str) -> None:
    """Put two rows into every table, each pointing to those of its number."""
    with _connected(url) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for name, table in _reflected(connection).tables.items():
            if name != "alembic_version":
                connection.execute(delete(table))
                allowed = _allowed(connection, name)
                for number in (1, 2):
                    values = {one.name: _value(one, number, allowed.get(one.name, [])) for one in table.columns}
                    connection.execute(insert(table).values(values))


def interrupted(url: str, dies_at: int = 0) -> tuple[int | None, int]:
    """Upgrade in a process, killed at the statement of that number (0: never); how it ended, after how many."""
    counted = FORKED.Value("i", 0)
    process = FORKED.Process(target=_migrate, args=(url, dies_at, counted))
    process.start()
    process.join(120)
    return process.exitcode, counted.value


def _raise(url: str, revision: str) -> None:
    store: Store = open_store(url)
    upgrade(store, revision)
    store.close()


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _migrate(url: str, dies_at: int, counted: Any) -> None:
    store = open_store(url)

    def count(*_: Any) -> None:
        counted.value += 1
        if counted.value == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.write_engine, "before_cursor_execute", count)
    event.listen(store.write_engine, "commit", count)
    upgrade(store)
    os._exit(0)


def _connected(url: str) -> Any:
    engine: Engine = create_engine(url)
    connection = engine.connect()
    connection.detach()
    return connection


def _reflected(connection: Connection) -> MetaData:
    meta = MetaData()
    meta.reflect(connection)
    return meta


def _rows(connection: Connection, table: Table) -> Rows:
    return [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.columns))]


def _allowed(connection: Connection, name: str) -> dict[str, list[str]]:
    """Return the words that the checks of a table allow in a column."""
    found = {}
    for check in inspect(connection).get_check_constraints(name):
        words = re.findall(r"'([^']*)'", check["sqltext"])
        if words and (column := re.search(r"\w+", check["sqltext"])):
            found[column[0]] = words
    return found


def _value(column: Column[Any], number: int, allowed: list[str]) -> Any:
    if allowed:
        return allowed[number % len(allowed)]
    if isinstance(column.type, Boolean):
        return number == 1
    if isinstance(column.type, LargeBinary):
        return bytes([number])
    return number if isinstance(column.type, Integer) else f'{{"{column.name}":{number}}}'


def _digest(rows: Rows, columns: list[str]) -> str:
    return hashlib.sha256(repr([[row[name] for name in columns] for row in rows]).encode()).hexdigest()
