"""Fleiss' κ, for comparison with the literature only: it needs the same number of people on every unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.ratings import Floats
from annotator.domain.agreement.reasons import (
    NO_PAIRABLE_VALUES,
    NO_VARIATION,
    UNEQUAL_RATERS,
    Figure,
    above_chance,
)


class Fleiss(NamedTuple):
    """κ or None with the reason, and the agreements it is made of."""

    kappa: float | None
    reason: str | None
    observed: float | None
    expected: float | None


def fleiss_kappa(counts: Sequence[Sequence[int]]) -> Fleiss:
    """Return κ from how many people gave each unit (row) each value (column)."""
    table = np.asarray(counts, np.float64)
    refused = _refusal(table)
    if refused:
        return Fleiss(None, refused, None, None)
    people = float(table[0].sum())
    observed = float((table * (table - 1)).sum()) / (len(table) * people * (people - 1))
    expected = float((_shares(table) ** 2).sum())
    return Fleiss(*above_chance(observed, expected), observed, expected)


def fleiss_per_category(counts: Sequence[Sequence[int]]) -> list[Figure]:
    """Return κ of each value against all others."""
    table = np.asarray(counts, np.float64)
    refused = _refusal(table)
    if refused:
        return [Figure(None, refused)] * (table.shape[1] if table.ndim == 2 else 0)
    people = float(table[0].sum())
    apart = (table * (people - table)).sum(axis=0) / (len(table) * people * (people - 1))
    shares = _shares(table)
    by_chance = shares * (1 - shares)
    return [
        Figure(1 - float(found) / float(chance)) if 0 < share < 1 else Figure(None, NO_VARIATION)
        for found, chance, share in zip(apart, by_chance, shares, strict=True)
    ]


def _shares(table: Floats) -> Floats:
    shares: Floats = table.sum(axis=0) / table.sum()
    return shares


def _refusal(table: Floats) -> str | None:
    if not table.size or table.sum(axis=1).max() < 2:
        return NO_PAIRABLE_VALUES
    return UNEQUAL_RATERS if len(set(table.sum(axis=1))) > 1 else None
