"""Links that one person drew between two groups, and another drew otherwise or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.cases.kinds import Place
from annotator.domain.cases.readings import Link, Reading

SYMMETRIC = frozenset({"duplicates"})
"""Types of relation that say the same in either direction."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The links between two groups, the readings of both, and the layers that could have drawn one."""

    links: tuple[Link, ...]
    ends: tuple[Reading, ...]
    layers: tuple[str, ...]


def differences(
    places: Sequence[Place], twins: Mapping[str, Sequence[Reading]], links: Iterable[Link]
) -> list[Difference]:
    """Return, in order of place, the pairs of groups that are linked in one layer and not so in another.

    Only layers with a reading at both ends count: who has nothing there could draw no link.
    """
    at = _numbers(places, twins)
    between: dict[tuple[int, int], list[Link]] = {}
    for link in links:
        ends = sorted((at.get(link.start, -1), at.get(link.end, -1)))
        if ends[0] >= 0 and ends[0] != ends[1]:
            between.setdefault((ends[0], ends[1]), []).append(link)
    found = (_difference(places, pair, between[pair], at) for pair in sorted(between))
    return [difference for difference in found if difference is not None]


def _numbers(places: Sequence[Place], twins: Mapping[str, Sequence[Reading]]) -> dict[str, int]:
    at: dict[str, int] = {}
    for number, place in enumerate(places):
        for reading in (*place.group, *place.beside):
            for one in (reading, *twins.get(reading.id, ())):
                at[one.id] = number
    return at


def _difference(
    places: Sequence[Place], pair: tuple[int, int], links: Sequence[Link], at: Mapping[str, int]
) -> Difference | None:
    ends = [(*places[number].group, *places[number].beside) for number in pair]
    layers = sorted(set.intersection(*({reading.layer for reading in end} for end in ends)))
    drawn = {layer: frozenset(_shape(link, at) for link in links if link.layer == layer) for layer in layers}
    if len(set(drawn.values())) < 2:
        return None
    ordered = tuple(sorted(links, key=lambda link: (link.type, at[link.start], link.layer, link.id)))
    return Difference(ordered, (*ends[0], *ends[1]), tuple(layers))


def _shape(link: Link, at: Mapping[str, int]) -> tuple[str, int]:
    return link.type, -1 if link.type in SYMMETRIC else at[link.start]
