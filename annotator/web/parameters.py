"""What stands behind the question mark of an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from annotator.errors import Malformed
from exports.characters import bad
from schemas.sayings import say

Item = TypeVar("Item")
PAGE = 100
TAKEN = frozenset(
    "annotator article basis case check edit format from guideline into kind last layer layers next order pair"
    " page q speaker stance state tag to trim verdict version week words".split()
)
"""What stands in the addresses of pages; each page takes those that it knows."""

SEVERAL = frozenset({"layers"})


def check() -> None:
    """Raise Malformed `bad_parameter` for what no page takes, what is said twice, or what holds no text."""
    for name, values in request.args.lists():
        if name not in TAKEN:
            words = say("No page takes %(name)s; take it out of the address.", name=repr(name[:40]))
            raise Malformed("bad_parameter", words)
        if len(values) > 1 and name not in SEVERAL:
            raise Malformed("bad_parameter", say("%(name)s is said once.", name=name))
        if bad(values):
            raise Malformed("bad_parameter", say("%(name)s holds a character that is no text.", name=name))


def number(name: str, default: int, least: int, most: int) -> int:
    """Return a whole number of the query; raises Malformed `bad_parameter`."""
    given = request.args.get(name)
    if given is None:
        return default
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
