"""Parameters of addresses: those a view takes, once each, checked; any other is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from flask import request

from annotator.errors import Malformed

View = TypeVar("View", bound=Callable[..., Any])
INTEGER = re.compile(r"[0-9]{1,9}")
ASYNC = "respond-async"
"""What a client prefers (RFC 7240) that would rather be told where to look than wait."""

YES = {"true": True, "1": True, "false": False, "0": False}


def takes(*names: str) -> Callable[[View], View]:
    """Say which parameters a view takes."""

    def mark(view: View) -> View:
        view.parameters = names  # type: ignore[attr-defined]
        return view

    return mark


def check(view: Callable[..., Any]) -> None:
    """Raise Malformed `bad_parameter` for a parameter that is not taken, doubled, or not UTF-8."""
    if not request.query_string:
        return
    allowed = getattr(view, "parameters", ())
    for name, values in request.args.lists():
        if name not in allowed:
            words = f"this address takes {', '.join(allowed)}" if allowed else "this address takes none"
            raise bad(name, words)
        if len(values) > 1:
            raise bad(name, "send it once")
        if "\0" in values[0]:
            raise bad(name, "text without the character U+0000")
    try:
        unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError as error:
        raise Malformed("bad_encoding", "The address is not UTF-8.") from error


def number(name: str, default: int, lowest: int, highest: int) -> int:
    """Return the parameter as an integer in its range."""
    given = request.args.get(name)
    if given is None:
        return default
    if not INTEGER.fullmatch(given) or not lowest <= int(given) <= highest:
        raise bad(name, f"a whole number from {lowest} to {highest}")
    return int(given)


def yes(name: str) -> bool:
    """Return the parameter as yes or no."""
    given = request.args.get(name, "false").lower()
    if given not in YES:
        raise bad(name, "true or false")
    return YES[given]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return the parameter as one of the values allowed."""
    given = request.args.get(name, default)
    if given not in allowed:
        raise bad(name, f"one of {', '.join(allowed)}")
    return given


def prefers_async() -> bool:
    """Say whether the client would rather be told where to look than wait."""
    given = ",".join(request.headers.getlist("Prefer")).split(",")
    return any(preference.partition(";")[0].strip().lower() == ASYNC for preference in given)


def bad(name: str, words: str) -> Malformed:
    """Return the error for a parameter that is not as it must be."""
    return Malformed("bad_parameter", f"Parameter {name[:40]!r}: {words}.", pointer=f"?{name[:40]}")
