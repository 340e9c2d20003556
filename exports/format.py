"""Formats: what each reads, writes, carries and loses, and the registry that other packages add to.

A format is a module that registers itself when it is imported. A reader takes a binary stream and how to read
it, and yields `(line, record)` pairs, or `(line, error)` where something cannot be read. A writer takes
records, a count of `Losses` and how to write, and yields bytes. Formats of several files take `Files` (see
`exports.archives`) and yield `(file, line, record)`; they write `(file, bytes)` pairs.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import exports
from exports.options import Losses
from exports.parts import EVERYTHING

__all__ = ["GROUP", "FormatInfo", "Losses", "NotInstalled", "formats", "get", "register"]

GROUP = "annotator.formats"
"""The entry-point group by which other packages add formats."""

Record = dict[str, Any]
Function = Any
"""A reader or a writer, as the module describes."""

EXAMPLES = Path(__file__).parent / "examples"


class NotInstalled(Exception):
    """A format needs what is not installed; the words say what to install."""


@dataclass(frozen=True)
class FormatInfo:
    """One format: how it is read and written, and what becomes of a record in it.

    `folder` says that it has several files, `media_type` how it travels, `note` what a reader should know.
    """

    name: str
    title: str = ""
    reads: Function | None = None
    writes: Function | None = None
    lossless: bool = False
    carries: frozenset[str] = frozenset()
    loses: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    folder: bool = False
    media_type: str = "application/octet-stream"
    example: Path | None = None
    note: str = ""

    @property
    def missing(self) -> list[str]:
        """Return the modules that the format needs and that are not installed."""
        return [name for name in self.needs if find_spec(name) is None]

    def require(self) -> None:
        """Raise `NotInstalled` unless all that the format needs is there."""
        if self.missing:
            words = f"The format {self.name} needs {', '.join(self.missing)}: pip install 'annotator[all]'"
            raise NotInstalled(words)


_registry: dict[str, FormatInfo] = {}
_broken: list[str] = []


def register(
    name: str,
    *,
    carries: Iterable[str] = (),
    loses: Iterable[str] | None = None,
    suffixes: Iterable[str] = (),
    needs: Iterable[str] = (),
    example: str | Path | None = None,
    **more: Any,
) -> FormatInfo:
    """Add a format; `needs` are modules outside the standard installation. A name is taken only once.

    What it loses is what `exports.parts` names and it does not carry, unless `loses` says otherwise.
    """
    if name in _registry:
        raise ValueError(f"The format {name!r} is registered already.")
    carried = frozenset(carries)
    lost = frozenset(EVERYTHING) - carried if loses is None else frozenset(loses)
    if more.get("lossless"):
        lost = frozenset()
    sample = EXAMPLES / example if example else None
    info = FormatInfo(
        name, carries=carried, loses=lost, suffixes=tuple(suffixes), needs=tuple(needs), example=sample, **more
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


def broken() -> list[str]:
    """Return, in words, which formats of other packages could not be loaded, and why; the rest goes on without."""
    _discover()
    return list(_broken)


@cache
def _discover() -> None:
    for module in pkgutil.iter_modules(exports.__path__, "exports."):
        importlib.import_module(module.name)
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            entry.load()
        except (ImportError, AttributeError, TypeError, ValueError) as error:
            package = entry.dist.name if entry.dist else entry.value
            _broken.append(f"The format {entry.name} of the package {package} could not be loaded: {error}")
