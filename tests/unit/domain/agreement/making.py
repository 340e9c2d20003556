"""Layers and readings for tests, in one line each."""

from __future__ import annotations

from typing import Any

from annotator.domain.cases.readings import Reading
from annotator.domain.segments import Segment


def span(start: int, end: int, tag: str = "claim", *more: tuple[int, int], name: str = "x") -> Reading:
    """Make a span of one segment or more; a point where it has no width."""
    segments = tuple(Segment(*pair) for pair in ((start, end), *more))
    return Reading(name, "a", tag, "span" if start < end else "point", segments)


def brute_alpha(units: list[list[Any]], distance: Any) -> float | None:
    """Return α by the definition: every pair of values within units against every pair at all."""
    kept = [[value for value in unit if value is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    given = [value for unit in kept for value in unit]
    if not given:
        return None
    observed = sum(distance(a, b) / (len(unit) - 1) for unit in kept for a, b in _pairs(unit)) / len(given)
    expected = sum(distance(a, b) for a, b in _pairs(given)) / (len(given) * (len(given) - 1))
    return 1 - observed / expected if expected else None


def _pairs(values: list[Any]) -> list[tuple[Any, Any]]:
    return [(a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j]
