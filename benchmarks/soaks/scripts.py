"""Every way to smuggle a script in, all in each string that is stored, on every page, to four people."""

from __future__ import annotations

import logging
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.browsers import browser
from tests.browser.watch import VISITORS, astray, inhabited, tour
from tests.strings.payloads import SHAPES
from tests.strings.poisoned import poisoned
from tests.world import template_in

GATE = "ways to smuggle a script in, in every string"
SIZE = len(SHAPES)


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Put so many into each string, and let everybody look at every page."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    faults: list[str] = []
    with browser() as opened, inhabited(poisoned(template_in(folder), folder, VISITORS, size)) as house:
        for name in VISITORS:
            faults += [f"{name} heard {heard}" for heard in tour(house, opened, name, whole=True)]
            print(f"{name} has seen all that is served, {len(faults)} faults", flush=True)
        faults += astray(house)
        seen = sum(map(len, house.seen.values()))
    figures = [
        Figure("ways to smuggle a script in, by string and way, that were to be read", seen, "ways"),
        Figure("scripts that ran, loads, and strings that are not shown as they should", len(faults), "faults", 0),
    ]
    return Outcome(figures, faults)
