"""Working by keyboard, mouse and finger: selecting, snapping, moving, linking, and how few actions it takes."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import BOX, Desk
from tests.browser.reading.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SELECTED = "() => getSelection().toString()"
SOURCE = {"title": "Census", "publisher": "Bureau", "tier": "primary", "genre": "document"}


def quotes(desk: Desk) -> list[list[str]]:
    return [[part["exact"] for part in one["anchor"]["segments"]] for one in desk.stored()]


def at(desk: Desk, words: str) -> Desk:
    """Put the caret before the words, with the focus in the text."""
    desk.page.locator("[data-article-text]").focus()
    start, _ = desk.place(words)
    return desk.select_range(start, start)


def snap(desk: Desk, mode: str) -> Desk:
    desk.press("?")
    desk.page.select_option("[data-snap]", mode)
    return desk.press("Escape")


def with_sentences(desk: Desk) -> Desk:
    """Wait for the server's sentences, which come when the page is idle."""
    with desk.page.expect_response(lambda answer: answer.url.endswith("/sentences")):
        desk.page.reload()
    desk.page.wait_for_timeout(100)
    return desk.saved()


class Counted:
    """A desk that counts what the hand does: a key, a click, a selection are one action each."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.actions = desk, 0

    def drag(self, words: str) -> Counted:
        self.desk.drag(words)
        self.actions += 1
        return self

    def press(self, *keys: str) -> Counted:
        for key in keys:
            self.desk.press(key)
            self.desk.page.wait_for_timeout(150)
            self.actions += 1
        return self


def test_a_tagged_claim_takes_two_actions(desk: Desk) -> None:
    hand = Counted(desk).drag("Eight groups").press("c")
    assert quotes(desk) == [["Eight groups"]]
    assert hand.actions == 2


def test_a_rebuttal_with_its_claim_and_a_known_source_takes_six(desk: Desk) -> None:
    desk.client.send("PUT", f"/projects/demo/sources/{uuid.uuid4()}", SOURCE)
    desk.open().select("Eight groups wrote").press("c", "Escape").saved()
    hand = Counted(desk).drag("It is biased").press("r", "l", "Enter", "s", "Enter")
    assert [one["type"] for one in desk.relations()] == ["rebuts"]
    assert [len(one["sources"]) for one in desk.stored()] == [0, 1]
    assert hand.actions == 6


def test_a_selection_grows_by_word_sentence_paragraph_and_shrinks_again(desk: Desk) -> None:
    at(with_sentences(desk), "council")
    grown = []
    for _ in range(4):
        desk.press("a").page.wait_for_timeout(300)
        grown.append(desk.page.evaluate(SELECTED))
    assert grown[0] == "council"
    assert grown[1].endswith("U.N. council") and grown[1].startswith("PHNOM PENH, Sept. 12")
    assert grown[3].endswith("It did not answer.")
    desk.press("A", "A", "A")
    assert desk.page.evaluate(SELECTED) == "council"


def test_the_caret_and_the_selection_move_by_sentences_of_the_language(desk: Desk) -> None:
    at(with_sentences(desk), "wrote").press(".", ">", "c")
    assert quotes(desk) == [["It did not answer."]]


@pytest.mark.parametrize(
    ("mode", "part", "whole"),
    [
        ("off", "ght grou", "ght grou"),
        ("word", "ght grou", "Eight groups"),
        ("sentence", "spokesman, Mr", "It is biased,” the ministry’s spokesman, Mr. Sok, said on Friday"),
        ("word", "ឋាភិ", "ដ្ឋាភិ"),
        ("sentence", "否认", "否认"),
    ],
)
def test_selections_snap_as_their_script_wants(desk: Desk, mode: str, part: str, whole: str) -> None:
    snap(with_sentences(desk), mode).select(part).press("c")
    assert quotes(desk) == [[whole]]


def test_parts_are_added_and_taken_out(desk: Desk) -> None:
    desk.select("Eight groups wrote").press("c").select("the U.N. council").press("p").select("groups").press("P")
    assert quotes(desk) == [["Eight", "wrote", "the U.N. council"]]


def test_a_boundary_moves_by_character_over_a_space_and_says_where_it_ends(desk: Desk) -> None:
    desk.select("groups").press("c", "Alt+]", "Alt+[", "Alt+[")
    assert quotes(desk) == [["ht groups w"]]
    desk.select_range(len(desk.text) - 3, len(desk.text)).press("c", "]")
    expect(desk.page.locator("[data-hint]")).to_have_text("The boundary cannot move further.")


def test_enter_on_the_head_of_an_open_card_leads_into_its_form(desk: Desk) -> None:
    desk.select("Eight groups").press("c", "Escape", "j", "Enter")
    expect(desk.active('[data-attribute="normalized"] textarea')).to_be_focused()


def test_tab_takes_the_name_that_is_offered(desk: Desk) -> None:
    desk.select("Eight groups").press("c")
    desk.active('[data-attribute="speaker"] input').click()
    desk.page.keyboard.type("A group of tabs")
    expect(desk.page.get_by_role("option", name="Add “A group of tabs”")).to_be_visible()
    desk.press("Tab")
    expect(desk.page.locator('[data-entity-dialog] [name="name"]')).to_have_value("A group of tabs")
    desk.press("Enter")
    assert desk.stored()[0]["attributes"]["speaker"]


def test_a_boundary_is_dragged_with_the_mouse(desk: Desk) -> None:
    desk.select("Eight groups").press("c").saved()
    left, top, width, height = desk.page.evaluate(BOX, "council")
    grip = desk.page.locator(".grip.end").bounding_box()
    desk.page.mouse.move(grip["x"] + 6, grip["y"] + 8)
    desk.page.mouse.down()
    desk.page.mouse.move(left + width - 12, top + height / 2, steps=5)
    desk.page.mouse.move(left + width - 1, top + height / 2)
    desk.page.mouse.up()
    assert quotes(desk) == [["Eight groups wrote to the U.N. council"]]


def test_the_next_unfinished_and_the_next_without_its_link_are_one_key_away(desk: Desk) -> None:
    desk.select("Eight groups").press("c").select("It is biased").press("r").select("Turnout").press("o", "Escape")
    desk.press("u", "u")
    expect(desk.active()).to_have_attribute("data-tag", "rebuttal")
    desk.press("u", "i")
    expect(desk.active()).to_have_attribute("data-tag", "rebuttal")


def test_the_palette_finds_an_act_by_a_few_letters_and_keeps_the_selection(desk: Desk) -> None:
    desk.select("Eight groups").press("Control+k")
    expect(desk.page.get_by_role("combobox", name="Type what you want to do")).to_be_focused()
    desk.page.keyboard.type("tag omi")
    desk.press("Enter")
    expect(desk.page.locator("[data-annotation]")).to_have_attribute("data-tag", "omission")
    assert quotes(desk) == [["Eight groups"]]


def test_answers_of_the_last_are_given_again_by_one_key(desk: Desk) -> None:
    desk.select("Eight groups").press("c")
    desk.active('label.chip:has(input[value="direct_quote"])').click()
    desk.press("Escape").select("Turnout").press("c", "=")
    assert [one["attributes"] for one in desk.stored()] == [{"voice": "direct_quote"}] * 2


def test_an_answer_given_lately_is_one_press_away(desk: Desk) -> None:
    desk.select("Eight groups").press("c")
    desk.active('label.chip:has(input[value="causal"])').click()
    desk.press("Escape").select("Turnout").press("c")
    desk.active(".lately").get_by_role("button", name="Cause").click()
    assert [one["attributes"] for one in desk.stored()] == [{"claim_type": ["causal"]}] * 2


def test_a_changed_key_is_shown_where_it_applies(desk: Desk) -> None:
    desk.press("?")
    box = desk.page.get_by_label("Key: Claim")
    box.fill("q")
    box.blur()
    other = desk.page.get_by_label("Key: Rebuttal")
    other.fill("q")
    other.blur()
    expect(desk.page.locator("dialog [role=alert]:not(:empty)")).to_have_text("q is taken already.")
    expect(other).to_have_value("r")
    desk.press("Escape").select("Eight groups").press("q")
    assert len(desk.stored()) == 1
    expect(desk.page.locator('[data-tag-choice="claim"] kbd')).to_have_text("q")


def test_with_a_finger_the_palette_keeps_the_selection(house: House, window: Callable[..., Page]) -> None:
    article, text = house.give()
    page = window(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    desk = Desk(page, house.people["dara"], house.address, article, text).open()
    desk.select("Eight groups")
    page.locator('[data-tag-choice="claim"]').tap()
    assert quotes(desk) == [["Eight groups"]]
    assert not page.locator(".palette.near").count()
