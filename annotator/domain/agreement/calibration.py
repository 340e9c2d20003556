"""One person against gold: what they said where gold says what, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from statistics import median
from typing import NamedTuple

from annotator.domain.agreement.aligned import NONE
from annotator.domain.agreement.figures import WIDTH_95
from annotator.domain.cases.compare import attributes_that_differ
from annotator.domain.cases.readings import Reading

FEWEST = 20
"""Under so many places there are counts, and no rates."""


@dataclass(frozen=True)
class Place:
    """One place where a person and gold can be held against each other; None is nothing there.

    `case` is the case that was decided there, with the reviewer's `reason` and `rationale`; None where gold came
    along with the article. `week` is that in which the person handed in.
    """

    article: str
    week: str
    mine: Reading | None
    gold: Reading | None
    case: str | None = None
    reason: str | None = None
    rationale: str | None = None

    @property
    def tags(self) -> tuple[str, str]:
        """Return what the person and what gold says."""
        return self.mine.tag if self.mine else NONE, self.gold.tag if self.gold else NONE

    @property
    def differs(self) -> tuple[str, ...]:
        """Return in what they differ: `missed`, `extra`, `tag`, `boundary`, `attribute`."""
        if self.mine is None or self.gold is None:
            return ("missed",) if self.mine is None else ("extra",)
        found = (
            ("tag", self.mine.tag != self.gold.tag),
            ("boundary", self.mine.segments != self.gold.segments),
            ("attribute", self.mine.tag == self.gold.tag and bool(attributes_that_differ(self.mine, self.gold))),
        )
        return tuple(name for name, there in found if there)


class Rate(NamedTuple):
    """So many of so many, with Wilson's interval of 95 %; all None where there are none."""

    part: int
    of: int
    value: float | None
    low: float | None
    high: float | None


class TagRates(NamedTuple):
    """How much of what the person marked with a tag is right, and how much of what is right they marked."""

    precision: Rate
    recall: Rate


def confusion(places: Iterable[Place]) -> Counter[tuple[str, str]]:
    """Count what the person says (first) where gold says what (second)."""
    return Counter(place.tags for place in places)


def rates(places: Sequence[Place], tags: Iterable[str]) -> dict[str, TagRates]:
    """Return precision and recall of each tag."""
    counts = confusion(places)
    found = {}
    for tag in tags:
        right = counts[tag, tag]
        marked = sum(count for (mine, _), count in counts.items() if mine == tag)
        true = sum(count for (_, gold), count in counts.items() if gold == tag)
        found[tag] = TagRates(wilson(right, marked), wilson(right, true))
    return found


def bias(places: Iterable[Place]) -> tuple[float, float, int] | None:
    """Return by how many characters the person begins and ends after gold, as medians, and over how many spans."""
    pairs = [
        (place.mine, place.gold)
        for place in places
        if place.mine and place.gold and place.mine.tag == place.gold.tag
        if place.mine.kind == place.gold.kind == "span"
    ]
    if not pairs:
        return None
    starts = [mine.start - gold.start for mine, gold in pairs]
    return median(starts), median(mine.end - gold.end for mine, gold in pairs), len(pairs)


def trend(places: Iterable[Place]) -> dict[str, Rate]:
    """Return by week how often the person says the tag that gold says."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for place in places:
        if place.week:
            total[place.week] += 1
            right[place.week] += place.tags[0] == place.tags[1]
    return {week: wilson(right[week], total[week]) for week in sorted(total)}


def wilson(part: int, of: int) -> Rate:
    """Return a share with its interval (Wilson 1927), which stays between 0 and 1 also for few."""
    if not of:
        return Rate(part, of, None, None, None)
    share, square = part / of, WIDTH_95**2
    centre = (share + square / (2 * of)) / (1 + square / of)
    reach = WIDTH_95 * sqrt(share * (1 - share) / of + square / (4 * of**2)) / (1 + square / of)
    return Rate(part, of, share, max(0.0, centre - reach), min(1.0, centre + reach))


def week_of(moment: str) -> str:
    """Return the ISO week of a moment, as `2026-W07`."""
    return "{}-W{:02}".format(*datetime.fromisoformat(moment).isocalendar()[:2])
