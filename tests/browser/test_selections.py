"""Ninety random selections over many scripts, none stored or exported wrong; `make soak` makes 100,000."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import selections
from tests.browser.server import Workspace

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_no_selection_of_ninety_is_wrong(tmp_path: Path, browser: Browser) -> None:
    played = selections.play(Workspace(tmp_path / "workspace"), browser, articles=3, each=30)
    faults = [fault for found in played for fault in found]
    assert not faults, "\n".join(faults[:10])
