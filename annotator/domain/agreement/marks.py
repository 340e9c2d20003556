"""All annotations of a corpus as flat arrays: what characters and spans are counted from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.ratings import Floats, Ints
from annotator.domain.cases.leftovers import union
from annotator.domain.segments import Segment

Row = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Marks:
    """Who finished which article, and every annotation there.

    `length` is in characters, one entry an article; `who` numbers the people of each article's slots, -1 for
    none, shape (articles, slots). The other arrays have one entry for each annotation; `start` and `end` are
    those of all its segments, -1 for the whole article. `several` has the segments of those with more than one.
    """

    people: tuple[str, ...]
    tags: tuple[str, ...]
    length: Floats
    who: Ints
    article: Ints
    slot: Ints
    tag: Ints
    start: Ints
    end: Ints
    several: Mapping[int, tuple[Segment, ...]]

    @property
    def slots(self) -> int:
        """Return how many people an article has at most."""
        return int(self.who.shape[1])

    @property
    def group(self) -> Ints:
        """Return the number of the article and tag that each annotation belongs to."""
        return self.article * len(self.tags) + self.tag

    def places(self, number: int) -> tuple[Segment, ...]:
        """Return where an annotation stands, each character once; nothing for the whole article."""
        if number in self.several:
            return union(self.several[number])
        return (Segment(int(self.start[number]), int(self.end[number])),) if self.start[number] >= 0 else ()


def read_marks(articles: Sequence[Article], tags: Sequence[str]) -> Marks:
    """Return the annotations with these tags."""
    several: dict[int, tuple[Segment, ...]] = {}
    rows = list(_rows(articles, tags, several))
    return arrange(articles, tags, rows, several)


def arrange(
    articles: Iterable[Article],
    tags: Sequence[str],
    rows: Sequence[Row],
    several: Mapping[int, tuple[Segment, ...]],
) -> Marks:
    """Return rows of article, slot, tag, start and end as arrays; of the articles only length and people count."""
    given = list(articles)
    people = tuple(sorted({name for article in given for name in article.layers}))
    numbers = {name: number for number, name in enumerate(people)}
    who = np.full((len(given), max((len(article.layers) for article in given), default=0)), -1, np.int64)
    for row, article in enumerate(given):
        who[row, : len(article.layers)] = [numbers[name] for name in article.layers]
    length = np.array([article.length for article in given], np.float64)
    table = np.array(rows, np.int64).reshape(-1, 5)
    at, slot, tag, start, end = table.T
    return Marks(people, tuple(tags), length, who, at, slot, tag, start, end, several)


def _rows(
    articles: Sequence[Article], tags: Sequence[str], several: dict[int, tuple[Segment, ...]]
) -> Iterator[Row]:
    numbers = {tag: number for number, tag in enumerate(tags)}
    entry = 0
    for row, article in enumerate(articles):
        for slot, layer in enumerate(article.layers.values()):
            for reading in layer:
                if reading.tag in numbers:
                    if len(reading.segments) > 1:
                        several[entry] = reading.segments
                    entry += 1
                    yield row, slot, numbers[reading.tag], reading.start, reading.end
