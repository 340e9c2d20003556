"""A second factor as a person has it: set up by the pages, asked for at log-in, and in place at the desk."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.house import desk, house, page, signed
from tests.browser.looks import AXE, Looks
from tests.browser.server import PASSWORD

__all__ = ["desk", "house", "page", "signed"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def look(page: Page) -> list[str]:
    """Return what is wrong with the page that is shown."""
    page.evaluate(AXE)
    return [*Looks().wide(page)]


def code(secret: str, shift: int = 1) -> str:
    """The code of the next half minute, which is taken already; the one before was used to set it up."""
    return pyotp.HOTP(secret).at(int(time.time()) // 30 + shift)


def set_up(page: Page, address: str, look: Callable[[], None] = lambda: None) -> str:
    """Turn the second factor on and return its secret."""
    page.goto(f"{address}/account")
    page.get_by_role("button", name="Set up a second factor").click()
    page.get_by_text("Without a camera").click()
    look()
    secret = page.locator(".letters").inner_text().replace(" ", "")
    page.fill("[name=code]", code(secret, 0))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    look()
    page.get_by_role("link", name="I have them").click()
    return secret


def test_it_is_set_up_and_asked_for_at_the_desk_and_at_the_door(desk: Desk) -> None:
    wrong: list[str] = []
    secret = set_up(desk.page, desk.address, lambda: wrong.extend(look(desk.page)))
    at_the_desk(desk.open(), secret)
    desk.end_login()
    desk.page.goto(f"{desk.address}/login")
    desk.page.fill("[name=username]", "dara")
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(re.compile("/login/code"))
    wrong.extend(look(desk.page))
    desk.page.fill("[name=code]", "000000")
    desk.page.get_by_role("button", name="Log in").click()
    expect(desk.page.locator("[data-error-summary]")).to_contain_text("not right")
    assert wrong == []


def at_the_desk(desk: Desk, secret: str) -> None:
    """Log in again in place: the password, a wrong code, the right one, and what was made is sent."""
    desk.end_login()
    desk.select("eight groups").press("c")
    expect(desk.page.get_by_text("Your login has ended.")).to_be_visible()
    dialog = desk.page.locator("[data-login-dialog][open]")
    if not dialog.count():  # who types already, in the card that has opened, is not interrupted
        desk.page.get_by_role("button", name="Log in", exact=True).click()
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.locator("[name=password]").press("Enter")
    expect(dialog.locator("[name=code]")).to_be_focused()
    expect(dialog.locator("[name=password]")).to_be_hidden()
    dialog.locator("[name=code]").fill("000000")
    dialog.locator("[name=code]").press("Enter")
    expect(dialog.locator("[data-login-error]")).to_contain_text("code does not fit")
    dialog.locator("[name=code]").fill(code(secret))
    dialog.locator("[name=code]").press("Enter")
    expect(dialog).to_be_hidden()
    assert len(desk.stored()) == 1
