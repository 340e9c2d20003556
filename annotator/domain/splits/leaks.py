"""What crosses from one part to another; looked for in the articles themselves, not in how they were divided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.domain.near import Near
from annotator.domain.schemes.dates import is_later
from annotator.domain.splits.items import Item, shared_keys


class Crossing(NamedTuple):
    """Something that stands in several parts: why it must not, which it is, and the articles that hold it."""

    kind: str
    key: str
    articles: tuple[str, ...]


class Later(NamedTuple):
    """A source that is later than the article that cites it."""

    article: str
    published: str
    source: str
    source_published: str


def crossings(items: Sequence[Item], part_of: Mapping[str, str], near: Iterable[Near]) -> list[Crossing]:
    """Return every story, claim, source and near duplicate that stands in more than one part."""
    found = [
        Crossing(kind, key, tuple(items[number].id for number in numbers))
        for (kind, key), numbers in shared_keys(items).items()
        if len({part_of[items[number].id] for number in numbers}) > 1
    ]
    found += [
        Crossing("near_duplicate", f"{pair.one} {pair.other}", (pair.one, pair.other))
        for pair in near
        if pair.duplicate and part_of[pair.one] != part_of[pair.other]
    ]
    return sorted(found)


def later_evidence(items: Iterable[Item]) -> list[Later]:
    """Return the evidence that did not exist when the article appeared: a model would learn from hindsight."""
    return [
        Later(item.id, item.published, source, when)
        for item in items
        if item.published is not None
        for source, when in sorted(item.evidence.items())
        if is_later(when, item.published)
    ]
