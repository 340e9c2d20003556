"""A fact-check with two verdicts: the first waits, the second is blind, they differ, and then they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bodies import SOURCE, source
from tests.browser.desk import log_in
from tests.browser.server import Client, Workspace, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def address(tmp_path: Path, chromium: Path) -> Iterator[str]:
    workspace = Workspace(tmp_path / "workspace")
    workspace.make()
    workspace.make_project("news")
    roles = {"max": "manager", "rita": "reviewer", "rob": "reviewer"}
    tokens = {name: workspace.add_person(name, roles={"news": [role]}) for name, role in roles.items()}
    with served(workspace, workers=1) as address:
        Client(address, tokens["max"]).send("PUT", f"/projects/news/sources/{SOURCE}", source())
        yield address


def window(browser: Browser, address: str, name: str) -> Page:
    page = browser.new_context(locale="en-GB", reduced_motion="reduce").new_page()
    log_in(page, address, name)
    return page


def begun(page: Page, address: str) -> Page:
    """Return the page, on which a fact-check was begun."""
    page.goto(f"{address}/projects/news/fact-checks")
    page.get_by_label("Claim", exact=True).fill("Exports rose by 12 percent in 2023.")
    page.get_by_role("button", name="Begin a fact-check").click()
    return page


def bring(page: Page) -> None:
    """Bring the one source as evidence against the claim."""
    page.get_by_text("Bring evidence", exact=True).click()
    page.get_by_label("Source", exact=True).select_option(label="Budget report")
    page.get_by_label("What it does").select_option("refutes")
    page.get_by_role("button", name="Add the evidence").click()


def decide(page: Page, verdict: str, why: str) -> None:
    page.get_by_role("radio", name=verdict, exact=True).check()
    page.get_by_label("Why").fill(why)
    page.get_by_role("button", name="Decide").click()


def test_two_verdicts_are_compared(address: str, browser: Browser) -> None:
    manager, rita, rob = (window(browser, address, name) for name in ("max", "rita", "rob"))
    manager.goto(f"{address}/projects/news/fact-checks")
    manager.get_by_role("checkbox").check()
    manager.get_by_role("button", name="Save").click()

    rita.goto(f"{address}/projects/news/fact-checks")
    rita.get_by_label("Claim", exact=True).fill("Exports rose by 12 percent in 2023.")
    rita.get_by_role("button", name="Begin a fact-check").click()
    rita.get_by_text("Bring evidence", exact=True).click()
    rita.get_by_label("Source", exact=True).select_option(label="Budget report")
    rita.get_by_label("What it does").select_option("refutes")
    rita.get_by_label("Exact words").fill("exports fell")
    rita.get_by_role("button", name="Add the evidence").click()
    decide(rita, "Refuted", "The table says that they fell.")
    expect(rita.get_by_text("A first verdict waits for a second")).to_be_visible()

    rob.goto(rita.url)
    expect(rob.get_by_text("The table says that they fell.")).to_have_count(0)
    rob.get_by_role("link", name="Give the second verdict").click()
    expect(rob.get_by_text("exports fell")).to_be_visible()
    decide(rob, "Not enough evidence", "One table is too little.")
    expect(rob.get_by_text("Two verdicts differ").first).to_be_visible()

    decide(rob, "Refuted", "With the second table it is clear.")
    rita.goto(rob.url)
    rita.get_by_role("link", name="Give the second verdict").click()
    decide(rita, "Refuted", "It is.")
    expect(rita.locator('[data-verdict="refuted"]')).to_be_visible()
    expect(rita.get_by_text("in force")).to_be_visible()
    for page in (manager, rita, rob):
        page.context.close()


def test_what_is_typed_stays_when_another_form_of_the_page_is_sent(address: str, browser: Browser) -> None:
    rita = begun(window(browser, address, "rita"), address)
    decide(rita, "Refuted", "The table says that they fell.")
    expect(rita.locator("[data-error-summary]")).to_contain_text("needs at least one source")
    rita.get_by_label("As of").fill("2024-01")
    bring(rita)
    expect(rita.get_by_role("radio", name="Refuted", exact=True)).to_be_checked()
    expect(rita.get_by_label("As of")).to_have_value("2024-01")
    rita.get_by_role("button", name="Decide").click()
    expect(rita.locator('[data-verdict="refuted"]')).to_contain_text("as of 2024-01")
    expect(rita.get_by_label("Why")).to_have_value("The table says that they fell.")
    rita.context.close()


def test_a_field_outside_all_forms_keeps_nothing_from_being_kept(address: str, browser: Browser) -> None:
    rita = window(browser, address, "rita")
    wrong: list[str] = []
    rita.on("pageerror", lambda error: wrong.append(str(error)))
    begun(rita, address)
    rita.locator("[data-several]").evaluate("one => one.append(document.createElement('input'))")
    rita.locator("[data-several] > input").fill("loose")
    rita.get_by_label("As of").fill("2024-01")
    rita.get_by_text("The claim: words", exact=False).click()
    rita.get_by_role("button", name="Save the claim").click()
    expect(rita.get_by_text("Saved.")).to_be_visible()
    expect(rita.get_by_label("As of")).to_have_value("2024-01")
    assert wrong == []
    rita.context.close()


def test_evidence_taken_away_is_put_back_by_keyboard(address: str, browser: Browser) -> None:
    rita = begun(window(browser, address, "rita"), address)
    bring(rita)
    rita.get_by_role("button", name=re.compile("Take it away ?: Budget report")).press("Enter")
    expect(rita.get_by_text("One was taken away.")).to_be_in_viewport()
    rita.keyboard.press("Tab")
    expect(rita.get_by_role("button", name="Put it back")).to_be_focused()
    rita.keyboard.press("Enter")
    expect(rita.locator("[data-stance='refutes']")).to_contain_text("Budget report")
    rita.context.close()
