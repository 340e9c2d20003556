"""Names of tables that threads share are whole before the first of them asks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import aliased
from sqlalchemy.orm.util import AliasedClass

import annotator.app  # noqa: F401 - all that is served
from annotator.models import Article
from annotator.queries.aliases import alias


def lacking(made: Any) -> set[str]:
    """Return the columns that the next who asks would make."""
    known = {key for key, column in vars(made).items() if is_made(column)}
    return {column.key for column in inspect(made).mapper.column_attrs} - known


def is_made(column: Any) -> bool:
    """Tell whether the column's expression is there, without asking for it, which would make it."""
    try:
        object.__getattribute__(column, "expression")
    except AttributeError:
        return False
    return True


def shared() -> Iterator[tuple[str, Any]]:
    for name, module in [*sys.modules.items()]:
        if name.startswith("annotator."):
            held = vars(module).items()
            yield from ((f"{name}.{key}", one) for key, one in held if isinstance(one, AliasedClass))


def test_an_alias_is_made_at_once() -> None:
    half = aliased(Article)
    assert half.title is not None and "title" in lacking(half)
    assert not lacking(alias(Article))


def test_no_module_shares_one_that_is_not_whole() -> None:
    found = dict(shared())
    assert len(found) >= 10
    assert {name: lacking(one) for name, one in found.items() if lacking(one)} == {}
