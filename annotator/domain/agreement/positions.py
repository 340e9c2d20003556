"""Every position of an article that a figure uses: who marked it, who finished and did not, what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.domain.cases.leftovers import union
from annotator.domain.cases.readings import Reading
from annotator.domain.segments import Segment


@dataclass(frozen=True)
class Stretch:
    """A run of characters that is the same for everyone; `used` is false for boilerplate."""

    start: int
    end: int
    marked: tuple[str, ...]
    used: bool

    @property
    def length(self) -> int:
        """Return the number of characters."""
        return self.end - self.start

    def agreed(self, people: int) -> bool:
        """Say whether all of so many marked it, or nobody did."""
        return len(self.marked) in {0, people}


def stretches(
    layers: Mapping[str, Iterable[Reading]], tag: str, length: int, outside: Sequence[Segment] = ()
) -> list[Stretch]:
    """Return the runs of a text of that length, in order and without a gap; `outside` is boilerplate."""
    marked = {
        name: union(part for one in layer if one.tag == tag for part in one.segments if part.length)
        for name, layer in layers.items()
    }
    parts = [*outside, *(part for found in marked.values() for part in found)]
    edges = sorted({0, length, *(edge for part in parts for edge in (part.start, part.end))})
    return [_stretch(Segment(start, end), marked, outside) for start, end in pairwise(edges)]


def _stretch(run: Segment, marked: Mapping[str, Sequence[Segment]], outside: Sequence[Segment]) -> Stretch:
    names = tuple(name for name, found in sorted(marked.items()) if any(part.contains(run) for part in found))
    return Stretch(run.start, run.end, names, not any(part.contains(run) for part in outside))
