"""Chains of events: each follows the one before it, commits to what it did, and hangs in a signed tree."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from exports.proof.notes import Checkpoint
from exports.proof.report import Watch, Wrong
from exports.proof.tree import Tree

GENESIS = "0" * 64
EVENT_MEMBERS = ("action", "actor", "payload_commitment", "prev_hash", "schema", "seq", "ts")
ACCESS_MEMBERS = ("about", "action", "actor", "acts", "prev_hash", "schema", "seq", "ts")
"""The keys that are hashed, in canonical order."""

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True).encode


class Chain(Watch):
    """The chain of a project, or its access chain, checked event by event against its checkpoints."""

    def __init__(self, name: str, keys: Sequence[str], schema: str, checkpoints: Sequence[Checkpoint]) -> None:
        super().__init__()
        self.name, self._keys, self._schema = name, keys, schema
        self._encode = _sorted if "about" in keys else _compact
        self._before, self._tree = GENESIS, Tree()
        self._wanted = sorted(checkpoints, key=lambda checkpoint: checkpoint.size)
        self._signed = max((checkpoint.size for checkpoint in checkpoints), default=None)

    @property
    def unmet(self) -> list[Checkpoint]:
        """The checkpoints over more events than there are."""
        return list(self._wanted)

    def take(self, event: dict[str, Any]) -> None:
        """Check the next event; raises Wrong."""
        if not self.looked_at:
            self._hold()
        self.looked_at += 1
        seq = event["seq"]
        if seq != self.looked_at or type(seq) is not int or event["schema"] != self._schema:
            raise Wrong(f"event {self.looked_at} should stand here, and {seq!r} does")
        if event["prev_hash"] != self._before:
            raise Wrong(f"event {seq} does not follow the one before it")
        body = self._encode({key: event[key] for key in self._keys})
        leaf = hashlib.sha256(b"\x00" + body.encode()).digest()
        self._before = leaf.hex()
        if self._before != event["hash"]:
            raise Wrong(f"event {seq} was changed: its hash is another")
        if "changes" in event and payload_of(event["changes"]) != event["payload_commitment"]:
            raise Wrong(f"event {seq} did something else than is kept of it")
        self._tree.add(leaf)
        self._hold()

    def end(self) -> None:
        """Check that the chain is as long as was signed; raises Wrong."""
        self._hold()
        if self._wanted:
            raise Wrong(f"it ends at event {self.looked_at}, and {self._wanted[0].size} events were signed")
        if self._signed != self.looked_at:
            raise Wrong(f"it has {self.looked_at} events, and the last checkpoint is over {self._signed}")

    def _hold(self) -> None:
        while self._wanted and self._wanted[0].size == self.looked_at:
            checkpoint = self._wanted.pop(0)
            if checkpoint.root != self._tree.root():
                raise Wrong(f"the first {checkpoint.size} events are not those that were signed")


def payload_of(changes: Sequence[dict[str, Any]]) -> str:
    """Return what an event commits to: the SHA-256 over [object, commitment] of each change."""
    pairs = [[change["object"], commitment_of(change)] for change in changes]
    return hashlib.sha256(_compact(pairs).encode()).hexdigest()


def commitment_of(change: dict[str, Any]) -> str:
    """Return the commitment of a change: made from salt and body, or kept alone where these are withheld."""
    if "body" in change:
        return hashlib.sha256((change["salt"] + change["body"]).encode()).hexdigest()
    return str(change["commitment"])
