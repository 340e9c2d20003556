"""Annotations as γ sees them: where each starts and ends, its tag, its owner; and how far two are apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotator.domain.agreement.ratings import Floats, Ints
from annotator.domain.cases.readings import Reading, tag_distance


@dataclass(frozen=True, slots=True)
class Config:
    """The weights of place (`alpha`) and tag (`beta`), and what it costs to stand alone (`empty`)."""

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0


@dataclass(frozen=True)
class Units:
    """The units of `people` annotators, those of one together; `apart` holds the distances of tags."""

    people: int
    owner: Ints
    start: Floats
    end: Floats
    code: Ints
    tags: tuple[str, ...]
    apart: Floats

    def __len__(self) -> int:
        """Return how many units there are."""
        return len(self.owner)

    def moved(self, owner: Ints, start: Floats, end: Floats, code: Ints) -> Units:
        """Return other units of the same people and tags."""
        return replace(self, owner=owner, start=start, end=end, code=code)

    def positional(self, ones: Ints, others: Ints) -> Floats:
        """Return how far the places of pairs of units are apart; points apart are never the same."""
        moved = np.abs(self.start[ones] - self.start[others]) + np.abs(self.end[ones] - self.end[others])
        lengths = self.end[ones] - self.start[ones] + self.end[others] - self.start[others]
        never = np.where(moved > 0, np.inf, 0.0)
        shares: Floats = np.divide(moved, lengths, out=never, where=lengths > 0) ** 2
        return shares

    def categorical(self, ones: Ints, others: Ints) -> Floats:
        """Return how far the tags of pairs of units are apart."""
        distances: Floats = self.apart[self.code[ones], self.code[others]]
        return distances

    def distance(self, ones: Ints, others: Ints, config: Config) -> Floats:
        """Return the dissimilarity of pairs of units."""
        place = config.alpha * self.positional(ones, others) if config.alpha else 0.0
        return (place + config.beta * self.categorical(ones, others)) * config.empty


def read_layers(layers: Mapping[str, Sequence[Reading]], *, point_length: float = 0) -> Units:
    """Return the units of the layers; annotations of the whole article have no place and are left out.

    A point gets `point_length` characters, so that points near each other can go together.
    """
    found = [(owner, reading) for owner, name in enumerate(layers) for reading in layers[name] if reading.segments]
    tags = tuple(sorted({reading.tag for _, reading in found}))
    codes = {tag: code for code, tag in enumerate(tags)}
    return Units(
        len(layers),
        np.array([owner for owner, _ in found], np.int64),
        _floats(reading.start for _, reading in found),
        _floats(reading.end + (0 if reading.length else point_length) for _, reading in found),
        np.array([codes[reading.tag] for _, reading in found], np.int64),
        tags,
        np.array([[tag_distance(one, other) for other in tags] for one in tags]).reshape(len(tags), len(tags)),
    )


def _floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, np.float64)
