"""Groups of articles that belong together, each with the reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.cases.components import Unions
from annotator.domain.near import Near
from annotator.domain.splits.items import KINDS, Item, Key, shared_keys, total


@dataclass(frozen=True)
class Group:
    """Articles that stay in one part; `reasons` are what joins them: the key, and who holds it."""

    id: str
    items: tuple[Item, ...]
    reasons: tuple[tuple[Key, tuple[str, ...]], ...]

    @property
    def strata(self) -> dict[Key, int]:
        """What the group holds of all that is to be spread evenly."""
        return total(self.items)

    @property
    def latest(self) -> str:
        """The latest date in the group; empty where none has a date."""
        return max((item.published or "" for item in self.items), default="")


def groups(items: Sequence[Item], near: Iterable[Near], *, seed: int, by_outlet: bool = False) -> list[Group]:
    """Return the groups, in order of their ids: the hash of the seed and their first article."""
    order = sorted(items, key=lambda item: item.id)
    place = {item.id: number for number, item in enumerate(order)}
    joins = shared_keys(order, by_outlet=by_outlet)
    for pair in near:
        if pair.duplicate:
            joins[("near_duplicate", f"{pair.one} {pair.other}")] = [place[pair.one], place[pair.other]]
    unions = Unions(len(order))
    for numbers in joins.values():
        for number in numbers[1:]:
            unions.join(numbers[0], number)
    sets = unions.sets()
    home = {number: at for at, numbers in enumerate(sets) for number in numbers}
    reasons: list[list[tuple[Key, tuple[str, ...]]]] = [[] for _ in sets]
    for key, numbers in sorted(joins.items(), key=lambda join: (KINDS.index(join[0][0]), join[0][1])):
        reasons[home[numbers[0]]].append((key, tuple(order[number].id for number in numbers)))
    made = [_group(seed, [order[n] for n in numbers], why) for numbers, why in zip(sets, reasons, strict=True)]
    return sorted(made, key=lambda group: group.id)


def _group(seed: int, items: list[Item], reasons: list[tuple[Key, tuple[str, ...]]]) -> Group:
    name = hashlib.sha256(f"{seed} {items[0].id}".encode()).hexdigest()[:16]
    return Group(name, tuple(items), tuple(reasons))
