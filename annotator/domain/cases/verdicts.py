"""Verdicts that people propose on the same claim, and that differ: a case of its own beside the claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.domain.cases.readings import Reading

PROPOSED = "proposed_"
"""Attributes that begin so are proposals on the fact-check; they never enter gold."""

VERDICT = "verdict"
NAMES = (VERDICT, "missing_context", "rating", "justification")


def proposes(reading: Reading) -> dict[str, Any]:
    """Return what a reading proposes on its claim, without what it leaves open; empty when it proposes nothing."""
    said = {name: reading.attributes.get(PROPOSED + name) for name in NAMES}
    return {name: value for name, value in said.items() if value is not None} if said[VERDICT] else {}


def differing(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings that propose a verdict, where they do not all propose the same; else none."""
    proposing = [reading for reading in readings if proposes(reading)]
    return proposing if len({_ruling(proposes(reading)) for reading in proposing}) > 1 else []


def _ruling(said: Mapping[str, Any]) -> tuple[Any, ...]:
    return said[VERDICT], bool(said.get("missing_context")), repr(said.get("rating"))
