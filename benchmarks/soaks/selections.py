"""Random selections in many scripts, made in the page: each quote, stored and exported, is what was selected."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.browsers import browser
from tests.browser import selections
from tests.browser.server import Workspace

GATE = "random selections at the desk"
SIZE = 100_000
EACH = 500
"""Selections an article."""


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Make so many."""
    articles = -(-size // EACH)
    faults: list[str] = []
    with browser() as opened:
        played = selections.play(Workspace(folder / "workspace"), opened, articles, EACH, start)
        for number, found in enumerate(played, 1):
            faults += found
            if found or number % 10 == 0:
                stage = "stored" if number <= articles else "exported"
                print(f"{number} of {2 * articles} articles compared as {stage}, {len(faults)} faults", flush=True)
    figures = [
        Figure("selections over the scripts of the world", articles * EACH, "selections"),
        Figure("quotes that differ, or are not there", len(faults), "selections", 0),
    ]
    return Outcome(figures, faults)
