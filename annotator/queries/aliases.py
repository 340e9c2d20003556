"""Second names of tables that queries of many threads share."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import aliased

Model = TypeVar("Model")


def alias(model: type[Model]) -> type[Model]:
    """Return a second name of the table, with all its columns made at once.

    SQLAlchemy makes each when it is first asked for. Two threads that ask at the same time may then get a
    column of the table itself, and the query joins what it should not.
    """
    made = aliased(model)
    for column in inspect(model).column_attrs:
        getattr(made, column.key).expression  # noqa: B018 - asked for, so that it is made
    return made
