"""The scheme changed by keyboard: nothing is in force before it is published, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Desk, log_in
from tests.browser.house import House, desk, house, page, signed

__all__ = ["desk", "house", "page", "signed"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCHEME = "/projects/demo/scheme"


@pytest.fixture
def manager(house: House, browser: Browser) -> Iterator[Page]:
    """The page of the manager, on which nothing is done with a mouse."""
    page = browser.new_page()
    log_in(page, house.address, "mara")
    page.goto(f"{house.address}{SCHEME}/edit")
    yield page
    page.context.close()


def press(page: Page, role: str, name: str, address: str) -> None:
    """Press Enter on a link or button, and wait for the page it leads to."""
    page.get_by_role(role, name=name, exact=True).press("Enter")  # type: ignore[arg-type]
    page.wait_for_url(f"**{SCHEME}{address}")


def retype(page: Page, name: str, words: str) -> None:
    """Type words in place of those in the first text field of that name."""
    field = page.get_by_role("textbox", name=name).first
    field.press("Control+a")
    page.keyboard.type(words)


def test_a_scheme_is_changed_by_keyboard_and_used_at_the_desk(manager: Page, desk: Desk) -> None:
    press(manager, "link", "Technique", "/edit/vocabularies/technique")
    preview = manager.get_by_role("complementary")
    retype(manager, "Name", "Appeal to pity")
    expect(preview.get_by_text("Appeal to pity")).to_be_visible()
    press(manager, "button", "Add the entry", "/edit/vocabularies/technique#part-appeal_to_pity")
    press(manager, "link", "Change the label scheme", "/edit")
    press(manager, "link", "Framing", "/edit/tags/framing")
    retype(manager, "Key", "q")
    expect(preview.locator("kbd")).to_have_text("q")
    press(manager, "button", "Keep", "/edit/tags/framing#part-framing")
    press(manager, "link", "Technique", "/edit/tags/framing/technique")
    retype(manager, "Help under it", "What wins the reader over.")
    expect(preview.get_by_text("What wins the reader over.")).to_be_visible()
    press(manager, "button", "Keep", "/edit/tags/framing#part-technique")
    press(manager, "link", "Look and publish", "/edit/publish")
    expect(manager.get_by_role("row")).to_contain_text(["Part", "key", "help", "Appeal to pity"])
    expect(manager.get_by_role("region", name="Annotations it touches")).to_contain_text("No annotation")
    press(manager, "button", "Publish", "")
    desk.open().select("eight groups").press("q")
    expect(desk.active().get_by_text("Appeal to pity")).to_have_count(1)
    expect(desk.active().get_by_text("What wins the reader over.")).to_have_count(1)


def test_an_entry_without_a_name_keeps_what_was_typed(house: House, manager: Page) -> None:
    manager.goto(f"{house.address}{SCHEME}/edit/vocabularies/technique")
    retype(manager, "What it means", "Wins by pity.")
    press(manager, "button", "Add the entry", "/edit/vocabularies/technique")
    expect(manager.get_by_role("alert")).to_be_focused()
    expect(manager.get_by_role("alert")).to_contain_text("Name: Fill this in.")
    expect(manager.get_by_role("textbox", name="What it means")).to_have_value("Wins by pity.")


def test_a_condition_is_set_by_keyboard_and_tried_beside_it(house: House, manager: Page) -> None:
    manager.goto(f"{house.address}{SCHEME}/edit/tags/framing/indirect_target")
    rule = manager.locator("details.condition").filter(has_text="Makes sense only if")
    asked = manager.get_by_role("complementary").locator('[data-attribute="indirect_target"]')
    expect(asked).to_be_hidden()
    rule.locator("summary").press("Enter")
    aim = rule.get_by_role("group", name="“Aim”")
    for name in ("Through an opponent", "Through a general remark"):
        aim.get_by_role("checkbox", name=name).press("Space")
    expect(rule.locator("summary")).to_contain_text("“Aim” is Through an ally")
    for name, shown in (("Through an opponent", False), ("Through an ally", True)):
        manager.get_by_role("complementary").get_by_role("radio", name=name).press("Space")
        expect(asked).to_be_visible(visible=shown)
    press(manager, "button", "Keep", "/edit/tags/framing#part-indirect_target")


def test_the_ends_of_a_link_are_seen_while_they_are_chosen(house: House, manager: Page) -> None:
    press(manager, "link", "supports", "/edit/relations/supports")
    preview = manager.get_by_role("complementary")
    expect(preview).not_to_contain_text("Omission")
    manager.get_by_role("group", name="Goes from").get_by_role("checkbox", name="Omission").press("Space")
    expect(preview).to_contain_text("Omission")
    press(manager, "button", "Keep", "/edit/relations/supports#part-supports")
