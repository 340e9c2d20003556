"""Proposals by vote alone: which reading of a case to take unless a person says otherwise, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.domain.cases.advice import advise
from annotator.domain.cases.crowd import Crowd
from annotator.domain.cases.readings import Reading


class Proposal(NamedTuple):
    """The reading to take, or None for no annotation, and the ground in words."""

    id: str | None
    ground: str


def proposal(readings: Sequence[Reading], assigned: int | None = None) -> Proposal:
    """Return the reading that stands for the others; `assigned` is how many were asked, also in vain.

    Whether there is anything is put to the vote, then the tag; of the readings with that tag the one is taken
    that shares most with the others, always a place that a person drew.
    """
    present = {reading.layer for reading in readings}
    people = max(assigned or 0, len(present))
    absent = [f"absent {number}" for number in range(people - len(present))]
    if not readings:
        return Proposal(None, f"{people} of {people} marked nothing here")
    made = advise(readings, absent, Crowd(), {})
    return Proposal(next(iter(made.proposed.ids), None), made.ground)
