"""What stands behind the question mark of an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from annotator.errors import Malformed
from schemas.sayings import say

Item = TypeVar("Item")
PAGE = 100


def number(name: str, default: int, least: int, most: int) -> int:
    """Return a whole number of the query; raises Malformed `bad_parameter`."""
    given = request.args.get(name)
    if given is None:
        return default
    if len(request.args.getlist(name)) > 1:
        raise Malformed("bad_parameter", say("%(name)s is said once.", name=name))
    if not (given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most):
        raise Malformed(
            "bad_parameter",
            say("%(name)s is a whole number from %(least)s to %(most)s.", name=name, least=least, most=most),
        )
    return int(given)


def sheet_of(
    opened: Session, query: Select[Any], *order: Any, size: int = PAGE
) -> tuple[Sequence[Any], dict[str, Any]]:
    """Return the rows of the page asked for, read from the store alone, and where its neighbours are."""
    total = opened.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // size))
    at = number("page", 1, 1, pages)
    rows = opened.scalars(query.order_by(*order).limit(size).offset((at - 1) * size)).all()
    kept = {name: value for name, value in request.args.items() if name != "page"}
    around = {
        "back": f"?{urlencode({**kept, 'page': at - 1})}" if at > 1 else None,
        "next": f"?{urlencode({**kept, 'page': at + 1})}" if at < pages else None,
        "total": total,
    }
    return rows, around


def sheet(items: Sequence[Item], *, size: int = PAGE) -> tuple[Sequence[Item], dict[str, Any]]:
    """Return the items of the page asked for, and where the pages before and after it are."""
    pages = max(1, -(-len(items) // size))
    at = number("page", 1, 1, pages)
    kept = {name: value for name, value in request.args.items() if name != "page"}
    around = {
        "back": f"?{urlencode({**kept, 'page': at - 1})}" if at > 1 else None,
        "next": f"?{urlencode({**kept, 'page': at + 1})}" if at < pages else None,
        "first": (at - 1) * size,
    }
    return items[(at - 1) * size : at * size], around
