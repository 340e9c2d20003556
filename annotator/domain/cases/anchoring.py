"""Whether a proposal shown first pulls: in one case of ten an option drawn by lot stands in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple

from annotator.domain.cases.advice import SHARED

PROPOSED, DRAWN = "proposal", "lot"
ONE_IN = 10
NORMAL_95 = 1.96


class Offer(NamedTuple):
    """What stands chosen when the case is opened: the number of an option, and whether it is the proposal."""

    arm: str
    option: int


class Share(NamedTuple):
    """So many of so many, with the bounds of Wilson's 95 % interval; None of nothing."""

    true: int
    of: int
    low: float | None
    high: float | None


def offer(case: str, options: Sequence[Mapping[str, Any]], chosen: int) -> Offer:
    """Return what is offered on a case: the same each time, and not to be told from the case."""
    drawn = int(hashlib.sha256(f"offer {case}".encode()).hexdigest(), 16)
    places = [number for number, option in enumerate(options) if option["kind"] != SHARED]
    if drawn % ONE_IN:
        return Offer(PROPOSED, chosen)
    return Offer(DRAWN, places[drawn // ONE_IN % len(places)])


def acceptance(taken: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    """Return, for each arm, how often what was offered was taken."""
    found = list(taken)
    return {arm: wilson([was for one, was in found if one == arm]) for arm in (PROPOSED, DRAWN)}


def wilson(outcomes: Sequence[bool]) -> Share:
    """Return how many are true, with the interval of Wilson (1927), which stays inside 0 and 1."""
    count, of = sum(outcomes), len(outcomes)
    if not of:
        return Share(0, 0, None, None)
    rate, z = count / of, NORMAL_95
    middle = (rate + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(rate * (1 - rate) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Share(count, of, max(0.0, middle - half), min(1.0, middle + half))
