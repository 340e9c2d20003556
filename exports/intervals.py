"""Intervals of shares: how far a share may be off, given how little was counted."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054


def wilson(count: int, of: int, z: float = Z_95) -> tuple[float, float] | None:
    """Return the interval of Wilson (1927) around `count / of`, at 95 % unless `z` says else; None of nothing.

    It stays inside 0 and 1, and is not empty where nothing, or all, was counted.
    """
    if of <= 0:
        return None
    share, squared = count / of, z * z
    middle = (share + squared / (2 * of)) / (1 + squared / of)
    half = z * sqrt(share * (1 - share) / of + squared / (4 * of * of)) / (1 + squared / of)
    return max(0.0, middle - half), min(1.0, middle + half)
