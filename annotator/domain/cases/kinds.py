"""Kinds of cases: in what the readings of one group differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.domain.cases.compare import (
    SPEAKER,
    attributes_that_differ,
    boundary_is_trivial,
    sources_differ,
)
from annotator.domain.cases.readings import Reading, slot
from annotator.domain.cases.verdicts import PROPOSED

KINDS = ("label", "missing", "split", "boundary", "anchor", "source", "relation", "attribute", "verdict", "agree")
"""Every kind, the one that matters most first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A group of readings with what was left over beside it, and who has nothing there."""

    group: tuple[Reading, ...]
    beside: tuple[Reading, ...]
    missing: tuple[str, ...]
    boundaries: Sequence[int] = ()


def kinds_of(place: Place) -> tuple[str, ...]:
    """Return every kind that holds, in order; `agree` when none does."""
    found = [kind for kind in KINDS if kind in _RULES and _RULES[kind](place)]
    return tuple(found) or ("agree",)


def is_trivial(place: Place, text: str) -> bool:
    """Say whether the boundaries differ, and only by white space, marks or determiners."""
    moved = [(one, other) for one, other in combinations(place.group, 2) if _moved(one, other)]
    return bool(moved) and all(boundary_is_trivial(one, other, text) for one, other in moved)


def _label(place: Place) -> bool:
    return len({reading.tag for reading in place.group}) > 1


def _missing(place: Place) -> bool:
    return bool(place.missing)


def _split(place: Place) -> bool:
    return bool(place.beside)


def _boundary(place: Place) -> bool:
    return _any_pair(place, _moved)


def _anchor(place: Place) -> bool:
    slots = {slot(reading.start, place.boundaries) for reading in place.group if reading.kind == "point"}
    return len({reading.kind for reading in place.group}) > 1 or len(slots) > 1


def _source(place: Place) -> bool:
    return _any_pair(place, lambda one, other: one.tag == other.tag and sources_differ(one, other))


def _attribute(place: Place) -> bool:
    return _any_pair(place, _differ_in_attributes)


def _any_pair(place: Place, holds: Callable[[Reading, Reading], bool]) -> bool:
    return any(holds(one, other) for one, other in combinations(place.group, 2))


def _moved(one: Reading, other: Reading) -> bool:
    return one.tag == other.tag and one.kind == other.kind and one.segments != other.segments


def _differ_in_attributes(one: Reading, other: Reading) -> bool:
    """Tell whether attributes differ, but for the speaker and for proposals on the verdict."""
    named = [name for name in attributes_that_differ(one, other) if not name.startswith(PROPOSED)]
    return one.tag == other.tag and any(name != SPEAKER for name in named)


_RULES: dict[str, Callable[[Place], bool]] = {
    "label": _label,
    "missing": _missing,
    "split": _split,
    "boundary": _boundary,
    "anchor": _anchor,
    "source": _source,
    "attribute": _attribute,
}
