"""The older unitizing α_U (1995, corrected 2004), for comparison with the literature only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.continuum import GAP, Continuum, divide, shared
from annotator.domain.agreement.ratings import Floats, Ints
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, Figure, beyond_chance
from annotator.domain.cases.readings import Reading


class OfTag(NamedTuple):
    """Observed and expected disagreement on one tag, and its α."""

    observed: float
    expected: float
    alpha: Figure


class AlphaU(NamedTuple):
    """α over all tags, and each tag's part."""

    alpha: Figure
    per_tag: dict[str, OfTag]


def alpha_u(layers: Mapping[str, Sequence[Reading]], length: int, begin: int = 0) -> AlphaU:
    """Return α_U of the layers of one text of `length` characters from `begin`."""
    if len(layers) < 2 or length < 1:
        return AlphaU(Figure(None, NO_PAIRABLE_VALUES), {})
    tags = sorted({reading.tag for readings in layers.values() for reading in readings})
    per_tag = {tag: _of_tag(_of(layers, tag, begin, length), length) for tag in tags}
    observed = sum(found.observed for found in per_tag.values())
    expected = sum(found.expected for found in per_tag.values())
    return AlphaU(beyond_chance(observed, expected), per_tag)


def _of(layers: Mapping[str, Sequence[Reading]], tag: str, begin: int, length: int) -> list[Continuum]:
    return [
        divide([reading for reading in readings if reading.tag == tag], {tag: 1}, begin, length)
        for readings in layers.values()
    ]


def _of_tag(divided: Sequence[Continuum], length: int) -> OfTag:
    people = len(divided)
    apart = sum(float(_distances(one, other).sum()) for one, other in permutations(divided, 2))
    observed = apart / (people * (people - 1) * length**2)
    expected = _expected(divided, length)
    return OfTag(observed, expected, beyond_chance(observed, expected))


def _distances(one: Continuum, other: Continuum) -> Floats:
    """Return how far each section of one is from each of the other, in squared characters."""
    moved = _apart(one.start, other.start) + _apart(one.end, other.end)
    mine, theirs = (one.code != GAP)[:, None], (other.code != GAP)[None, :]
    common = shared(one, other)
    inside = mine & ~theirs & (common == one.length[:, None])
    around = ~mine & theirs & (common == other.length[None, :])
    return (
        np.where(mine & theirs & (common > 0), moved, 0.0)
        + np.where(inside, one.length[:, None].astype(float) ** 2, 0.0)
        + np.where(around, other.length[None, :].astype(float) ** 2, 0.0)
    )


def _apart(ones: Ints, others: Ints) -> Floats:
    differences: Floats = (ones[:, None] - others[None, :]).astype(np.float64) ** 2
    return differences


def _expected(divided: Sequence[Continuum], length: int) -> float:
    units = np.concatenate([continuum.units().length for continuum in divided]).astype(float)
    gaps = np.concatenate([continuum.gaps().length for continuum in divided]).astype(float)
    size = len(divided) * length
    free = size * (size - 1) - float((units * (units - 1)).sum())
    if not len(units) or free <= 0:
        return 0.0
    among = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    room = np.maximum(0, gaps[None, :] - units[:, None] + 1) * (gaps[None, :] >= units[:, None])
    return 2 / length * float((among + units**2 * room.sum(axis=1)).sum()) / free
