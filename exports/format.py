"""Formats: what each reads, writes, carries and loses, and the registry that other packages add to.

A format is a module that registers itself when it is imported. A reader takes a binary stream and yields
`(line, record)` pairs, or `(line, error)` where a line cannot be read. A writer takes records and yields
bytes; what it leaves out it counts in `Losses`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Any, BinaryIO

import exports
from exports.strict import StrictError

GROUP = "annotator.formats"
"""The entry-point group by which other packages add formats."""

Record = dict[str, Any]
Reader = Callable[[BinaryIO], Iterator[tuple[int, Record | StrictError]]]


@dataclass
class Losses:
    """What one run left out, and how often."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, times: int = 1) -> None:
        """Count something left out, such as "discontinuous spans"."""
        if times:
            self.counts[what] += times

    def lines(self) -> list[str]:
        """Return one line for each thing left out, the most frequent first."""
        return [f"{times:,} {what}" for what, times in self.counts.most_common()]


Writer = Callable[[Iterable[Record], Losses], Iterator[bytes]]


@dataclass(frozen=True)
class FormatInfo:
    """One format: how it is read and written, and what becomes of a record in it."""

    name: str
    reads: Reader | None = None
    writes: Writer | None = None
    lossless: bool = False
    carries: frozenset[str] = frozenset()
    loses: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """Return the modules that the format needs and that are not installed."""
        return [name for name in self.needs if find_spec(name) is None]


_registry: dict[str, FormatInfo] = {}


def register(
    name: str,
    *,
    reads: Reader | None = None,
    writes: Writer | None = None,
    lossless: bool = False,
    carries: Iterable[str] = (),
    loses: Iterable[str] = (),
    suffixes: Iterable[str] = (),
    needs: Iterable[str] = (),
) -> FormatInfo:
    """Add a format; `needs` are modules outside the standard installation. A name is taken only once."""
    if name in _registry:
        raise ValueError(f"The format {name!r} is registered already.")
    info = FormatInfo(
        name, reads, writes, lossless, frozenset(carries), frozenset(loses), tuple(suffixes), tuple(needs)
    )
    _registry[name] = info
    return info


def get(name: str) -> FormatInfo:
    """Return a format; raise `KeyError` if there is none of that name."""
    return {info.name: info for info in formats()}[name]


def formats() -> list[FormatInfo]:
    """Return all formats by name, those of other installed packages included."""
    _discover()
    return [_registry[name] for name in sorted(_registry)]


@cache
def _discover() -> None:
    for module in pkgutil.iter_modules(exports.__path__, "exports."):
        importlib.import_module(module.name)
    for entry in entry_points(group=GROUP):
        entry.load()
