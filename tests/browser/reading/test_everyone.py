"""For everyone: writing that runs to the left, large type, the reader's own colours, and what is heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import BOX, Desk
from tests.browser.looks import AXE, RULES
from tests.browser.reading.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARABIC = "الوزارة ترفض التقرير\n\nقالت الوزارة إن Human Rights Watch منحازة. ولم ترد المنظمة حتى الآن."
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def sit(house: House, page: Page, text: str = "", **more: object) -> Desk:
    article, whole = house.give(text, **more) if text else house.give()
    return Desk(page, house.people["dara"], house.address, article, whole).open()


@pytest.fixture
def arabic(house: House, page: Page) -> Desk:
    return sit(house, page, ARABIC, language="ar", regions=[])


def test_mixed_directions_are_stored_as_the_text_has_them(arabic: Desk) -> None:
    arabic.select("إن Human Rights Watch منحازة").press("c")
    assert arabic.stored()[0]["anchor"]["segments"][0]["exact"] == "إن Human Rights Watch منحازة"


def test_the_grips_of_arabic_stand_at_its_own_ends(arabic: Desk) -> None:
    arabic.select("ترفض").press("c").saved()
    start, end = (arabic.page.locator(f".grip.{edge}").bounding_box() for edge in ("start", "end"))
    assert start is not None and end is not None
    assert start["x"] > end["x"]


@pytest.mark.parametrize("words", ["ترفض", "آمِنٌ", "Rights"])
def test_grips_stand_at_the_ends_of_the_words_whichever_way_they_run(house: House, page: Page, words: str) -> None:
    desk = sit(house, page, f"{ARABIC} وقال إن الجسر آمِنٌ تماما.", language="ar", regions=[])
    left, _, width, _ = page.evaluate(BOX, words)
    desk.select(words).press("c").saved()
    grips = desk.page.locator(".grip").evaluate_all(
        "all => all.map(it => it.getBoundingClientRect().left + it.offsetWidth / 2)"
    )
    ends = [left, left + width]
    assert grips == pytest.approx(ends if words == "Rights" else ends[::-1], abs=1.5)


def test_a_caret_in_foreign_words_stands_between_their_letters(arabic: Desk) -> None:
    left, _, width, _ = arabic.page.evaluate(BOX, "Rig")
    start, _ = arabic.place("Rights")
    arabic.page.locator("[data-article-text]").focus()
    arabic.select_range(start + 3, start + 3)
    caret = arabic.page.locator(".cursor").bounding_box()
    assert caret is not None and caret["x"] + caret["width"] / 2 == pytest.approx(left + width, abs=1.5)


def test_the_left_arrow_goes_on_in_arabic(arabic: Desk) -> None:
    start, _ = arabic.place("ترفض")
    arabic.page.locator("[data-article-text]").focus()
    arabic.select_range(start, start).press("Shift+ArrowLeft", "Shift+ArrowLeft", "c")
    assert arabic.stored()[0]["anchor"]["segments"][0]["exact"] == "تر"


def test_an_arabic_print_keeps_one_column_and_its_quotations_whole(house: House, page: Page) -> None:
    title = {"role": "title", "start": 0, "end": 20}
    desk = sit(house, page, ARABIC, language="ar", regions=[title])
    desk.select("Rights Watch منحازة").press("c", "Escape").saved().press("Control")
    page.wait_for_timeout(500)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    edges = page.locator(".sheet > [dir]").evaluate_all("all => all.map(it => it.getBoundingClientRect().right)")
    assert len(edges) >= 2 and len(set(edges)) == 1
    assert page.locator(".sheet li bdi").inner_text() == "“Rights Watch منحازة”"


def test_twice_as_large_everything_is_still_there(house: House, window: Callable[..., Page]) -> None:
    desk = sit(house, window(viewport={"width": 640, "height": 450}, device_scale_factor=2))
    desk.select("Eight groups").press("c")
    expect(desk.active("[data-act='remove']")).to_be_attached()
    assert desk.page.evaluate(SIDEWAYS) <= 0
    assert len(desk.stored()) == 1


def test_the_last_card_of_a_narrow_list_shows_its_lower_edge(house: House, window: Callable[..., Page]) -> None:
    desk = sit(house, window(viewport={"width": 360, "height": 740}))
    desk.select("Eight groups").press("c", "Escape").saved()
    room = "all => all.map(it => it.getBoundingClientRect().bottom - it.lastChild.getBoundingClientRect().bottom)"
    assert desk.page.locator(".bundle").evaluate_all(room) == [pytest.approx(1)]


def test_aids_pass_axe_too(desk: Desk) -> None:
    desk.select("Eight groups").press("c", "Escape").saved()
    desk.page.evaluate(AXE)
    for key, there in (
        ("L", "[data-linear]"),
        ("y", "[data-filter]"),
        ("/", "[data-find]"),
        ("m", ".dialog.comments"),
    ):
        desk.press(key)
        expect(desk.page.locator(there)).to_be_visible()
        assert desk.page.evaluate(RULES, []) == [], key
        desk.press("Escape")


def test_nothing_moves_for_who_wants_no_motion(desk: Desk) -> None:
    moving = "() => document.getAnimations().filter(({playState}) => playState === 'running').length"
    desk.page.locator("[data-article-text]").focus()
    desk.press("z", "j", "ArrowRight")
    assert desk.page.evaluate(moving) == 0


def test_saves_and_failures_are_heard(desk: Desk) -> None:
    desk.select("Eight groups").press("c")
    expect(desk.page.locator("[data-voice-saved]")).to_have_text("Saved")
    desk.page.context.set_offline(True)
    desk.select("It is biased").press("r")
    expect(desk.page.locator("[data-voice-saved]")).to_have_text("")
    expect(desk.page.locator("[data-voice]")).to_contain_text("Kept here", timeout=15_000)
    desk.page.context.set_offline(False)
