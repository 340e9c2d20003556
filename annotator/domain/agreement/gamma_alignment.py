"""The best alignment: the cheapest partition of all units into groups of at most one of each person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.domain.agreement.gamma_search import least_loss, parts
from annotator.domain.agreement.gamma_tuples import Tuples, candidates
from annotator.domain.agreement.gamma_units import Config, Units
from annotator.domain.agreement.ratings import Floats, Ints

_WHOLE = 1e-6

_NARROW, _WIDER = 0.02, 4
"""How much a group may lose to be looked at, first, and by how much more each time."""


@dataclass(frozen=True)
class Alignment:
    """The disorder, None where there is nothing to align, and the groups of two or more."""

    disorder: float | None
    members: Ints

    @property
    def sizes(self) -> Ints:
        """Return how many units each group has."""
        return np.asarray((self.members >= 0).sum(axis=1))


def best_alignment(units: Units, config: Config) -> Alignment:
    """Return a cheapest alignment; others can be as cheap, so only the disorder is a result.

    Raises TooManyGroups where so much stands in one place that the groups cannot be listed.
    """
    if units.people < 2 or not len(units):
        return Alignment(None, np.zeros((0, units.people), np.int64))
    found = candidates(units, config)
    chosen = choose(found, len(units))
    cost = len(units) * config.empty - float(found.savings[chosen].sum())
    return Alignment(max(0.0, cost) * units.people / len(units), found.members[chosen])


def choose(found: Tuples, size: int) -> Ints:
    """Return the groups that share no unit and together save the most."""
    if not len(found.savings):
        return np.zeros(0, np.int64)
    from annotator.domain.agreement.gamma_programme import relaxed, surplus

    shares, prices = relaxed(found, size)
    if (np.abs(shares - np.round(shares)) <= _WHOLE).all():
        return np.asarray(np.flatnonzero(shares > 0.5))
    # What a group loses at these prices is what a partition with it is away from the bound, at least. So a
    # partition no further away than the dearest group looked at is a best one, and few groups are looked at.
    lost = surplus(prices, found)
    bound, limit = float(shares @ found.savings), _NARROW
    while True:
        taken = _settled(found, np.flatnonzero(lost <= limit), (shares, lost, prices))
        gap = bound - float(found.savings[taken].sum())
        if gap <= limit + _WHOLE:
            return taken
        limit = min(gap, limit * _WIDER)


def _settled(found: Tuples, possible: Ints, known: tuple[Floats, Floats, Floats]) -> Ints:
    """Return the best groups among the possible ones: as the shares say, but where they are no whole numbers."""
    from annotator.domain.agreement.gamma_programme import whole

    shares, lost, prices = known
    members, divided = found.members[possible], np.abs(shares[possible] - np.round(shares[possible])) > _WHOLE
    clear, taken = shares[possible] > 0.5, []
    for part, order in parts(members, np.flatnonzero(divided)):
        clear[part] = False
        piece = possible[part]
        least = least_loss(found.members[piece], lost[piece], prices, order)
        if least is None:
            left = Tuples(found.members[piece], found.savings[piece])
            least = np.flatnonzero(whole(left, len(prices)) > 0.5)
        taken.append(piece[least])
    return np.concatenate((possible[clear], *taken))
