"""What was erased: named by an event that says when and why, and gone."""

from __future__ import annotations

import json
from typing import Any

from exports.proof.report import Watch, Wrong


class Erasures(Watch):
    """Contents that are no more must be named by a later erasure; what an erasure names must be gone."""

    name = "erasures"

    def __init__(self) -> None:
        super().__init__()
        self._gone: set[tuple[int, str]] = set()
        self._named: set[tuple[int, str]] = set()

    def take(self, event: dict[str, Any]) -> None:
        """Note what is gone in an event, and what it says was erased before; raises Wrong."""
        seq = event["seq"]
        for change in event["changes"]:
            told = change["object"]
            if change.get("erased"):
                self._gone.add((seq, told))
            if told.startswith("erasure/") and "body" in change:
                self._read(seq, json.loads(change["body"]))

    def end(self) -> None:
        """Hold both against each other; raises Wrong."""
        for seq, told in sorted(self._gone - self._named):
            raise Wrong(f"event {seq}: the contents of {told} are gone, and no erasure names them")
        for seq, told in sorted(self._named - self._gone):
            raise Wrong(f"event {seq}: an erasure names {told}, whose contents are still there")

    def _read(self, seq: int, record: Any) -> None:
        self.looked_at += 1
        if not (record["person"] and record["basis"] and isinstance(record["changes"], list)):
            raise Wrong(f"event {seq}: an erasure says whose, why and what")
        for number, told in record["changes"]:
            if type(number) is not int or not 0 < number <= seq:
                raise Wrong(f"event {seq}: an erasure names event {number!r}, which is not before it")
            self._named.add((number, told))
