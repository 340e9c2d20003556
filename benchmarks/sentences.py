"""How many awkward news sentences are divided rightly: on the half the rules were made with, and on the other."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure
from tests.golden.news_sentences import HALVES, f1, passages


def measure(folder: Path) -> list[Figure]:
    """Return the F1 of each half; nothing is written into the folder."""
    sizes = {half: sum(map(len, passages(half))) for half in HALVES}
    return [
        Figure(
            f"sentences, {half.replace('_', ' ')} half ({sizes[half]})",
            f1(half),
            "F1",
            goal,
            at_least=True,
        )
        for half, goal in HALVES.items()
    ]
