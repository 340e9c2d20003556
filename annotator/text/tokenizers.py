"""NLTK's tokenizers without the rest of it: its front door loads parsers, corpora, numpy, ten times the work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from threading import RLock
from types import ModuleType

_lock = RLock()


def punkt() -> ModuleType:
    """Return the module that finds sentences."""
    return _loaded()[0]


def destructive() -> ModuleType:
    """Return the module that finds words."""
    return _loaded()[1]


def _loaded() -> tuple[ModuleType, ModuleType]:
    with _lock:
        return _load()


@cache
def _load() -> tuple[ModuleType, ModuleType]:
    with _apart():
        from nltk.tokenize import destructive, punkt

    return punkt, destructive


@contextmanager
def _apart() -> Iterator[None]:
    """Let modules of NLTK be imported past the code of its packages; who imports NLTK later gets a whole one."""
    others = {name: sys.modules.pop(name) for name in _named()}
    try:
        for name in ("nltk", "nltk.tokenize"):
            _shut(name)
        yield
    finally:
        for name in _named():
            del sys.modules[name]
        sys.modules.update(others)


def _shut(name: str) -> None:
    """Put the package in its place without running what it holds: it only tells where its modules lie."""
    parent = sys.modules.get(name.rpartition(".")[0])
    spec = PathFinder.find_spec(name, list(parent.__path__) if parent else None)
    if spec is None:
        raise ImportError(f"{name} is not installed", name=name)
    sys.modules[name] = module_from_spec(spec)


def _named() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "nltk"]
