"""Which readings of a component are near enough to be readings of the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.domain.cases.components import Unions
from annotator.domain.cases.readings import Reading, admissible, distance


class Near:
    """The admissible pairs of a component, found once."""

    def __init__(self, items: Sequence[Reading], boundaries: Sequence[int] = ()) -> None:
        """Compare what can be near; `items` stand in order of place."""
        self._items = items
        self._neighbours: dict[str, dict[str, Reading]] = {reading.id: {} for reading in items}
        for one, other in _pairs(items, boundaries):
            self._neighbours[one.id][other.id] = other
            self._neighbours[other.id][one.id] = one

    def fits(self, one: Reading, other: Reading) -> bool:
        """Say whether both can be in one group."""
        return other.id in self._neighbours[one.id]

    def to(self, reading: Reading) -> list[Reading]:
        """Return what can be in one group with it."""
        return list(self._neighbours[reading.id].values())

    def closeness(self, reading: Reading) -> float:
        """Return how much it has in common with all that is near it."""
        return sum(2 - distance(reading, other) for other in self.to(reading))

    def blocks(self) -> list[list[Reading]]:
        """Divide the component where nothing is near, so that each part is a small problem."""
        numbers = {reading.id: number for number, reading in enumerate(self._items)}
        unions = Unions(len(self._items))
        for one, others in self._neighbours.items():
            for other in others:
                unions.join(numbers[one], numbers[other])
        return [[self._items[number] for number in found] for found in unions.sets()]


def _pairs(items: Sequence[Reading], boundaries: Sequence[int]) -> Iterator[tuple[Reading, Reading]]:
    """Yield admissible pairs; what starts after the end of a reading is near only to points."""
    for number, one in enumerate(items):
        for place in range(number + 1, len(items)):
            other = items[place]
            if other.start > one.end and not (one.kind == "point" and boundaries):
                break
            if admissible(one, other, boundaries):
                yield one, other
