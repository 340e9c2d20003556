"""The machine's browser, for the parts that need one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import SWITCHES
from tests.browsers import find_chromium


@contextmanager
def browser() -> Iterator[Browser]:
    """Hand out a running browser for the block; raises RuntimeError where the machine has none."""
    chromium = find_chromium()
    if chromium is None:
        raise RuntimeError("No browser on this machine: install Chromium to soak the desk.")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
