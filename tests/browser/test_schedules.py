"""Ten random schedules; `make soak` plays two hundred."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.schedules import Schedule, Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Stage]:
    stage = Stage(tmp_path_factory.mktemp("schedules"), browser)
    yield stage
    stage.close()


@pytest.mark.parametrize("seed", range(10))
def test_no_edit_is_lost_or_changes_its_name(stage: Stage, seed: int) -> None:
    schedule = Schedule(stage, seed)
    faults = schedule.play()
    assert faults == [], f"after {schedule.done}"
    assert schedule.made, f"nothing was made by {schedule.done}"
