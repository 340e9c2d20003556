"""Alignment: which readings of different people are readings of the same thing.

The cheapest partition into groups of at most one reading per person, as γ aligns, but only of readings that
are near enough. A group's cost is the mean distance over all pairs of people, 1 where one has nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from annotator.domain.cases.compare import difference
from annotator.domain.cases.nearness import Near
from annotator.domain.cases.readings import Reading, distance

MOST_CANDIDATES = 5_000
"""Above so many possible groups in one component the alignment is approximate."""

_TIE = 1e-6

Group = tuple[Reading, ...]


def align(component: Sequence[Reading], people: int, boundaries: Sequence[int] = ()) -> tuple[list[Group], bool]:
    """Return the groups of a component, and whether they are only near the cheapest.

    `people` is how many were assigned and finished, also those with nothing here.
    """
    items = sorted(component, key=lambda reading: reading.place)
    near = Near(items, boundaries)
    results = [_align_block(block, people, near) for block in near.blocks()]
    groups = sorted((group for found, _ in results for group in found), key=lambda group: group[0].place)
    return groups, any(approximate for _, approximate in results)


def cost(group: Group, people: int) -> float:
    """Return the mean distance over all pairs of people; a group of a single person costs nothing."""
    pairs = people * (people - 1) // 2
    if not pairs:
        return 0.0
    real = [distance(one, other) for one, other in combinations(group, 2)]
    return (sum(real) + pairs - len(real)) / pairs


def _align_block(block: Sequence[Reading], people: int, near: Near) -> tuple[list[Group], bool]:
    whole = tuple(block)
    if len(block) == 1:
        return [whole], False
    if all(near.fits(one, other) for one, other in combinations(block, 2)) and _gain(whole, people) > 0:
        return [whole], False
    candidates = _candidates(block, people, near)
    if candidates is None:
        return _star(block, people, near), True
    return _with_rest(block, _cheapest(block, candidates)), False


def _gain(group: Group, people: int) -> float:
    """Return what joining saves against leaving each alone, a little less for every other difference."""
    other = sum(difference(one, two) for one, two in combinations(group, 2))
    return len(group) - cost(group, people) - _TIE * other


def _candidates(block: Sequence[Reading], people: int, near: Near) -> dict[Group, float] | None:
    """Return every group of two or more that saves something, grown person by person; None if too many."""
    grown: list[Group] = [()]
    for layer in sorted({reading.layer for reading in block}):
        mine = [reading for reading in block if reading.layer == layer]
        more = [(*group, one) for group in grown for one in mine if all(near.fits(one, other) for other in group)]
        grown += more
        if len(grown) > MOST_CANDIDATES:
            return None
    gains = {group: _gain(group, people) for group in grown if len(group) > 1}
    return {group: gain for group, gain in gains.items() if gain > _TIE}


def _cheapest(block: Sequence[Reading], candidates: dict[Group, float]) -> list[Group]:
    """Choose groups that share no reading and together save the most: a small integer programme."""
    if not candidates:
        return []
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    groups = list(candidates)
    rows = {reading.id: row for row, reading in enumerate(block)}
    holds = np.zeros((len(rows), len(groups)))
    for column, group in enumerate(groups):
        holds[[rows[reading.id] for reading in group], column] = 1
    gains = np.array([candidates[group] for group in groups])
    solved = milp(
        -gains,
        integrality=np.ones(len(groups)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(holds, -np.inf, 1),
        options={"mip_rel_gap": 0.0},
    )
    return [group for group, taken in zip(groups, solved.x, strict=True) if taken > 0.5]


def _star(block: Sequence[Reading], people: int, near: Near) -> list[Group]:
    """Build groups around the readings that are nearest to most others, one after the other."""
    centres = sorted(block, key=lambda reading: (-near.closeness(reading), reading.place))
    taken: set[str] = set()
    groups: list[Group] = []
    for centre in centres:
        if centre.id not in taken:
            groups.append(_around(centre, taken, people, near))
            taken.update(reading.id for reading in groups[-1])
    return groups


def _around(centre: Reading, taken: set[str], people: int, near: Near) -> Group:
    group: Group = (centre,)
    left = [other for other in near.to(centre) if other.id not in taken]
    for other in sorted(left, key=lambda reading: (distance(centre, reading), reading.place)):
        wider = (*group, other)
        if all(near.fits(other, member) for member in group) and _gain(wider, people) > _gain(group, people):
            group = wider
    return tuple(sorted(group, key=lambda reading: reading.place))


def _with_rest(block: Sequence[Reading], groups: list[Group]) -> list[Group]:
    taken = {reading.id for group in groups for reading in group}
    ordered = [tuple(sorted(group, key=lambda reading: reading.place)) for group in groups]
    return ordered + [(reading,) for reading in block if reading.id not in taken]
