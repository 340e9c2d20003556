"""A few random schedules in which everything happens; `make soak` plays two hundred."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from playwright.sync_api import Browser

from tests.browser.schedules import WEIGHTS, Schedule, Stage, steps

pytestmark = [pytest.mark.browser, pytest.mark.slow]


SEEDS = [2, 6, 8]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Stage]:
    stage = Stage(tmp_path_factory.mktemp("schedules"), browser)
    yield stage
    stage.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_edit_is_lost_or_changes_its_name(stage: Stage, seed: int) -> None:
    schedule = Schedule(stage, seed)
    faults = schedule.play()
    assert faults == [], f"after {schedule.done}"
    assert schedule.made, f"nothing was made by {schedule.done}"


def test_everything_happens_in_them() -> None:
    assert {step for seed in SEEDS for step in steps(Random(seed))} == set(WEIGHTS)
