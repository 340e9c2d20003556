"""SQL compiled for one database of the tests serves the next: else each test compiles all of its own anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

KEPT: LRUCache[Any, Any] = LRUCache(3000)


def share() -> None:
    """Let all engines here keep what is compiled in one place, and all dialects of a kind be one key there."""
    Engine._compiled_cache = property(lambda engine: KEPT, lambda engine, own: None)  # type: ignore[assignment]
    for kind in (PGDialect_psycopg, SQLiteDialect_pysqlite):
        kind.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
        kind.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]
