"""Column types that are the same on both databases and legal in STRICT tables of SQLite."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Dialect, Integer, Text, literal
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, stored as sortable text with microseconds, given back aware."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the moment as `2026-01-31T12:00:00.000000Z`."""
        return None if value is None else stamp(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read the text back as an aware moment."""
        return None if value is None else datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """Strings, integers, lists and objects, stored as compact text in the order they came."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the value as JSON text."""
        return None if value is None else msgspec.json.encode(value, enc_hook=str).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read the JSON text."""
        return None if value is None else msgspec.json.decode(value)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Say whether nothing need be stored; another order of keys is another text."""
        return x == y and msgspec.json.encode(x) == msgspec.json.encode(y)


class FlagComparator(TypeDecorator.Comparator[bool]):
    """Compares flags as numbers: PostgreSQL knows `IS` for its own booleans only."""

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        """Say `= 1` for `is_(True)`."""
        if op is operators.is_ or op is operators.eq:
            return super().operate(operators.eq, literal(other[0], Flag()), **kwargs)
        return super().operate(op, *other, **kwargs)


Number = BigInteger().with_variant(Integer(), "sqlite")
"""An integer of 64 bits on both databases."""


class Flag(TypeDecorator[bool]):
    """Yes or no, stored as 1 or 0."""

    impl = Integer
    cache_ok = True
    comparator_factory = FlagComparator

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Write 1 for yes."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Read yes or no."""
        return None if value is None else bool(value)


def stamp(moment: datetime) -> str:
    """Return the moment as the text that is stored, hashed and shown to programs."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"
