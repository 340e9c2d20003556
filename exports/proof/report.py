"""What a check says: each step passes, or fails with the first thing that is wrong in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)
"""What is raised by data that is not of the shape it should be."""


class Wrong(Exception):
    """The first thing that is wrong in a step, with the place where it stands."""


@dataclass(frozen=True)
class Step:
    """One step of a check: how much was looked at, what is wrong, what deserves a word."""

    name: str
    looked_at: int
    wrong: str | None = None
    note: str = ""

    def __str__(self) -> str:
        """Write it as one line."""
        if self.wrong:
            return f"FAIL {self.name}: {self.wrong}"
        return f"PASS {self.name}: {self.looked_at:,}{' – ' + self.note if self.note else ''}"

    def to_record(self) -> dict[str, Any]:
        """Return it for a program."""
        return {
            "check": self.name,
            "ok": self.wrong is None,
            "looked_at": self.looked_at,
            "wrong": [self.wrong] if self.wrong else [],
            "note": self.note,
        }


class Watch:
    """One step that is fed piece by piece, and stops at the first thing that is wrong."""

    name = ""

    def __init__(self) -> None:
        self.looked_at = 0
        self.wrong: str | None = None
        self.note = ""

    def guard(self, where: str, act: Callable[[], None]) -> None:
        """Do it unless something was wrong before; what is wrong is kept with its place."""
        if self.wrong is not None:
            return
        try:
            act()
        except Wrong as wrong:
            self.wrong = f"{where}: {wrong}" if where else str(wrong)
        except UNREADABLE as error:
            self.wrong = f"{where}: this cannot be read ({type(error).__name__}: {str(error)[:120]})"

    def step(self) -> Step:
        """Return what was found."""
        return Step(self.name, self.looked_at, self.wrong, self.note)


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each line; the last one ends like the others."""
    with path.open("rb") as stream:
        yield from enumerate(stream, 1)


def object_of(raw: bytes) -> dict[str, Any]:
    """Read a line as a JSON object; raises Wrong."""
    value = json.loads(raw)
    if not isinstance(value, dict) or not raw.endswith(b"\n"):
        raise Wrong("this is no JSON object on a line of its own")
    return value
