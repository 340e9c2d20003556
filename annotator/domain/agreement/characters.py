"""Character α: each character is a unit, marked with a tag or not; articles add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.ratings import Floats, Ints
from annotator.domain.agreement.reasons import (
    NO_COMMON_ARTICLE,
    NO_PAIRABLE_VALUES,
    NO_VARIATION,
    Figure,
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
    people = tuple(sorted({name for article in articles for name in article.layers}))
    slots = max((len(article.layers) for article in articles), default=0)
    who = np.full((len(articles), slots), -1, np.int64)
    numbers = {name: number for number, name in enumerate(people)}
    for row, article in enumerate(articles):
        who[row, : len(article.layers)] = [numbers[name] for name in article.layers]
    found = np.array(list(_stretches(articles, tags)), np.int64).reshape(-1, 4)
    covered = cover(Stretches(*found.T), len(articles) * len(tags), max(1, slots))
    shape = len(articles), len(tags), -1
    size = len(pairs(slots))
    return Characters(
        people,
        tuple(tags),
        np.array([article.length for article in articles], np.float64),
        who,
        covered.marked.reshape(*shape[:2], max(1, slots))[:, :, :slots],
        covered.both.reshape(*shape[:2], size),
    )


def char_alpha(counted: Characters, tag: str, people: Collection[str] | None = None) -> CharAlpha:
    """Return the character α of a tag over all articles that at least two (of these people) finished."""
    table = counted.sums(tag, people)
    used = int((table[:, 0] > 0).sum())
    values, ones, together, units = table.sum(axis=0).tolist()
    if not values:
        return CharAlpha(None, _nobody(counted, people), None, None, 0, 0)
    apart = ones - together
    return CharAlpha(
        *_figure(values, ones, apart),
        1 - 2 * _disagreeing(table) / units,
        ones / values,
        round(values),
        used,
    )


def alphas(sums: Floats) -> Floats:
    """Return α of each row of summed columns, NaN where it is undefined."""
    values, ones, together = sums[..., 0], sums[..., 1], sums[..., 2]
    by_chance = ones * (values - ones)
    apart = (values - 1) * (ones - together)
    return 1 - np.divide(apart, by_chance, out=np.full_like(apart, np.nan), where=by_chance > 0)


def _stretches(articles: Iterable[Article], tags: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield group, slot, start and end of every segment with characters."""
    places = {tag: place for place, tag in enumerate(tags)}
    for row, article in enumerate(articles):
        for slot, readings in enumerate(article.layers.values()):
            for reading in readings:
                place = places.get(reading.tag)
                if place is not None:
                    for segment in reading.segments:
                        if segment.end > segment.start:
                            yield row * len(tags) + place, slot, segment.start, segment.end


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
