"""Comments, flags, drafts, time on task and the first steps, each as a person has them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.reading.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def said(desk: Desk) -> list[tuple[str, str]]:
    desk.saved()
    items = desk.client.send("GET", f"/articles/{desk.article}/comments").body["items"]
    return [(item["role"], item["text"]) for item in items]


def command(desk: Desk, words: str) -> Desk:
    desk.press("Control+k")
    expect(desk.page.get_by_role("combobox", name="Type what you want to do")).to_be_focused()
    desk.page.keyboard.type(words)
    return desk.press("Enter")


def test_a_name_half_typed_is_kept_until_it_is_chosen_or_given_up(desk: Desk) -> None:
    desk.select("Eight groups").press("c")
    speaker = desk.page.locator("#claim-speaker")
    field = desk.page.locator("[data-attribute=speaker]")
    speaker.press_sequentially("Port author")
    desk.page.locator("[data-note-field], .card-quote").first.click()
    expect(speaker).to_have_value("Port author")
    expect(field).to_contain_text("Not chosen yet")
    desk.saved()
    desk.page.reload()
    desk.saved().press("j")
    expect(speaker).to_have_value("Port author")
    speaker.press("ArrowDown")
    expect(field.get_by_role("option", selected=True)).to_contain_text("Add “Port author”")
    desk.press("Enter")
    desk.page.get_by_role("button", name="Add name").click()
    desk.saved()
    expect(speaker).to_have_value("Port author")
    expect(field).not_to_contain_text("Not chosen yet")
    speaker.press_sequentially("ity")
    desk.press("Escape", "Tab")
    expect(speaker).to_have_value("Port author")
    assert desk.stored()[0]["attributes"]["speaker"]


def test_a_comment_is_kept_while_typed_sent_and_answered_by_the_reviewer(
    house: House, window: Callable[..., Page], desk: Desk
) -> None:
    desk.select("Eight groups").press("c", "Escape").saved().press("j", "m")
    desk.page.get_by_label("Your comment").fill("One claim or two?")
    desk.page.reload()
    desk.saved().press("j", "m")
    expect(desk.page.get_by_label("Your comment")).to_have_value("One claim or two?")
    desk.page.get_by_role("button", name="Say it").click()
    expect(desk.page.locator(".talk")).to_contain_text("One claim or two?")
    desk.press("Escape")
    assert said(desk) == [("annotator", "One claim or two?")]

    manager = window("mara")
    manager.goto(f"{desk.address}/articles/{desk.article}/comments")
    expect(manager.locator(".thread")).to_contain_text("On “Eight groups”")
    manager.get_by_label("Answer").fill("One.")
    manager.get_by_role("button", name="Answer").click()
    manager.get_by_role("button", name="Settle").click()
    expect(manager.locator(".thread")).to_contain_text("settled")
    assert said(desk)[1] == ("manager", "One.")

    reviewer = window("rita")
    reviewer.goto(f"{desk.address}/articles/{desk.article}/comments")
    expect(reviewer.locator("main")).to_contain_text("Nobody has said anything yet")


def test_a_flag_reaches_the_page_of_the_project(house: House, window: Callable[..., Page], desk: Desk) -> None:
    command(desk, "flag")
    desk.page.get_by_label("Why is it unsuitable").fill("It is an advertisement.")
    desk.page.get_by_role("button", name="Flag it").click()
    desk.saved()
    manager = window("mara")
    manager.goto(f"{desk.address}/projects/demo")
    expect(manager.locator("main")).to_contain_text("It is an advertisement.")


def test_a_source_that_was_begun_is_there_again(desk: Desk) -> None:
    desk.select("Eight groups").press("c").saved().press("s")
    desk.page.keyboard.type("Census")
    desk.active('[role="option"]').filter(has_text="New source").click()
    desk.page.fill("#source-publisher", "Bureau of numbers")
    desk.page.reload()
    desk.saved().press("j", "s")
    desk.page.keyboard.type("Cens")
    desk.active('[role="option"]').filter(has_text="New source").click()
    expect(desk.page.locator("#source-publisher")).to_have_value("Bureau of numbers")


def test_time_without_a_pause_is_shown_and_kept_with_the_change(desk: Desk) -> None:
    page = desk.page
    page.clock.install()
    page.goto(page.url)
    desk.saved()
    for seconds in (30, 30, 30, 600):
        page.clock.fast_forward(seconds * 1000)
        page.keyboard.press("Shift")
    desk.select("Eight groups").press("c").saved()
    page.reload()
    shown = page.locator("[data-spent]")
    expect(shown).to_have_attribute("data-seconds", re.compile(r"^1[45]\d$"))
    expect(shown).to_have_text("2 min")


def test_the_first_steps_go_on_as_things_are_done_and_come_once(desk: Desk) -> None:
    tour = desk.page.locator("[data-tour]")
    expect(tour).to_contain_text("1 of 5")
    desk.select("Eight groups")
    expect(tour).to_contain_text("2 of 5")
    desk.press("c")
    expect(tour).to_contain_text("3 of 5")
    tour.get_by_role("button", name="End the tour").click()
    desk.press("Escape", "j", "Delete").saved().open()
    desk.page.wait_for_timeout(500)
    expect(tour).to_have_count(0)
