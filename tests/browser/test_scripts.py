"""Every way to smuggle a script in, some in each string that is stored, on every page: nothing runs or loads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import settled
from tests.browser.watch import VISITORS, House, astray, house, tour, watching, world_template
from tests.strings.payloads import SHAPES, payload

__all__ = ["house", "world_template"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEYS = "j s Escape l Escape n Escape m Escape g Escape L L t Escape ? Escape".split()


def test_there_are_enough():
    assert len({payload(number, "x") for number in range(len(SHAPES))}) == len(SHAPES) >= 150


@pytest.mark.parametrize("name", VISITORS)
def test_nothing_runs(house: House, browser: Browser, name: str) -> None:
    assert tour(house, browser, name) == []


def test_every_payload_was_to_be_read_of_every_string_that_is_shown(house: House, browser: Browser) -> None:
    """A string that no page shows is listed with its reason, one that pages cut shows its beginnings."""
    for name in VISITORS:
        tour(house, browser, name)
    assert astray(house) == []
    assert set().union(*house.seen.values()) == set(range(len(SHAPES)))


def test_nothing_runs_at_the_desk_and_at_the_review(house: House, browser: Browser) -> None:
    with watching(house, browser, "ann") as watch:
        opened = {place for place, _ in watch.visit("/articles/w1")}
        settled(watch.page)
        for _ in range(watch.page.locator("[data-annotation]").count()):
            for key in KEYS:
                watch.page.keyboard.press(key)
                watch.page.wait_for_timeout(20)
                opened |= {place for place, _ in watch.look()}
            expect(watch.page.locator(".card.active")).to_have_count(1)
        watch.page.emulate_media(media="print")
        watch.look()
        assert watch.heard == [] and len(opened) > 20
    with watching(house, browser, "rev") as watch:
        watch.visit("/articles/h1/review")
        forms = watch.page.locator("a[data-edit], a[data-new], a[data-retag]")
        leads = [str(one.get_attribute("href")) for one in forms.all()]
        for path in leads:
            watch.visit(path)
        assert leads
        assert watch.heard == []


@pytest.mark.parametrize("number", [0, 20, 40, 70, 90, 105, 115, 165])
def test_a_page_that_shows_one_as_it_is_would_be_heard(house: House, browser: Browser, number: int) -> None:
    with watching(house, browser, "ann") as watch:
        watch.visit(f"/leak/{number}")
        watch.page.wait_for_timeout(50)
        assert watch.heard != []
