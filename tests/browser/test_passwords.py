"""Password fields: masked, pasted into, shown when wished, masked again when sent, with words on strength."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.house import desk, house, page, signed

__all__ = ["desk", "house", "page", "signed"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_asvs_6_2_6_and_6_2_7_a_password_is_masked_and_may_be_pasted_and_shown(desk: Desk) -> None:
    page = desk.page
    page.goto(f"{desk.address}/account")
    field = page.locator("[name=password]")
    assert [one.get_attribute("type") for one in page.locator("[data-password-field]").all()] == ["password"] * 3
    field.focus()
    page.keyboard.insert_text("tall green ladders")
    expect(page.locator("output")).to_contain_text("Strong")
    page.get_by_role("button", name="Show: New password").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Change the password").click()
    expect(page.locator("[name=password]")).to_have_attribute("type", "password")
