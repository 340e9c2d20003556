"""The storage of the browser gives way for a moment: what it holds is not lost, hidden, or called saved."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.house import desk, house, page, signed

__all__ = ["desk", "house", "page", "signed"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLOSED = """() => {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...words) {
    if (sessionStorage.getItem('open')) return open.apply(this, words);
    throw new DOMException('Internal error opening backing store', 'UnknownError');
  };
}"""


@pytest.fixture
def shut(desk: Desk) -> Desk:
    """A desk that has kept a claim in its storage, and cannot open that any more."""
    page = desk.page
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/annotations/*", lambda route: route.abort())
    desk.select("eight groups").press("c")
    page.wait_for_selector('[data-saving="kept"]')
    page.add_init_script(f"({CLOSED})()")
    page.reload()
    page.wait_for_selector('[data-saving="attention"]')
    page.unroute("**/annotations/*")
    return desk


def opens(desk: Desk) -> Desk:
    desk.page.evaluate("sessionStorage.setItem('open', 'yes')")
    return desk


def test_what_it_holds_and_what_is_new_are_sent_once_it_opens(shut: Desk) -> None:
    shut.select("a letter").press("f", "Escape")
    shut.page.wait_for_timeout(300)
    assert shut.client.layer(shut.article)["annotations"] == []
    opens(shut).page.locator('[data-alert="closed"]').get_by_role("button", name="Try again").click()
    expect(shut.page.locator('[data-alert="closed"]')).to_have_count(0)
    assert sorted(one["tag"] for one in shut.stored()) == ["claim", "framing"]
    assert len(shut.cards()) == 2


def test_what_was_kept_beside_it_is_sent_by_a_later_visit(shut: Desk) -> None:
    shut.select("a letter").press("f", "Escape")
    shut.page.wait_for_timeout(300)
    opens(shut).open()
    assert sorted(one["tag"] for one in shut.stored()) == ["claim", "framing"]


def test_a_person_may_send_the_new_first(shut: Desk) -> None:
    shut.select("a letter").press("f", "Escape")
    shut.page.get_by_role("button", name="Send the new without it").click()
    assert [one["tag"] for one in shut.stored()] == ["framing"]
    opens(shut).open()
    assert len(shut.stored()) == 2


def test_another_page_says_that_it_cannot_see_either(shut: Desk) -> None:
    shut.page.goto(f"{shut.address}/")
    expect(shut.page.locator("[data-unread]")).to_contain_text("whether it holds unsent work cannot be seen")
