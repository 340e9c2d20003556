"""The groups that a best alignment can be made of: at most one unit of each person, grown person by person."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.domain.agreement.gamma_units import Config, Units
from annotator.domain.agreement.ratings import Floats, Ints

MOST_GROUPS = 2_000_000
"""Above so many groups in the making γ is not computed."""


class TooManyGroups(Exception):
    """So many units stand in one place that the groups cannot be listed."""


class Tuples(NamedTuple):
    """Groups, shape (groups, people), -1 for nobody; and what each saves against its members alone."""

    members: Ints
    savings: Floats


class _Grown(NamedTuple):
    """Groups in the making, one a column, with the summed distances of each member to the others."""

    members: Ints
    sums: Floats


def candidates(units: Units, config: Config) -> Tuples:
    """Return every group of two or more that could stand in the cheapest partition.

    A group is never needed if two parts of it cost no more. That bounds the distances of each member, also
    while a group grows. Raises TooManyGroups where so much stands in one place that this does not help.
    """
    begun = [_begun_by(person, units, config) for person in range(units.people - 1)]
    nothing = np.zeros((units.people, 0))
    members = np.concatenate([grown.members for grown in begun] or [nothing.astype(np.int64)], axis=1)
    sums = np.concatenate([grown.sums for grown in begun] or [nothing], axis=1)
    size = (members >= 0).sum(axis=0)
    pairs = pair_count(units.people)
    costs = sums.sum(axis=0) / 2 + (pairs - size * (size - 1) / 2) * config.empty
    savings = size * config.empty - costs / pairs
    # Here no member may be better off alone, there no two or more.
    found = (savings > 0) & (size > 1) & (sums.max(axis=0) < (pairs + size - 1) * config.empty)
    large = np.flatnonzero(found & (size > 3))
    found[large] = _indivisible(members[:, large], units, config)
    return Tuples(np.compress(found, members, axis=1).T, savings[found])


def pair_count(people: int) -> int:
    """Return how many pairs there are among so many people."""
    return people * (people - 1) // 2


def _indivisible(members: Ints, units: Units, config: Config) -> npt.NDArray[np.bool_]:
    """Say which groups are cheaper than any two parts of them of two or more each."""
    there = members >= 0
    apart = {(one, other): _apart(members[one], members[other], units, config) for one, other in _columns(units)}
    needed = np.ones(members.shape[1], bool)
    for part in range(1, 2 ** (units.people - 1)):
        inside = np.array([bool(part >> person & 1) for person in range(units.people)])
        if 1 < inside.sum() < units.people - 1:
            mine, theirs = there[inside].sum(axis=0), there[~inside].sum(axis=0)
            between = sum(found for pair, found in apart.items() if inside[pair[0]] != inside[pair[1]])
            bound = (pair_count(units.people) + mine * theirs) * config.empty
            needed &= (mine < 2) | (theirs < 2) | (between < bound)
    return needed


def _apart(ones: Ints, others: Ints, units: Units, config: Config) -> Floats:
    """Return the distance of two people's members in each group, 0 where one is absent."""
    result = np.zeros(len(ones))
    both = np.flatnonzero((ones >= 0) & (others >= 0))
    result[both] = units.distance(ones[both], others[both], config)
    return result


def _columns(units: Units) -> list[tuple[int, int]]:
    return list(combinations(range(units.people), 2))


def _begun_by(person: int, units: Units, config: Config) -> _Grown:
    """Return the groups whose first member belongs to this person."""
    mine = np.flatnonzero(units.owner == person)
    members = np.full((units.people, len(mine)), -1, np.int64)
    members[person] = mine
    grown = _Grown(members, np.zeros(members.shape))
    for other in range(person + 1, units.people):
        more = _extended(grown, person, other, units, config)
        grown = _Grown(*(np.concatenate(both, axis=1) for both in zip(grown, more, strict=True)))
        if grown.members.shape[1] > MOST_GROUPS:
            raise TooManyGroups(f"There are more than {MOST_GROUPS:,} groups that could be formed.")
    return grown


def _extended(grown: _Grown, first: int, person: int, units: Units, config: Config) -> _Grown:
    """Return the groups with a unit of this person added."""
    group, added, apart = _near(grown.members[first], first, person, units, config)
    members, sums = np.take(grown.members, group, axis=1), np.take(grown.sums, group, axis=1)
    members[person] = added
    sums[first] += apart
    sums[person] = apart
    for between in range(first + 1, person):
        there = np.flatnonzero(members[between] >= 0)
        apart = units.distance(members[between, there], added[there], config)
        sums[between, there] += apart
        sums[person, there] += apart
    kept = (sums[first : person + 1] < _limit(units, config)).all(axis=0)
    return _Grown(np.compress(kept, members, axis=1), np.compress(kept, sums, axis=1))


def _near(firsts: Ints, first: int, person: int, units: Units, config: Config) -> tuple[Ints, Ints, Floats]:
    """Return places in `firsts`, units of the person near enough to be in one group, and how far they are."""
    mine = np.flatnonzero(units.owner == first)
    pointers, theirs, apart = _neighbours(mine, np.flatnonzero(units.owner == person), units, config)
    place = np.searchsorted(mine, firsts)
    counts = pointers[place + 1] - pointers[place]
    group = np.repeat(np.arange(len(firsts)), counts)
    near = np.arange(counts.sum()) + np.repeat(pointers[place] - np.cumsum(counts) + counts, counts)
    return group, theirs[near], apart[near]


def _neighbours(mine: Ints, theirs: Ints, units: Units, config: Config) -> tuple[Ints, Ints, Floats]:
    """Return, for each of mine, the range of those of theirs that are near; these in one line, and how far."""
    centre = units.start + units.end
    theirs = theirs[np.argsort(centre[theirs], kind="stable")]
    reach = _reach(mine, theirs, units, config)
    low = np.searchsorted(centre[theirs], centre[mine] - reach, side="left")
    counts = np.searchsorted(centre[theirs], centre[mine] + reach, side="right") - low
    row = np.repeat(np.arange(len(mine)), counts)
    found = theirs[np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - low, counts)]
    apart = units.distance(mine[row], found, config)
    near = apart < _limit(units, config)
    return np.searchsorted(row[near], np.arange(len(mine) + 1)), found[near], apart[near]


def _reach(mine: Ints, theirs: Ints, units: Units, config: Config) -> Floats:
    """Return how far the centres (doubled) of near units can lie apart."""
    if not config.alpha:
        return np.full(len(mine), np.inf)
    lengths = units.end - units.start
    longest = lengths[theirs].max(initial=0)
    bound: Floats = np.sqrt(_limit(units, config) / (config.alpha * config.empty)) * (lengths[mine] + longest)
    return bound


def _limit(units: Units, config: Config) -> float:
    return (pair_count(units.people) + units.people - 1) * config.empty
