"""Lots: which cases are looked at twice, drawn once for good by the project and the case."""

from __future__ import annotations

import hashlib

SIDES = 10_000
"""A lot is a number from 0; its two halves are drawn independently of each other."""


def lot(seed: str, case: str) -> int:
    """Return the lot of a case: the same each time, even over all cases, and telling nothing of them."""
    return int(hashlib.sha256(f"lot {seed} {case}".encode()).hexdigest(), 16) % SIDES


def is_decided_twice(drawn: int, share: int) -> bool:
    """Say whether a lot is among those decided twice; `share` is in percent."""
    return drawn % 100 < share


def is_sample(drawn: int, share: int) -> bool:
    """Say whether a lot is among those that a person looks at though all agree; `share` is in percent."""
    return drawn // 100 < share
