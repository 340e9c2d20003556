"""Random histories: after each act the events tell what the rows are, and at the end the corpus is valid."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from tests.functional.db.histories import Histories
from tests.world import template_in

GATE = "random histories of up to 50 acts"
SIZE = 2000
STEPS = 50
TURN = 50
"""How many histories come from one seed: what broke comes again with `--start SEED --size 50`."""


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let hypothesis find an order of acts that breaks something, on every core; it tells the shortest."""
    Histories.template = template_in(folder)
    turns = [(start + number, min(TURN, size - done)) for number, done in enumerate(range(0, size, TURN))]
    # Forked, so that all have the template.
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        found = pool.imap_unordered(_broken, turns)
        faults = [fault for _, fault in zip(counted(len(turns)), found, strict=True) if fault]
    return Outcome(
        [
            Figure("random histories", sum(histories for _, histories in turns), "histories"),
            Figure(f"turns of {TURN} histories with a broken one", len(faults), "turns", 0),
        ],
        faults,
    )


def _broken(turn: tuple[int, int]) -> str:
    """Play one turn; return what broke, in words, or nothing."""
    number, histories = turn
    limits = settings(
        max_examples=histories, stateful_step_count=STEPS, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(seed(number)(Histories), settings=limits)
    except Exception as fault:  # noqa: BLE001 - whatever the acts bring about is the finding
        return "\n".join([f"seed {number}: {fault!r}", *getattr(fault, "__notes__", [])])
    return ""
