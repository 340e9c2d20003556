"""The desk under a finger, on a phone and on a tablet: the system's own selection, then a palette within reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.desk import BOX, Desk
from tests.browser.reading.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 360, "height": 740}
TABLET = {"width": 820, "height": 1180}
SELECTED = "() => getSelection().toString()"
WHERE = BOX.replace("nodes.currentNode.parentElement.scrollIntoView({block: 'center'});", "")
"""Where words stand as the page is scrolled now."""


@pytest.fixture(params=[PHONE, TABLET], ids=["phone", "tablet"])
def held(request: pytest.FixtureRequest, house: House, window: Callable[..., Page]) -> Desk:
    article, text = house.give()
    page = window(viewport=request.param, has_touch=True, is_mobile=True)
    return Desk(page, house.people["dara"], house.address, article, text).open()


class Finger:
    """One finger, as the system reports it."""

    def __init__(self, page: Page) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)

    def send(self, kind: str, *at: float) -> None:
        points: list[Any] = [{"x": at[0], "y": at[1]}] if at else []
        _send(self.session, {"type": kind, "touchPoints": points})

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.send("touchStart", *start)
        for step in range(1, 6):
            self.send("touchMove", *(a + (b - a) * step / 5 for a, b in zip(start, end, strict=True)))
        self.send("touchEnd")


def _send(session: CDPSession, touch: dict[str, Any]) -> None:
    session.send("Input.dispatchTouchEvent", touch)


def quotes(desk: Desk) -> list[str]:
    return [one["anchor"]["segments"][0]["exact"] for one in desk.stored()]


def test_the_palette_waits_within_reach_while_the_selection_grows(held: Desk) -> None:
    left, top, width, height = held.page.evaluate(BOX, "council")
    finger = Finger(held.page)
    finger.send("touchStart", left + width / 2, top + height / 2)
    held.select("council")
    finger.send("touchEnd")
    held.select("the U.N. council")
    claim = held.page.locator('[data-tag-choice="claim"]')
    expect(claim).to_be_in_viewport(ratio=1)
    assert held.page.evaluate(SELECTED) == "the U.N. council"
    assert not held.page.locator(".palette.near").count()
    claim.tap()
    assert quotes(held) == ["the U.N. council"]


def test_words_selected_while_a_card_is_open_can_still_be_tagged(held: Desk) -> None:
    for words, tag in (("council", "claim"), ("Turnout", "omission")):
        held.select(words)
        choice = held.page.locator(f'[data-tag-choice="{tag}"]')
        expect(choice).to_be_in_viewport(ratio=1)
        choice.tap()
    assert quotes(held) == ["council", "Turnout"]


def test_a_boundary_is_dragged_with_a_finger(held: Desk) -> None:
    held.select("Eight groups").page.locator('[data-tag-choice="claim"]').tap()
    expect(held.saved().active()).to_be_visible()
    left, top, width, height = held.page.evaluate(WHERE, "wrote")
    grip = held.page.locator(".grip.end").bounding_box()
    start = (grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    Finger(held.page).drag(start, (left + width - 1, top + height / 2))
    assert quotes(held) == ["Eight groups wrote"]


def test_what_was_done_is_said_without_covering_the_open_card(held: Desk) -> None:
    held.select("Eight groups").page.locator('[data-tag-choice="claim"]').tap()
    expect(held.active()).to_be_visible()
    hint, card = held.page.locator("[data-hint]").bounding_box(), held.active().bounding_box()
    assert hint["y"] + hint["height"] <= card["y"]
