"""The desk in a real browser, on the real server: what is done with the hands is what is stored."""

from __future__ import annotations

import random
import uuid
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from annotator.models import Annotation
from tests.browser.desk import Desk
from tests.browser.house import MENU, House, desk, house, page, signed

__all__ = ["desk", "house", "page", "signed"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_page_holds_the_text_and_nothing_else(desk: Desk) -> None:
    assert desk.page.locator("[data-article-text]").text_content() == desk.text


@pytest.mark.parametrize(("key", "tag"), [("c", "claim"), ("r", "rebuttal"), ("o", "omission"), ("f", "framing")])
def test_a_key_tags_what_is_selected(desk: Desk, key: str, tag: str) -> None:
    start, end = desk.place("eight groups")
    desk.select("eight groups").press(key)
    assert desk.cards() == [(tag, str(start), str(end))]
    assert desk.stored()[0]["anchor"]["segments"] == [{"start": start, "end": end, "exact": "eight groups"}]


def test_a_button_tags_what_the_mouse_selected(desk: Desk) -> None:
    desk.drag("sent a letter")
    desk.page.click('[data-tag-choice="framing"]')
    assert desk.stored()[0]["anchor"]["segments"][0]["exact"] == "sent a letter"


def test_a_caret_and_o_mark_what_is_missing(desk: Desk) -> None:
    _, end = desk.place("to the council")
    desk.select_range(end, end).press("o")
    [omission] = desk.stored()
    assert omission["anchor"]["kind"] == "point"
    assert omission["anchor"]["segments"] == [{"start": end, "end": end, "exact": ""}]
    assert desk.page.locator(".point").count() == 1


def test_white_space_and_half_characters_are_no_part_of_it(desk: Desk) -> None:
    start, end = desk.place("👨‍👩‍👧")
    desk.select_range(start + 1, end + 1).press("c")
    assert desk.stored()[0]["anchor"]["segments"][0]["exact"] == "👨‍👩‍👧"


def test_boilerplate_is_refused_in_words(desk: Desk) -> None:
    desk.select_range(2, 9).press("c")
    assert "not part of the article" in desk.page.locator("[data-hint]").inner_text()
    assert desk.cards() == []


def test_a_selection_over_boilerplate_keeps_what_is_text(desk: Desk) -> None:
    _, end = desk.place("Ministry dismisses")
    desk.select_range(3, end).press("c")
    assert desk.stored()[0]["anchor"]["segments"][0]["exact"] == "Ministry dismisses"


def test_any_selection_is_stored_as_the_text_at_its_offsets(desk: Desk) -> None:
    dice = random.Random(9)
    for _ in range(40):
        start, end = sorted(dice.sample(range(len(MENU), len(desk.text)), 2))
        desk.select_range(start, end).press(dice.choice("crof"))
    for annotation in desk.stored():
        for segment in annotation["anchor"]["segments"]:
            assert desk.text[segment["start"] : segment["end"]] == segment["exact"]


def test_the_text_has_no_more_elements_for_it(desk: Desk) -> None:
    count = "document.querySelectorAll('[data-article-text] *').length"
    before = desk.page.evaluate(count)
    for words in ("eight groups", "the ministry said", "eight"):
        desk.select(words).press("c", "Escape")
    assert desk.page.evaluate(count) == before


def test_a_form_is_filled_by_keyboard_and_left_with_escape(desk: Desk) -> None:
    desk.select("eight groups").press("c", "Enter")
    desk.page.keyboard.type("Eight groups wrote to the council.")
    desk.press("Escape")
    assert desk.stored()[0]["attributes"] == {"normalized": "Eight groups wrote to the council."}
    assert desk.page.evaluate("document.activeElement.hasAttribute('data-article-text')")


def test_terms_are_chosen_and_taken_back(desk: Desk) -> None:
    desk.select("eight groups").press("c")
    voice = desk.active('[data-attribute="voice"] .chip').first
    voice.click()
    assert desk.stored()[0]["attributes"] == {"voice": "author_voice"}
    voice.click()
    assert desk.stored()[0]["attributes"] == {}


def test_a_name_is_made_while_typing_and_found_again(desk: Desk) -> None:
    name = f"Ministry {uuid.uuid4().hex[:6]}"
    desk.select("eight groups").press("c")
    desk.active('[data-attribute="speaker"] input').click()
    desk.page.keyboard.type(name)
    desk.page.wait_for_selector(f'[role="option"]:has-text("Add “{name}”")')
    desk.press("Enter", "Enter")
    speaker = desk.stored()[0]["attributes"]["speaker"]
    assert desk.client.send("GET", f"/projects/demo/entities/{speaker}").body["name"] == name


def test_a_source_is_made_and_linked(desk: Desk) -> None:
    desk.select("eight groups").press("c", "s")
    desk.page.keyboard.type(f"https://example.org/{uuid.uuid4()}")
    desk.page.wait_for_selector('[role="option"]:has-text("New source")')
    desk.press("Enter")
    for name, value in (("title", "Open letter"), ("publisher", "ICJ")):
        desk.page.fill(f"#source-{name}", value)
    desk.page.select_option("#source-tier", "primary")
    desk.page.select_option("#source-genre", "statement")
    desk.page.click("dialog[open] button[type=submit]")
    assert [link["stance"] for link in desk.stored()[0]["sources"]] == ["supports"]


def test_a_rebuttal_is_linked_to_its_claim_by_key(desk: Desk) -> None:
    desk.select("eight groups").press("c").select("It is biased").press("r", "l")
    desk.page.wait_for_selector('[role="option"]')
    desk.press("ArrowDown", "Enter")
    [relation] = desk.relations()
    assert relation["type"] == "rebuts"
    assert "rebuts" in desk.active("[data-links]").inner_text()


def test_a_target_may_be_clicked_in_the_text(desk: Desk) -> None:
    desk.select("eight groups").press("c").select("It is biased").press("r", "l")
    desk.click("eight")
    assert [relation["type"] for relation in desk.relations()] == ["rebuts"]


def test_undo_and_redo_reach_the_server(desk: Desk) -> None:
    desk.select("eight groups").press("c").select("a letter").press("f")
    desk.press("Control+z")
    assert len(desk.stored()) == 1
    desk.press("Control+Shift+z")
    assert len(desk.stored()) == 2


def test_deleting_takes_links_along_and_undo_brings_them_back(desk: Desk) -> None:
    desk.select("eight groups").press("c").select("It is biased").press("r", "l")
    desk.click("eight").saved().press("j", "Delete")
    assert (len(desk.stored()), desk.relations()) == (1, [])
    desk.press("Control+z")
    assert (len(desk.stored()), len(desk.relations())) == (2, 1)


def test_boundaries_move_by_word_and_by_character(desk: Desk) -> None:
    desk.select("eight groups").press("c", "]", "[")
    assert desk.stored()[0]["anchor"]["segments"][0]["exact"] == "12, eight groups sent"
    desk.press("Alt+Shift+]")
    assert desk.stored()[0]["anchor"]["segments"][0]["exact"] == "12, eight groups sen"


def test_a_claim_becomes_a_framing(desk: Desk) -> None:
    desk.select("eight groups").press("c", "Shift+F")
    assert [annotation["tag"] for annotation in desk.stored()] == ["framing"]


def test_a_click_takes_the_smallest_and_again_the_one_around_it(desk: Desk) -> None:
    desk.select("eight groups sent a letter").press("r").select("groups").press("c", "Escape")
    desk.click("groups")
    assert desk.active().get_attribute("data-tag") == "claim"
    desk.page.wait_for_timeout(600)
    desk.click("groups")
    assert desk.active().get_attribute("data-tag") == "rebuttal"


def test_the_caret_moves_without_a_mouse(desk: Desk) -> None:
    start, _ = desk.place("eight groups")
    desk.page.locator("[data-article-text]").focus()
    desk.select_range(start, start).press("Control+Shift+ArrowRight", "c")
    assert desk.stored()[0]["anchor"]["segments"][0]["exact"] == "eight"


def test_single_letter_keys_can_be_switched_off(desk: Desk) -> None:
    desk.press("?")
    desk.page.locator("[data-single-keys]").uncheck()
    desk.press("Escape").select("eight groups").press("c")
    assert desk.cards() == []


def test_what_is_missing_at_hand_in_leads_to_the_field(desk: Desk) -> None:
    desk.select("eight groups").press("c").saved()
    desk.page.click("[data-hand-in]")
    desk.page.locator('[data-alert="handin"] a', has_text="Speaker").click()
    assert desk.page.evaluate("document.activeElement.closest('[data-attribute]').dataset.attribute") == "speaker"


def test_handing_in_makes_it_read_only_and_reopening_undoes_that(desk: Desk) -> None:
    desk.page.click("[data-hand-in]")
    desk.page.wait_for_selector("[data-reopen]")
    desk.saved().select("eight groups").press("c")
    assert desk.cards() == []
    desk.page.click("[data-reopen]")
    desk.page.wait_for_selector("[data-hand-in]")
    desk.saved().select("eight groups").press("c")
    assert len(desk.stored()) == 1


def test_the_cards_are_there_before_any_script(desk: Desk, house: House) -> None:
    desk.select("eight groups").press("c").saved()
    context = desk.page.context.browser.new_context(  # type: ignore[union-attr]
        java_script_enabled=False, storage_state=desk.page.context.storage_state()
    )
    bare = context.new_page()
    bare.goto(f"{house.address}/articles/{desk.article}")
    assert "eight groups" in bare.locator("[data-annotation]").inner_text()
    context.close()


def test_on_a_phone_the_card_is_a_sheet_over_the_text(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 360, "height": 740})
    desk.select("eight groups")
    desk.page.click('[data-tag-choice="claim"]')
    box = desk.active().bounding_box()
    assert round(box["y"] + box["height"]) == 740
    assert desk.page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_page_that_was_not_made_whole_says_so_and_is_loaded_again(desk: Desk, house: House) -> None:
    [made] = desk.select("eight groups").press("c").stored()
    of_it = select(Annotation).where(Annotation.uuid == made["id"])
    with house.workspace.writing() as session:
        row = session.scalars(of_it).one()
        anchor, row.anchor = row.anchor, {}
    desk.page.reload()
    expect(desk.page.locator("[data-broken]")).to_contain_text("Nothing is lost")
    assert desk.page.locator("[data-saving]").get_attribute("data-saving") != "saved"
    with house.workspace.writing() as session:
        session.scalars(of_it).one().anchor = anchor
    desk.page.get_by_role("link", name="Load the page again").click()
    assert len(desk.saved().cards()) == 1


def test_words_that_name_the_speaker_and_the_saying_are_taken_from_the_selection(desk: Desk) -> None:
    desk.select("It is biased").press("c")
    desk.active("details.more > summary").click()
    for name, words in (("source_span", "the ministry"), ("cue_span", "said")):
        desk.select(words)
        desk.active(f'[data-attribute="{name}"] [data-take]').click()
        expect(desk.active(f'[data-attribute="{name}"] [data-anchor-words]')).to_have_text(words)
    said = {name: one["segments"][0]["exact"] for name, one in spans(desk).items()}
    assert said == {"source_span": "the ministry", "cue_span": "said"}
    desk.open().click("It is biased")
    desk.active("details.more > summary").click()
    desk.active('[data-attribute="cue_span"] [data-clear]').click()
    assert list(spans(desk)) == ["source_span"]


def spans(desk: Desk) -> dict[str, Any]:
    attributes = desk.stored()[0]["attributes"]
    return {name: one for name, one in attributes.items() if name.endswith("_span")}
