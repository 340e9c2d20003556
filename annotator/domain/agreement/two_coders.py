"""Coefficients of two people over fixed units, from the table of what one said against the other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.ratings import Floats
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, Figure, above_chance, beyond_chance

Table = Sequence[Sequence[float]] | Floats


class TwoCoders(NamedTuple):
    """The coefficients by their names; each undefined on its own ground."""

    ao: Figure
    s: Figure
    pi: Figure
    kappa: Figure
    ac1: Figure
    alpha: Figure


def contingency(
    pairs: Iterable[Sequence[Hashable | None]], categories: Sequence[Hashable] | None = None
) -> Floats:
    """Return the table of pairs, rows the first person's values; a pair with None in it is left out."""
    whole = [(one, other) for one, other in pairs if one is not None and other is not None]
    known = list(categories or ()) or sorted({value for pair in whole for value in pair}, key=repr)
    places = {value: place for place, value in enumerate(known)}
    table = np.zeros((len(known), len(known)))
    for one, other in whole:
        table[places[one], places[other]] += 1
    return table


def two_coders(table: Table) -> TwoCoders:
    """Return all coefficients of a table."""
    counts = np.asarray(table, np.float64)
    total = float(counts.sum())
    if not total:
        nothing = Figure(None, NO_PAIRABLE_VALUES)
        return TwoCoders(*[nothing] * 6)
    agreed = float(np.trace(counts)) / total
    return TwoCoders(
        Figure(agreed),
        above_chance(agreed, 1 / len(counts)),
        above_chance(agreed, _pooled(counts)),
        cohen_kappa(counts),
        above_chance(agreed, _by_hard_units(counts)),
        weighted_alpha(counts),
    )


def cohen_kappa(table: Table) -> Figure:
    """Return κ: chance as two people with margins of their own."""
    return weighted_kappa(table)


def weighted_kappa(table: Table, distance: Table | None = None) -> Figure:
    """Return κ with the distance of each pair of values; without it every difference counts the same."""
    counts = np.asarray(table, np.float64)
    total = float(counts.sum())
    if not total:
        return Figure(None, NO_PAIRABLE_VALUES)
    weights = _weights(counts, distance)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total
    return beyond_chance(float((weights * counts).sum()), float((weights * expected).sum()))


def weighted_alpha(table: Table, distance: Table | None = None) -> Figure:
    """Return α of two people with the distance of each pair of values."""
    counts = np.asarray(table, np.float64)
    if not counts.sum():
        return Figure(None, NO_PAIRABLE_VALUES)
    weights, both = _weights(counts, distance), counts + counts.T
    margins, total = both.sum(axis=1), both.sum()
    expected = np.outer(margins, margins) / (total - 1)
    return beyond_chance(float((weights * both).sum()), float((weights * expected).sum()))


def _weights(counts: Floats, distance: Table | None) -> Floats:
    return 1 - np.eye(len(counts)) if distance is None else np.asarray(distance, np.float64)


def _shares(counts: Floats) -> Floats:
    shares: Floats = (counts.sum(axis=0) + counts.sum(axis=1)) / (2 * counts.sum())
    return shares


def _pooled(counts: Floats) -> float:
    return float((_shares(counts) ** 2).sum())


def _by_hard_units(counts: Floats) -> float:
    """Return Gwet's chance agreement: only what is hard to judge is guessed."""
    shares = _shares(counts)
    return float((shares * (1 - shares)).sum()) / (len(counts) - 1) if len(counts) > 1 else 1.0
