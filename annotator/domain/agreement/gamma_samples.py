"""Random texts to compare with: each person's place taken by a layer shifted round by a random distance."""

from __future__ import annotations

import numpy as np

from annotator.domain.agreement.gamma_units import Units
from annotator.domain.agreement.ratings import Floats, Ints

SAMPLER = "shuffle/1"
"""Printed with every γ: another way to draw gives another value."""

_TRIES = 100


def shuffled(units: Units, random: np.random.Generator, bounds: tuple[float, float] | None = None) -> Units:
    """Return units drawn anew; `bounds` are where the text begins and ends, by default where its units do."""
    low, high = bounds or (float(units.start.min()), float(units.end.max()))
    sources = random.integers(0, units.people, size=units.people)
    pivots = _pivots(units, random, high - low)
    picked = [np.flatnonzero(units.owner == source) for source in sources]
    taken = np.concatenate(picked)
    owner = np.repeat(np.arange(units.people), [len(one) for one in picked])
    start = units.start[taken] + pivots[owner]
    # What would start behind the end of the text starts again at its beginning, as on a ring.
    back = np.where(start >= high, high - low, 0.0)
    return units.moved(owner, start - back, units.end[taken] + pivots[owner] - back, _codes(units, taken))


def _codes(units: Units, taken: Ints) -> Ints:
    codes: Ints = units.code[taken]
    return codes


def _pivots(units: Units, random: np.random.Generator, width: float) -> Floats:
    """Return a shift for each person, no two nearer than half a mean unit if that can be had."""
    apart = float((units.end - units.start).mean()) / 2
    pivots: list[float] = []
    for _ in range(units.people):
        drawn = 0.0
        for _ in range(_TRIES):
            drawn = float(np.floor(random.uniform(0, max(1.0, width))))
            if all(abs(drawn - pivot) >= apart for pivot in pivots):
                break
        pivots.append(drawn)
    return np.array(pivots)
