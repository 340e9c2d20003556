"""An article as splits see it: what it shares with others, and what is spread evenly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Key = tuple[str, str]
"""Why articles belong together: a kind (story, claim, source, outlet), and which."""

KINDS = ("story", "claim", "source", "near_duplicate", "outlet")
"""Every reason there is, in the order in which reasons are given."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article: its story, the fact-checks it mentions, the addresses it is or cites, its tags by count.

    `evidence` are the dates of what it cites, by source id.
    """

    id: str
    story: str | None = None
    outlet: str | None = None
    published: str | None = None
    claims: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    tags: Mapping[str, int] = field(default_factory=dict, hash=False)
    evidence: Mapping[str, str] = field(default_factory=dict, hash=False)

    def keys(self, *, by_outlet: bool = False) -> Iterator[Key]:
        """Yield all that must not stand in two parts."""
        if self.story is not None:
            yield "story", self.story
        yield from (("claim", one) for one in sorted(self.claims))
        yield from (("source", one) for one in sorted(self.sources))
        if by_outlet and self.outlet is not None:
            yield "outlet", self.outlet

    def strata(self) -> dict[Key, int]:
        """Return what is to be spread evenly, and how much of it the article holds."""
        found = {("article", ""): 1, ("outlet", self.outlet or ""): 1}
        return found | {("tag", tag): count for tag, count in self.tags.items() if count}


def shared_keys(items: Sequence[Item], *, by_outlet: bool = False) -> dict[Key, list[int]]:
    """Return the numbers of the items that hold each key which more than one holds."""
    holders: dict[Key, list[int]] = {}
    for number, item in enumerate(items):
        for key in item.keys(by_outlet=by_outlet):
            holders.setdefault(key, []).append(number)
    return {key: numbers for key, numbers in holders.items() if len(numbers) > 1}


def total(items: Iterable[Item]) -> dict[Key, int]:
    """Return the strata of several items together."""
    found: dict[Key, int] = {}
    for item in items:
        for key, count in item.strata().items():
            found[key] = found.get(key, 0) + count
    return found
