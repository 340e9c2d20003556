"""Evidence that stays: a capture is kept, a quotation is looked for in it, and the card says what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bodies import SOURCE, TEXT, source
from tests.browser.desk import log_in
from tests.browser.server import Client, Workspace, served, settled

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEEN = "<html><body><h1>Budget</h1><p>The treasury says that “exports rose” by a tenth.</p></body></html>".encode()


@pytest.fixture
def house(tmp_path: Path, chromium: Path) -> Iterator[tuple[str, Client]]:
    workspace = Workspace(tmp_path / "workspace")
    workspace.make()
    workspace.make_project("news")
    tokens = {name: workspace.add_person(name, roles={"news": [role]}) for name, role in ROLES.items()}
    with served(workspace, workers=1) as address:
        manager, annotator = Client(address, tokens["max"]), Client(address, tokens["ann"])
        manager.send("PUT", f"/projects/news/sources/{SOURCE}", source())
        lines = [{"id": "a1", "text": TEXT, "regions": [], "published": "2023-06-01"}]
        manager.import_lines("news", lines)
        manager.assign("news", "a1", "ann")
        yield address, annotator


ROLES = {"max": "manager", "ann": "annotator"}


def test_a_quotation_is_checked_against_what_was_seen(house: tuple[str, Client], page: Page) -> None:
    address, ann = house
    log_in(page, address, "ann")
    page.goto(f"{address}/projects/news/sources/{SOURCE}")
    saved = {"name": "budget.html", "mimeType": "text/html", "buffer": SEEN}
    page.get_by_label("File").set_input_files(saved)  # type: ignore[arg-type]
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("The capture is kept.")).to_be_visible()
    start = TEXT.index("exports rose")
    ann.annotate("a1", TEXT, start, start + 12, sources=[{"source": SOURCE, "stance": "supports", "quote": None}])
    page.goto(f"{address}/articles/a1")
    settled(page)
    page.locator("[data-annotation]").click()
    page.get_by_text("Quote, place, paraphrase").click()
    words = page.get_by_label("Exact words of the source")
    words.fill("says that “exports rose” by a tenth")
    said = page.locator("[data-evidence]")
    expect(said).to_contain_text("Found in the capture, word for word.")
    expect(said).to_contain_text("later than the article")
    words.fill('SAYS that "exports rose"')
    expect(said).to_contain_text("but for spaces, quotes or capitals")
    words.fill("exports fell by half in a year of floods")
    expect(said).to_contain_text("Not found in the capture.")
    settled(page)
    page.goto(f"{address}/projects/news/sources/{SOURCE}")
    expect(page.get_by_text("not found in the capture")).to_be_visible()
