"""Engines, sessions and column types; the only folder that knows SQLite from PostgreSQL."""

from annotator.db.store import Store, open_store

__all__ = ["Store", "open_store"]
