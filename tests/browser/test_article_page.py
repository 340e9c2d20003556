"""An article's page comes in: chosen, looked at, corrected, stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import log_in
from tests.browser.server import Client, Workspace, served
from tests.pages import FIRST, PAGE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def house(tmp_path: Path, chromium: Path) -> Iterator[tuple[str, str]]:
    workspace = Workspace(tmp_path / "workspace")
    workspace.make()
    workspace.make_project("news")
    token = workspace.add_person("max", roles={"news": ["manager"]})
    with served(workspace, workers=1) as address:
        yield address, token


def test_a_page_is_looked_at_and_corrected_before_it_is_stored(house: tuple[str, str], page: Page) -> None:
    address, token = house
    log_in(page, address, "max")
    page.goto(f"{address}/projects/news/import")
    saved = {"name": "bridge.html", "mimeType": "text/html", "buffer": PAGE.encode()}
    page.get_by_label("Saved pages").set_input_files(saved)  # type: ignore[arg-type]
    page.get_by_role("button", name="Read and look").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look before it is stored")
    expect(page.get_by_text("6 active elements ignored.")).to_be_visible()
    expect(page.locator('[data-role="boilerplate"]', has_text="Related news")).to_be_visible()
    expect(page.get_by_role("row", name="hidden")).to_contain_text("secret words")
    expect(page.get_by_label("Outlet")).to_have_value("The Courier")
    page.get_by_label("Outlet").fill("The Riverton Courier")
    page.get_by_role("button", name="Store the article").click()
    page.wait_for_url("**/regions")
    article = page.url.split("/")[-2]
    stored = Client(address, token).send("GET", f"/articles/{article}").body
    assert FIRST in stored["text"] and stored["outlet"] == "The Riverton Courier"
    assert [region["role"] for region in stored["regions"]].count("title") == 1
