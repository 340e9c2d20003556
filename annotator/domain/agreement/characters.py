"""Character α: each character is a unit, marked with a tag or not; articles add up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.marks import Marks, read_marks
from annotator.domain.agreement.ratings import Floats, Ints
from annotator.domain.agreement.reasons import (
    NO_COMMON_ARTICLE,
    NO_PAIRABLE_VALUES,
    NO_VARIATION,
    Figure,
    above_chance,
)
from annotator.domain.agreement.sweep import Stretches, cover, pairs


class CharAlpha(NamedTuple):
    """α or None with the reason, and what stands beside it; `n_pairable` counts characters times people."""

    alpha: float | None
    reason: str | None
    observed_agreement: float | None
    prevalence: float | None
    n_pairable: int
    articles_used: int


@dataclass(frozen=True)
class Characters:
    """What is marked by whom in each article, and by which two together.

    `who` numbers the people of each article's slots, -1 for none, shape (articles, slots); `marked` is
    (articles, tags, slots) and `both` (articles, tags, pairs of slots), in characters.
    """

    people: tuple[str, ...]
    tags: tuple[str, ...]
    length: Floats
    who: Ints
    marked: Floats
    both: Floats

    def sums(self, tag: str, people: Collection[str] | None = None) -> Floats:
        """Return for each article what α needs, shape (articles, 4): it can be added up and drawn from.

        The columns are values, values that say marked, coincidences of marked with marked, and units.
        """
        place = self.tags.index(tag)
        chosen = [number for number, name in enumerate(self.people) if people is None or name in people]
        present = np.isin(self.who, chosen) & (self.who >= 0)
        count = present.sum(axis=1)
        used = count > 1
        together = np.zeros(len(count))
        for column, (one, other) in enumerate(pairs(self.who.shape[1])):
            together += self.both[:, place, column] * (present[:, one] & present[:, other])
        ones = (self.marked[:, place] * present).sum(axis=1)
        coincidences = 2 * together / np.maximum(1, count - 1)
        table = np.stack((self.length * count, ones, coincidences, self.length), axis=1)
        return np.asarray(table * used[:, None])


def characters(articles: Sequence[Article], tags: Sequence[str]) -> Characters:
    """Count the characters of all articles and these tags in one sweep."""
    return count_characters(read_marks(articles, tags))


def count_characters(marks: Marks) -> Characters:
    """Count the characters of annotations that stand in arrays."""
    slots, groups = marks.slots, len(marks.length) * len(marks.tags)
    covered = cover(_stretches(marks), groups, max(1, slots))
    shape = len(marks.length), len(marks.tags)
    return Characters(
        marks.people,
        marks.tags,
        marks.length,
        marks.who,
        covered.marked.reshape(*shape, max(1, slots))[:, :, :slots],
        covered.both.reshape(*shape, len(pairs(slots))),
    )


def char_alpha(counted: Characters, tag: str, people: Collection[str] | None = None) -> CharAlpha:
    """Return the character α of a tag over all articles that at least two (of these people) finished."""
    return alpha_of_sums(counted.sums(tag, people), _nobody(counted, people))


def alpha_of_sums(table: Floats, reason: str) -> CharAlpha:
    """Return α from the four columns of each article; `reason` says why where nobody shares one."""
    used = int((table[:, 0] > 0).sum())
    values, ones, together, units = table[:, :4].sum(axis=0).tolist()
    if not values:
        return CharAlpha(None, reason, None, None, 0, 0)
    return CharAlpha(
        *_figure(values, ones, ones - together),
        1 - 2 * _disagreeing(table) / units,
        ones / values,
        round(values),
        used,
    )


def ac1_of_sums(table: Floats) -> Figure:
    """Return Gwet's AC1 from the four columns of each article: chance by the mean share of people who marked."""
    used = table[table[:, 0] > 0]
    if not len(used):
        return Figure(None, NO_PAIRABLE_VALUES)
    units = float(used[:, 3].sum())
    marked = float((used[:, 1] * used[:, 3] / used[:, 0]).sum()) / units
    return above_chance(1 - 2 * _disagreeing(table) / units, 2 * marked * (1 - marked))


def alphas(sums: Floats) -> Floats:
    """Return α of each row of summed columns, NaN where it is undefined."""
    values, ones, together = sums[..., 0], sums[..., 1], sums[..., 2]
    by_chance = ones * (values - ones)
    apart = (values - 1) * (ones - together)
    return 1 - np.divide(apart, by_chance, out=np.full_like(apart, np.nan), where=by_chance > 0)


def _stretches(marks: Marks) -> Stretches:
    """Return every segment with characters."""
    whole = marks.end > marks.start
    whole[list(marks.several)] = False
    pieces = [(number, segment) for number, found in marks.several.items() for segment in found]
    entry = np.concatenate((np.flatnonzero(whole), np.array([number for number, _ in pieces], np.int64)))
    start = np.concatenate((marks.start[whole], np.array([piece.start for _, piece in pieces], np.int64)))
    end = np.concatenate((marks.end[whole], np.array([piece.end for _, piece in pieces], np.int64)))
    return Stretches(marks.group[entry], marks.slot[entry], start, end)


def _figure(values: float, ones: float, apart: float) -> Figure:
    if not 0 < ones < values:
        return Figure(None, NO_VARIATION)
    return Figure(1 - (values - 1) * apart / (ones * (values - ones)))


def _disagreeing(table: Floats) -> float:
    """Return the summed share of pairs that disagree: an article weighs by its units, not by its people."""
    used = table[table[:, 0] > 0]
    return float(((used[:, 1] - used[:, 2]) * used[:, 3] / used[:, 0]).sum())


def _nobody(counted: Characters, people: Collection[str] | None) -> str:
    present = {counted.people[number] for number in np.unique(counted.who[counted.who >= 0])}
    several = len(present if people is None else present & set(people)) > 1
    return NO_COMMON_ARTICLE if several and not _met(counted, people) else NO_PAIRABLE_VALUES


def _met(counted: Characters, people: Collection[str] | None) -> bool:
    chosen = [number for number, name in enumerate(counted.people) if people is None or name in people]
    return bool((np.isin(counted.who, chosen).sum(axis=1) > 1).any())
