"""Divide groups among parts: as even in outlets and tags as groups allow, by time, or with outlets held out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.domain.near import Near
from annotator.domain.splits.groups import Group, groups
from annotator.domain.splits.items import Item, Key, total

MODES = ("story", "outlet", "time")


@dataclass(frozen=True)
class Plan:
    """How to divide: the shares of the parts in thousandths, the seed, and the mode.

    `story` spreads groups evenly; `outlet` also keeps each outlet in one part; `time` gives the earliest to the
    first part. Groups with an article of a `held_out` outlet go to the last part.
    """

    shares: Mapping[str, int]
    seed: int = 0
    mode: str = "story"
    held_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Split:
    """The part of each group by its id, with what moved since the split before: article, from, to."""

    groups: tuple[Group, ...]
    parts: Mapping[str, str]
    moved: tuple[tuple[str, str, str], ...] = ()
    of_article: Mapping[str, str] = field(default_factory=dict)


def divide(items: Sequence[Item], near: Iterable[Near], plan: Plan, before: Mapping[str, str]) -> Split:
    """Return the part of every article; those that had one `before` keep it unless two are now one group."""
    found = groups(items, near, seed=plan.seed, by_outlet=plan.mode == "outlet")
    desk = _Dividing(plan, items)
    left = []
    for group in found:
        part = _kept(group, plan, before)
        if part is None:
            left.append(group)
        else:
            desk.give(group, part)
    if plan.mode == "time":
        desk.by_time(left)
    else:
        desk.evenly(left)
    part_of = {item.id: desk.parts[group.id] for group in found for item in group.items}
    moved = tuple(
        (one, before[one], part_of[one])
        for one in sorted(part_of)
        if before.get(one, part_of[one]) != part_of[one]
    )
    return Split(tuple(found), desk.parts, moved, part_of)


def _kept(group: Group, plan: Plan, before: Mapping[str, str]) -> str | None:
    """Return where a group must go: to the last part if held out, else where most of its articles were."""
    if plan.held_out & {item.outlet for item in group.items}:
        return list(plan.shares)[-1]
    had = [before[item.id] for item in group.items if before.get(item.id) in plan.shares]
    return max(plan.shares, key=had.count) if had else None


class _Dividing:
    """The parts while they fill."""

    def __init__(self, plan: Plan, items: Iterable[Item]) -> None:
        self.parts: dict[str, str] = {}
        self._shares = plan.shares
        self._all = total(items)
        self._held: dict[str, dict[Key, int]] = {part: {} for part in plan.shares}
        kinds = [kind for kind, _ in self._all]
        self._weights = {key: 1 / kinds.count(key[0]) for key in self._all}

    def give(self, group: Group, part: str) -> None:
        """Put the group into the part."""
        self.parts[group.id] = part
        for key, count in group.strata.items():
            self._held[part][key] = self._held[part].get(key, 0) + count

    def evenly(self, left: Sequence[Group]) -> None:
        """Give the largest first, each to where it helps most; no part stays empty while groups are left."""
        order = sorted(left, key=lambda group: (-len(group.items), group.id))
        for number, group in enumerate(order):
            empty = [part for part in self._shares if not self._held[part]]
            among = empty if len(order) - number <= len(empty) else list(self._shares)
            self.give(group, min(among, key=lambda part: self._cost(group, part)))

    def by_time(self, left: Sequence[Group]) -> None:
        """Give the earliest to the first part, until it has its share, and so on; the undated come first."""
        order = sorted(left, key=lambda group: (group.latest, group.id))
        names = list(self._shares)
        for number, group in enumerate(order):
            while len(names) > 1 and self._is_full(names[0], len(order) - number, len(names)):
                names.pop(0)
            self.give(group, names[0])

    def _is_full(self, part: str, groups_left: int, parts_left: int) -> bool:
        has, wanted = self._held[part].get(("article", ""), 0), self._shares[part] * self._all[("article", "")]
        return has > 0 and (1000 * has >= wanted or groups_left < parts_left)

    def _cost(self, group: Group, part: str) -> float:
        """Return how much further the parts are from their shares with the group in this one."""
        held, share = self._held[part], self._shares[part] / 1000
        return sum(
            self._weights[key]
            * count
            * (2 * held.get(key, 0) + count - 2 * share * self._all[key])
            / self._all[key] ** 2
            for key, count in sorted(group.strata.items())
        )
