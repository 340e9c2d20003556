"""Whether the store is damaged, asked where a request ended in an error that this would explain."""

from __future__ import annotations

import threading
from time import monotonic

from annotator.db import Store
from annotator.services.proof import locating

EVERY = 60.0
"""Seconds after which it is looked for again: each look reads the whole store."""


class _Looks:
    """The last look of this process: at which store, when, and what it found."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._store: Store | None = None
        self._at, self._found = 0.0, ""

    def look(self, store: Store) -> str | None:
        """Return the record that is damaged, as found now or a short while ago."""
        with self._turn:
            if self._store is not store or monotonic() - self._at >= EVERY:
                self._found = locating.find(store, history=False) or ""
                self._store, self._at = store, monotonic()
            return self._found or None


damage = _Looks().look
