"""Aids to reading: find, outline, one paragraph, filter, hidden characters, reading view, print, appearance."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from annotator.web.assets import STATIC
from tests.browser.desk import Desk
from tests.browser.reading.conftest import MENU, TITLE, House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SELECTED = "() => getSelection().toString()"
LIT = "() => [...CSS.highlights].filter(([name]) => ['find', 'found'].includes(name)).map(([, set]) => set.size)"


def over(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes of the page lie over each other."""
    return all(
        one[at] < other[at] + other[size] and other[at] < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )


def marked(desk: Desk) -> Desk:
    """A claim and a rebuttal."""
    return desk.select("Eight groups").press("c").select("It is biased").press("r", "Escape").saved()


def test_find_lights_every_hit_goes_on_by_key_and_leaves_the_last_selected(desk: Desk) -> None:
    desk.press("/")
    bar = desk.page.get_by_role("searchbox", name="Find in the text")
    expect(bar).to_be_focused()
    bar.fill("IT ")
    expect(desk.page.locator(".find-count")).to_have_text("1 of 2")
    assert desk.page.evaluate(LIT) == [2, 1]
    desk.press("Enter", "Escape", "c")
    assert desk.stored()[0]["anchor"]["segments"][0]["start"] == desk.text.index("It is biased")
    assert desk.page.evaluate(LIT) == []


def test_the_outline_leads_to_a_paragraph(desk: Desk) -> None:
    desk.press("t")
    expect(desk.page.get_by_role("combobox", name="Jump to")).to_be_focused()
    desk.page.keyboard.type("biased")
    desk.press("Enter")
    expect(desk.page.locator("dialog.commands")).to_have_count(0)
    desk.press("a", "c")
    assert desk.stored()[0]["anchor"]["segments"][0]["exact"].startswith("“It is biased")


def test_one_paragraph_stands_out_and_follows_the_caret(desk: Desk) -> None:
    desk.page.locator("[data-article-text]").focus()
    desk.press("z")
    expect(desk.page.locator(".text > .lit")).to_contain_text("Ministry dismisses")
    desk.press("Control+ArrowDown")
    expect(desk.page.locator(".text > .lit")).to_contain_text("Eight groups")
    desk.press("z")
    expect(desk.page.locator("body.alone")).to_have_count(0)


def test_a_filter_takes_cards_and_marks_out_and_keeps_the_list_whole(desk: Desk) -> None:
    marked(desk).select_range(len(desk.text), len(desk.text)).press("o", "Escape")
    desk.page.get_by_role("button", name="Filter").click()
    desk.page.get_by_label("Tag", exact=True).select_option("rebuttal")
    expect(desk.page.locator("[data-annotation]:visible")).to_have_count(1)
    expect(desk.page.locator("[data-annotation]")).to_have_count(3)
    expect(desk.page.locator("[data-point]")).to_have_count(0)
    assert desk.page.evaluate("() => CSS.highlights.get('claim').size") == 0
    desk.page.get_by_label("Tag", exact=True).select_option("")
    desk.page.get_by_label("State", exact=True).select_option("linked")
    expect(desk.page.locator("[data-annotation]:visible")).to_have_count(0)
    desk.page.get_by_role("button", name="Show all").click()
    expect(desk.page.locator("[data-annotation]:visible")).to_have_count(3)
    expect(desk.page.locator("[data-point]")).to_have_count(1)


def test_a_filter_by_speaker_leaves_what_that_one_said(desk: Desk) -> None:
    marked(desk).press("Escape").select("Turnout was").press("c")
    desk.active('[data-attribute="speaker"] input').click()
    desk.page.keyboard.type("The ministry of filters")
    desk.page.wait_for_selector('[role="option"]:has-text("Add “The ministry of filters”")')
    desk.press("Enter", "Enter", "Escape", "Escape").saved()
    desk.page.get_by_role("button", name="Filter").click()
    desk.page.get_by_label("Speaker", exact=True).select_option(label="The ministry of filters")
    start, _ = desk.place("Turnout was")
    expect(desk.page.locator("[data-annotation]:visible")).to_have_count(1)
    expect(desk.page.locator("[data-annotation]:visible")).to_have_attribute("data-start", str(start))


def test_arcs_lead_from_the_open_card_alone_to_what_it_is_linked_with(desk: Desk) -> None:
    marked(desk).select("Turnout was").press("c", "Escape")
    expect(desk.page.locator(".arcs path")).to_have_count(0)
    desk.click("It is biased").press("l")
    desk.page.keyboard.type("Eight")
    desk.press("Enter").saved()
    assert len(desk.relations()) == 1
    expect(desk.page.locator(".arcs path")).to_have_count(1)
    desk.click("Turnout was")
    expect(desk.active()).to_have_attribute("data-tag", "claim")
    expect(desk.page.locator(".arcs path")).to_have_count(0)


@pytest.mark.parametrize("width", [1100, 1360, 1920])
def test_the_guideline_opens_beside_the_text_at_the_tag_in_hand(desk: Desk, width: int) -> None:
    desk.select("It is biased").press("r")
    expect(desk.active()).to_be_visible()
    desk.page.set_viewport_size({"width": width, "height": 240})
    desk.page.locator("[data-open-guideline]").click()
    panel, text = desk.page.locator("[data-guideline]"), desk.page.locator("[data-article-text]")
    expect(desk.page.locator("#guide-rebuttal")).to_be_in_viewport()
    beside, read = panel.bounding_box(), text.bounding_box()
    assert beside and read and beside["x"] + beside["width"] <= read["x"]
    assert desk.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    desk.press("Escape")
    expect(panel).to_be_hidden()


def test_hidden_characters_are_shown_over_the_text_and_not_in_it(house: House, page: Page) -> None:
    article, text = house.give(f"{MENU}\n\n{TITLE}\n\nA\u200b word \u202eback\u202c.")
    desk = Desk(page, house.people["dara"], house.address, article, text).open()
    desk.press("Control+k")
    expect(page.get_by_role("combobox", name="Type what you want to do")).to_be_focused()
    page.keyboard.type("hidden")
    desk.press("Enter")
    expect(page.locator(".unseen")).to_have_text(["ZWSP", "RLO", "PDF"])
    boxes = [mark.bounding_box() for mark in page.locator(".unseen").all()]
    assert not any(over(one, other) for one, other in combinations(boxes, 2))
    assert page.locator("[data-article-text]").text_content() == text


def test_the_reading_view_names_where_annotations_begin_and_end(desk: Desk) -> None:
    marked(desk).press("L")
    view = desk.page.locator("[data-linear]")
    expect(view).to_contain_text("[Claim begins] Eight groups [Claim ends] wrote")
    view.get_by_role("link", name="[Rebuttal begins]").click()
    expect(desk.active()).to_have_attribute("data-tag", "rebuttal")


def test_a_listener_hears_what_the_caret_enters_and_leaves(desk: Desk) -> None:
    marked(desk).page.locator("[data-article-text]").focus()
    start, end = desk.place("Eight groups")
    desk.select_range(start - 1, start - 1).press("ArrowRight")
    expect(desk.page.locator("[data-voice]")).to_contain_text("Claim: “Eight groups”")
    desk.select_range(end, end).press("ArrowRight")
    expect(desk.page.locator("[data-voice]")).to_contain_text("End of Claim")


def test_a_print_holds_the_text_with_numbered_marks_and_notes(desk: Desk) -> None:
    marked(desk).press("Control").page.wait_for_timeout(500)
    pages = PdfReader(io.BytesIO(desk.page.pdf())).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Eight groups1 wrote" in words.replace("groups 1", "groups1")
    assert "Annotations" in words and "“It is biased”" in words
    assert "Keys" not in words and "Not part of the article: Home" in words


@pytest.mark.parametrize("width", [360, 2560])
def test_no_width_makes_the_page_scroll_sideways(house: House, window: Callable[..., Page], width: int) -> None:
    article, text = house.give()
    page = window(viewport={"width": width, "height": 900})
    desk = Desk(page, house.people["dara"], house.address, article, text)
    marked(desk.open()).press("/", "Escape", "y")
    assert desk.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_high_contrast_is_an_appearance_of_its_own(desk: Desk) -> None:
    desk.page.locator("[data-menu] summary").click()
    desk.page.get_by_role("button", name="high contrast").click()
    desk.page.reload()
    desk.saved()
    assert desk.page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_at_rest_every_aid_comes_so_that_a_train_without_network_has_them(desk: Desk) -> None:
    page, came = desk.page, set()
    page.on("requestfinished", lambda request: came.add(request.url.rsplit("/", 1)[1]))
    page.clock.install()
    desk.open()
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/aids/handles.js")):
        page.clock.fast_forward(30_000)
    assert came >= {path.name for path in (STATIC / "js/aids").glob("*.js")}
    page.context.set_offline(True)
    desk.select("Eight groups").press("c")
    expect(page.locator("[data-grip]")).to_have_count(2)
