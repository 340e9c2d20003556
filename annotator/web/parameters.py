"""What stands behind the question mark of an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from flask import request

from annotator.errors import Malformed

Item = TypeVar("Item")
PAGE = 100


def number(name: str, default: int, least: int, most: int) -> int:
    """Return a whole number of the query; raises Malformed `bad_parameter`."""
    given = request.args.get(name)
    if given is None:
        return default
    if len(request.args.getlist(name)) > 1:
        raise Malformed("bad_parameter", f"{name} is said once.")
    if not (given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most):
        raise Malformed("bad_parameter", f"{name} is a whole number from {least} to {most}.")
    return int(given)


def sheet(items: Sequence[Item], *, size: int = PAGE) -> tuple[Sequence[Item], dict[str, Any]]:
    """Return the items of the page asked for, and where the pages before and after it are."""
    pages = max(1, -(-len(items) // size))
    at = number("page", 1, 1, pages)
    around = {
        "back": f"?page={at - 1}" if at > 1 else None,
        "next": f"?page={at + 1}" if at < pages else None,
        "first": (at - 1) * size,
    }
    return items[(at - 1) * size : at * size], around
