"""Splits that do not leak: what belongs together stays together, and a report proves it."""

from annotator.domain.near import HASHES, Near, Sketches, near_pairs
from annotator.domain.splits.items import Item
from annotator.domain.splits.leaks import Crossing, Later, crossings, later_evidence
from annotator.domain.splits.parts import MODES, Plan, Split, divide

__all__ = [
    "HASHES", "MODES", "Crossing", "Item", "Later", "Near", "Plan", "Sketches", "Split", "crossings", "divide",
    "later_evidence", "near_pairs",
]  # fmt: skip
