"""The hash chain of acts: each event commits to the one before it and, with salt, to what it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from exports.canonical import dumps

GENESIS = "0" * 64
"""What the first event of a chain follows."""


def leaf(event: Mapping[str, Any]) -> str:
    """Return the hash of an event: SHA-256 over 0x00 and its canonical JSON (RFC 9162, RFC 8785)."""
    return hashlib.sha256(b"\x00" + dumps(dict(event))).hexdigest()


def commitment(salt: str, text: str) -> str:
    """Return the SHA-256 of salt and text: it proves the text, and tells nothing once both are erased."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def check_chain(events: Iterable[Mapping[str, Any]], hashes: Iterable[str]) -> int | None:
    """Return the `seq` of the first event that does not follow the one before it; None when all do."""
    before = GENESIS
    for number, (event, claimed) in enumerate(zip(events, hashes, strict=True), start=1):
        if event["seq"] != number or event["prev_hash"] != before or leaf(event) != claimed:
            return number
        before = claimed
    return None


def fold(changes: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return the last state of each object; an object whose last state is null is no more."""
    state = dict(changes)
    return {key: value for key, value in state.items() if value is not None}
