"""Random histories: after each act the events tell what the rows are, and at the end the corpus is valid."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from tests.functional.db.histories import Histories
from tests.world import template_in

GATE = "random histories of up to 50 acts"
SIZE = 2000
STEPS = 50


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let hypothesis find an order of acts that breaks something; it tells the shortest there is."""
    Histories.template = template_in(folder)
    limits = settings(
        max_examples=size, stateful_step_count=STEPS, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    faults: list[str] = []
    try:
        run_state_machine_as_test(seed(start)(Histories), settings=limits)
    except Exception as fault:  # noqa: BLE001 - whatever the acts bring about is the finding
        faults.append("\n".join([repr(fault), *getattr(fault, "__notes__", [])]))
    return Outcome([Figure(f"of {size:,} histories, broken", len(faults), "histories", 0)], faults)
