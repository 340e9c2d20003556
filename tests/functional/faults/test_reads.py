"""Reads go on while the store takes no writes: whatever is noted beside them is noted later."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any

from annotator.edge import asking
from annotator.errors import StorageFull
from tests.functional.authorisation.asking import ask, routes
from tests.functional.authorisation.setting import set_up


class Full:
    """A store whose disk is full."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def writing(self, wait: float | None = None) -> Any:
        raise StorageFull("storage_full", "There is no space left.")
        yield

    def save(self, work: Any) -> Any:
        raise StorageFull("storage_full", "There is no space left.")


def test_every_address_that_is_read_is_read_on_a_full_disk(world, monkeypatch):
    ids = set_up(world)
    addresses = [row for row in routes(world) if row.startswith("GET")]
    monkeypatch.setattr(asking, "store", lambda: Full(world.store))
    found = {row: ask(world, "man", row, ids) for row in addresses}
    monkeypatch.undo()
    assert [row for row, status in found.items() if status >= 500] == []
    assert found == {row: ask(world, "man", row, ids) for row in addresses}
