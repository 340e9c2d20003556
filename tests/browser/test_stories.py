"""From a story to an omission, and from a picture to the place in the text, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import log_in
from tests.browser.server import Client, Workspace, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAD = "The ministry found lead in the old pipes of Karsh district."
TOLD = [
    f"{LEAD} Nobody was told of it for a year.",
    f"{LEAD} Filters were bought.",
    "A new port opens today in Karsh.",
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: Path) -> Iterator[tuple[str, list[str]]]:
    workspace = Workspace(tmp_path_factory.mktemp("stories") / "workspace")
    workspace.make()
    workspace.make_project("news")
    workspace.add_person("ann", roles={"news": ["annotator"]})
    token = workspace.add_person("max", roles={"news": ["manager"]})
    with served(workspace, workers=1) as address:
        manager = Client(address, token)
        lines = [
            {"text": text, "regions": [], "story": "karsh", "outlet": f"Paper {n}"} for n, text in enumerate(TOLD)
        ]
        articles = manager.import_lines("news", lines)
        manager.assign("news", articles[2], "ann")
        yield address, articles


def test_what_others_tell_becomes_an_omission(house: tuple[str, list[str]], page: Page) -> None:
    address, articles = house
    log_in(page, address, "ann")
    page.goto(f"{address}/stories/news:karsh")
    page.get_by_role("button", name="Mark as omission").first.click()
    card = page.locator('[data-annotation][data-tag="omission"]')
    expect(card).to_contain_text(LEAD)
    expect(card).to_contain_text("2 sources")
    expect(card).to_have_class("card active")
    page.goto(f"{address}/articles/{articles[2]}/graph")
    page.locator("svg a.node").filter(has_text="The ministry found").press("Enter")
    expect(page.locator(".card.active")).to_contain_text(LEAD)
