"""Whether a decision still stands when somebody hands in later."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.domain.cases.proposals import proposal
from annotator.domain.cases.readings import Reading


def still_stands(
    before: Sequence[Reading], people_before: int, now: Sequence[Reading], people: int, taken: Collection[str] = ()
) -> bool:
    """Say whether later readings leave the proposal as it was, or propose what was taken.

    What is proposed moves when the vote on presence crosses one half, or another reading stands for the rest.
    `taken` are the ids of the readings that the decision took.
    """
    made = _proposed(now, people)
    return made == _proposed(before, people_before) or made in [_place(one) for one in now if one.id in taken]


def _proposed(readings: Sequence[Reading], people: int) -> object:
    chosen = proposal(readings, people).id
    return next((_place(reading) for reading in readings if reading.id == chosen), None)


def _place(reading: Reading) -> object:
    return reading.tag, reading.kind, reading.segments
