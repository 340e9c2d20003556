"""Alignment: which readings of different people are readings of the same thing.

The cheapest partition into groups of at most one reading per person, as γ aligns, but only of readings that
are near enough. A group's cost is the mean distance over all pairs of people, 1 where one has nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from annotator.domain.cases.compare import difference
from annotator.domain.cases.components import Unions
from annotator.domain.cases.readings import Reading, admissible, distance

MOST_CANDIDATES = 5_000
"""Above so many possible groups in one component the alignment is approximate."""

_TIE = 1e-6

Group = tuple[Reading, ...]
Fits = Callable[[Reading, Reading], bool]


def align(
    component: Sequence[Reading], people: int, boundaries: Sequence[int] = ()
) -> tuple[list[Group], bool]:
    """Return the groups of a component, and whether they are only near the cheapest.

    `people` is how many were assigned and finished, also those with nothing here.
    """
    items = sorted(component, key=lambda reading: reading.place)
    near = set(_near(items, boundaries))

    def fits(one: Reading, other: Reading) -> bool:
        return (one.id, other.id) in near or (other.id, one.id) in near

    results = [_align_block(block, people, fits) for block in _blocks(items, near)]
    groups = sorted((group for found, _ in results for group in found), key=lambda group: group[0].place)
    return groups, any(approximate for _, approximate in results)


def cost(group: Group, people: int) -> float:
    """Return the mean distance over all pairs of people; a group of a single person costs nothing."""
    pairs = people * (people - 1) // 2
    if not pairs:
        return 0.0
    real = [distance(one, other) for one, other in combinations(group, 2)]
    return (sum(real) + pairs - len(real)) / pairs


def _near(items: Sequence[Reading], boundaries: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the ids of admissible pairs; what starts after the end of a reading is near only to points."""
    for number, one in enumerate(items):
        for other in items[number + 1 :]:
            if other.start > one.end and not (one.kind == "point" and boundaries):
                break
            if admissible(one, other, boundaries):
                yield one.id, other.id


def _blocks(items: Sequence[Reading], near: Iterable[tuple[str, str]]) -> list[list[Reading]]:
    """Divide a component where no pair is near, so that each part is a small problem."""
    numbers = {reading.id: number for number, reading in enumerate(items)}
    unions = Unions(len(items))
    for one, other in near:
        unions.join(numbers[one], numbers[other])
    return [[items[number] for number in found] for found in unions.sets()]


def _align_block(block: Sequence[Reading], people: int, fits: Fits) -> tuple[list[Group], bool]:
    whole = tuple(block)
    if len(block) == 1:
        return [whole], False
    if all(fits(one, other) for one, other in combinations(block, 2)) and _gain(whole, people) > 0:
        return [whole], False
    candidates = _candidates(block, people, fits)
    if candidates is None:
        return _star(block, people, fits), True
    return _with_rest(block, _cheapest(block, candidates)), False


def _gain(group: Group, people: int) -> float:
    """Return what joining saves against leaving each alone, a little less for every other difference."""
    other = sum(difference(one, two) for one, two in combinations(group, 2))
    return len(group) - cost(group, people) - _TIE * other


def _candidates(block: Sequence[Reading], people: int, fits: Fits) -> dict[Group, float] | None:
    """Return every group of two or more that saves something, grown person by person; None if too many."""
    grown: list[Group] = [()]
    for layer in sorted({reading.layer for reading in block}):
        mine = [reading for reading in block if reading.layer == layer]
        more = [(*group, one) for group in grown for one in mine if all(fits(one, other) for other in group)]
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


def _star(block: Sequence[Reading], people: int, fits: Fits) -> list[Group]:
    """Build groups around the reading that is nearest to the others, one after the other."""
    left = list(block)
    groups: list[Group] = []
    while left:
        best = max((_around(reading, left, people, fits) for reading in left), key=lambda g: _gain(g, people))
        groups.append(best)
        left = [reading for reading in left if reading not in best]
    return groups


def _around(centre: Reading, left: Sequence[Reading], people: int, fits: Fits) -> Group:
    group: Group = (centre,)
    for other in sorted(left, key=lambda reading: (distance(centre, reading), reading.place)):
        wider = (*group, other)
        if all(fits(other, member) for member in group) and _gain(wider, people) > _gain(group, people):
            group = wider
    return tuple(sorted(group, key=lambda reading: reading.place))


def _with_rest(block: Sequence[Reading], groups: list[Group]) -> list[Group]:
    taken = {reading.id for group in groups for reading in group}
    ordered = [tuple(sorted(group, key=lambda reading: reading.place)) for group in groups]
    return ordered + [(reading,) for reading in block if reading.id not in taken]
