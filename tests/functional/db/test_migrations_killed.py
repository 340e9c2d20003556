"""A migration from any version, killed at any statement, leaves the old tables or the new ones, and every row."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, create_engine, event, insert, inspect, select, text
from sqlalchemy.types import Integer

from annotator.db import Store, open_store
from annotator.migrations import newest, upgrade

LINE = [f"{number:04}" for number in range(1, int(newest()) + 1)]
FROM = ["0001", "0004", "0010", "0018", "0020"]
POINTS = 4
HELD = ("account", "project")
FORKED = multiprocessing.get_context("fork")


def migrate(url: str, dies_at: int, counted: Any) -> None:
    """Upgrade the database in this process, which is killed at the statement of that number; 0 is never."""
    store = open_store(url)

    def count(*_: Any) -> None:
        counted.value += 1
        if counted.value == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.write_engine, "before_cursor_execute", count)
    event.listen(store.write_engine, "commit", count)
    upgrade(store)
    os._exit(0)


def run(url: str, dies_at: int = 0) -> tuple[int, int]:
    """Return how the process ended, and after how many statements."""
    counted = FORKED.Value("i", 0)
    process = FORKED.Process(target=migrate, args=(url, dies_at, counted))
    process.start()
    process.join(120)
    return process.exitcode, counted.value


def begin(url: str, revision: str) -> None:
    """Make the tables of that version, with a row in those that were there from the beginning."""
    store: Store = open_store(url)
    upgrade(store, revision)
    store.close()
    engine = create_engine(url)
    with engine.begin() as connection:
        for name in HELD:
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(insert(table).values(dict(filled(table))))
    engine.dispose()


def filled(table: Table) -> Iterator[tuple[str, Any]]:
    """Yield a value for every column that needs one."""
    for column in table.columns:
        if not column.nullable and column.server_default is None and not column.primary_key:
            yield column.name, 1 if isinstance(column.type, Integer) else "2026-01-01T00:00:00.000000Z"


def state(url: str) -> tuple[str, dict[str, list[str]], list[dict[str, Any]]]:
    """Return the version that the tables say, what they look like, and the rows."""
    engine = create_engine(url)
    with engine.connect() as connection:
        look = inspect(connection)
        tables = {name: sorted(c["name"] for c in look.get_columns(name)) for name in look.get_table_names()}
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        rows = [
            dict(row._mapping)
            for name in HELD
            for row in connection.execute(select(Table(name, MetaData(), autoload_with=connection)))
        ]
    engine.dispose()
    return version, tables, rows


@pytest.mark.slow
@pytest.mark.parametrize("revision", [one for one in FROM if one in LINE])
def test_it_is_the_old_or_the_new_and_never_between(empty_database_url, revision):
    url = empty_database_url
    begin(url, revision)
    old = state(url)
    chance, died = random.Random(revision), 0
    for _ in range(POINTS):
        point = chance.randrange(1, 60 if died else 12)
        ended, _ = run(url, point)
        found = state(url)
        if found[0] != revision:
            break
        assert ended == -signal.SIGKILL
        assert found == old
        died += 1
    ended, count = run(url)
    new = state(url)
    assert died and ended == 0 and (new[0] == newest()) and count > 0
    kept = [{name: row[name] for name in before} for row, before in zip(new[2], old[2], strict=True)]
    assert kept == old[2]
