"""Finished layers of articles, as the measures that pool over articles take them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.cases.readings import Reading


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its length in characters, and who finished it with which annotations.

    A layer is there for everyone who finished, also with nothing; who did not finish has none.
    """

    id: str
    length: int
    layers: Mapping[str, Sequence[Reading]]


def of_people(articles: Iterable[Article], people: Collection[str]) -> list[Article]:
    """Return the articles with the layers of these people only."""
    return [
        Article(one.id, one.length, {who: found for who, found in one.layers.items() if who in people})
        for one in articles
    ]


def of_tag(readings: Iterable[Reading], tag: str) -> list[Reading]:
    """Return the annotations with this tag."""
    return [reading for reading in readings if reading.tag == tag]
