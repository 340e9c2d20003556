"""Entities that are likely one: by the same name or alias, or by names that are nearly alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from annotator.domain.names import name_key

LIKELY = 88
"""From which likeness of names, in per cent, two are proposed."""

MOST = 50


@dataclass(frozen=True)
class Named:
    """An entity as it is compared: its id, its name, its kind, its other names."""

    id: str
    name: str
    kind: str | None
    aliases: tuple[str, ...] = ()

    @property
    def keys(self) -> dict[str, str]:
        """Return its names as they were written, by the form in which they are compared."""
        return {" ".join(name_key(name).split()): name for name in (self.name, *self.aliases)}


@dataclass(frozen=True)
class Pair:
    """Two that are likely one: the ids, how alike they are in per cent, and the reason."""

    one: str
    other: str
    score: int
    why: str


def pairs(entities: Sequence[Named]) -> list[Pair]:
    """Return the pairs that are likely one, the surest first, at most `MOST`."""
    found = [pair for one, other in combinations(entities, 2) for pair in _compared(one, other)]
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))[:MOST]


def _compared(one: Named, other: Named) -> Iterator[Pair]:
    shared = [name for key, name in one.keys.items() if key in other.keys]
    differ = "" if one.kind == other.kind else f", but one is {_said(one.kind)} and the other {_said(other.kind)}"
    if shared:
        yield Pair(one.id, other.id, 100 if not differ else 95, f"both are called “{shared[0]}”{differ}")
        return
    if differ:
        return
    best, first, second = max(
        (fuzz.token_sort_ratio(first, second), first, second) for first in one.keys for second in other.keys
    )
    if best >= LIKELY:
        words = f"“{one.keys[first]}” and “{other.keys[second]}” are {int(best)} % alike"
        yield Pair(one.id, other.id, int(best), words)


def _said(kind: str | None) -> str:
    return (kind or "of no kind").replace("_", " ")
