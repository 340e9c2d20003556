"""The Merkle tree over the leaves of a chain (RFC 9162, section 2.1), grown leaf by leaf in little memory."""

from __future__ import annotations

import hashlib

EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""


class Tree:
    """A tree that grows to the right: only the roots of its whole parts are kept, widest first."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add the hash of a leaf: SHA-256 of 0x00 and what it stands for."""
        number = self.size
        while number & 1:
            leaf = node(self._parts.pop(), leaf)
            number >>= 1
        self._parts.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        if not self._parts:
            return EMPTY
        total = self._parts[-1]
        for part in reversed(self._parts[:-1]):
            total = node(part, total)
        return total


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node: SHA-256 of 0x01 and its two halves."""
    return hashlib.sha256(b"\x01" + left + right).digest()
