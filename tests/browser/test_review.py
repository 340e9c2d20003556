"""The review desk in a real browser: every decision by a key, nothing by the mouse."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bodies import TEXT, source
from tests.browser.desk import log_in
from tests.browser.server import Client, Workspace, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROLES = {"ann": ["annotator"], "ben": ["annotator"], "rita": ["reviewer"], "max": ["manager"]}
ANSWERS = {"voice": "direct_quote", "claim_type": ["numerical"], "checkworthiness": "checkworthy_factual"}
WORDS = "exports rose by 12 percent in 2023"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: Path) -> Iterator[tuple[str, dict[str, str]]]:
    workspace = Workspace(tmp_path_factory.mktemp("review") / "workspace")
    workspace.make()
    workspace.make_project("news")
    tokens = {name: workspace.add_person(name, roles={"news": roles}) for name, roles in ROLES.items()}
    with served(workspace, workers=1) as address:
        yield address, tokens


@pytest.fixture
def desk(house: tuple[str, dict[str, str]], page: Page) -> Page:
    """The review desk of an article with three cases: a boundary, and two that only one person marked."""
    address, tokens = house
    clients = {name: Client(address, token) for name, token in tokens.items()}
    text = f"{TEXT} {uuid.uuid4()}"
    [article] = clients["max"].import_lines("news", [{"text": text, "regions": []}])
    clients["max"].assign("news", article, "ann", "ben")
    speaker = str(uuid.uuid4())
    clients["max"].send("PUT", f"/projects/news/entities/{speaker}", {"name": "The ministry", "kind": "outlet"})
    answers = {**ANSWERS, "speaker": speaker, "normalized": "Exports rose."}
    start = text.index(WORDS)
    for name, cut in (("ann", 0), ("ben", 8)):
        clients[name].annotate(article, text, start, start + len(WORDS) - cut, attributes=answers)
    for words in ("Critics called the figure misleading", "kept silent about the debt"):
        at = text.index(words)
        clients["ann"].annotate(article, text, at, at + len(words), attributes=answers)
    for name in ("ann", "ben"):
        clients[name].send("PUT", f"/articles/{article}/submission")
    log_in(page, address, "rita")
    page.goto(f"{address}/articles/{article}/review")
    return page


def settle(desk: Page, key: str, *, why: str = "") -> None:
    desk.keyboard.press(key)
    if why:
        desk.get_by_label("Why").fill(why)
    desk.get_by_label("Reason").select_option("slip")
    desk.locator("[data-lane], [data-words]").first.evaluate("() => document.activeElement.blur()")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Settled", exact=False).first).to_be_visible()


def counts(desk: Page) -> str:
    return desk.locator(".queue h2").inner_text()


def test_three_cases_by_three_keys(desk: Page) -> None:
    assert counts(desk) == "3 open · 0 settled"
    settle(desk, "1")
    settle(desk, "n")
    settle(desk, "u")
    expect(desk.get_by_role("heading", name="All 3 cases settled")).to_be_visible()


def test_a_decision_is_taken_back_by_a_key(desk: Page) -> None:
    settle(desk, "2")
    assert counts(desk) == "2 open · 1 settled"
    desk.keyboard.press("z")
    expect(desk.get_by_text("The decision is taken back.")).to_be_visible()
    assert counts(desk) == "3 open · 0 settled"


def test_merging_needs_a_word_why(desk: Page) -> None:
    desk.keyboard.press("m")
    desk.get_by_label("Reason").select_option("slip")
    desk.get_by_role("button", name="Settle, next").click()
    expect(desk.locator(".error-summary")).to_contain_text("rationale")
    settle(desk, "m", why="Both are right.")


def test_the_words_selected_become_those_of_the_reading(desk: Page) -> None:
    desk.keyboard.press("2")
    desk.keyboard.press("e")
    expect(desk.get_by_role("heading", name="Amend reading 2: Claim")).to_be_visible()
    desk.locator("[data-context] mark").evaluate("element => getSelection().selectAllChildren(element)")
    expect(desk.get_by_label("Words", exact=True)).to_have_value(WORDS)
    settle(desk, "Escape", why="The year belongs to it.")


def test_the_words_selected_go_to_the_field_one_was_in_last(desk: Page) -> None:
    desk.keyboard.press("2")
    desk.keyboard.press("e")
    desk.get_by_text("More", exact=True).click()
    own, who = desk.get_by_label("Words", exact=True), desk.get_by_label("Where the speaker is named")
    before = own.input_value()
    who.focus()
    desk.locator("[data-context] mark").evaluate("element => getSelection().selectAllChildren(element)")
    expect(who).to_have_value(WORDS)
    assert own.input_value() == before


def test_letters_can_be_switched_off(desk: Page) -> None:
    desk.get_by_label("Single-letter keys").uncheck()
    desk.locator("h1").evaluate("() => document.activeElement.blur()")
    desk.keyboard.press("1")
    expect(desk.locator("[data-lane]:checked")).to_have_count(0)


def test_names_stay_hidden_until_the_decision(desk: Page) -> None:
    assert "a-" not in desk.locator(".lanes").inner_text()
    settle(desk, "1")
    desk.get_by_role("link", name="See the case you settled").click()
    expect(desk.locator(".lane-end small")).to_have_count(2)


def test_two_keys_settle_a_boundary(desk: Page) -> None:
    for key in ("1", "Enter"):
        desk.keyboard.press(key)
    expect(desk.get_by_text("Settled.")).to_be_visible()
    assert counts(desk) == "2 open · 1 settled"


def test_a_boundary_moves_by_a_word(desk: Page) -> None:
    desk.keyboard.press("2")
    desk.keyboard.press("e")
    words = desk.get_by_label("Words", exact=True)
    before = words.input_value()
    desk.locator("h1").evaluate("() => document.activeElement.blur()")
    desk.keyboard.press("ArrowRight")
    assert words.input_value().startswith(before)
    assert words.input_value() != before
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Shift+ArrowRight")
    assert words.input_value().startswith("rose by 12 percent")


def test_a_question_to_the_guidelines_by_a_key(desk: Page) -> None:
    desk.keyboard.press("g")
    desk.keyboard.type("Does the year belong to it?")
    desk.locator("[data-lane]").first.evaluate("() => document.activeElement.blur()")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Settled as undecidable.")).to_be_visible()


def tab_to(desk: Page, what: str) -> None:
    """Go on by the tab key until the focus is on what is meant."""
    for _ in range(60):
        desk.keyboard.press("Tab")
        if desk.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"no {what} within 60 steps")


def test_a_whole_adjudication_without_the_mouse(desk: Page) -> None:
    for key in ("1", "Enter"):
        desk.keyboard.press(key)
    expect(desk.locator(".queue h2").first).to_have_text("2 open · 1 settled")
    for number, key in enumerate(("n", "u"), 2):
        desk.keyboard.press(key)
        tab_to(desk, "[name='reason']")
        desk.keyboard.type("Slip")
        tab_to(desk, "[data-decide] button[type='submit']")
        desk.keyboard.press("Enter")
        if number == 2:
            expect(desk.locator(".queue h2").first).to_have_text("1 open · 2 settled")
    expect(desk.get_by_role("heading", name="All 3 cases settled")).to_be_visible()


def test_reason_and_why_are_a_key_away(desk: Page) -> None:
    desk.keyboard.press("2")
    desk.keyboard.press("e")
    desk.wait_for_selector("[data-words]")
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("w")
    desk.keyboard.type("Shorter says the same.")
    desk.keyboard.press("Escape")
    desk.keyboard.press("r")
    desk.keyboard.type("Slip")
    assert desk.locator("[name='reason']").input_value() == "slip"
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Settled with an amended reading.")).to_be_visible()


def test_a_phone_holds_the_editor(desk: Page, house: tuple[str, dict[str, str]]) -> None:
    """However long the title of a source that may be chosen."""
    address, tokens = house
    known = source("A report of very many words " * 6, f"https://report.example/{uuid.uuid4()}")
    Client(address, tokens["max"]).send("PUT", f"/projects/news/sources/{uuid.uuid4()}", known)
    desk.set_viewport_size({"width": 360, "height": 800})
    desk.keyboard.press("e")
    desk.wait_for_selector("#source")
    assert desk.evaluate("document.documentElement.scrollWidth") == 360


def test_a_word_without_end_stays_in_its_column(desk: Page) -> None:
    desk.locator("[data-context] mark").evaluate("one => { one.textContent = 'gesellschaft'.repeat(20); }")
    for size in ({"width": 1280, "height": 800}, {"width": 360, "height": 740}):
        desk.set_viewport_size(size)  # type: ignore[arg-type]
        assert desk.locator("[data-context]").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        assert desk.locator(".case").evaluate("one => one.getBoundingClientRect().right") <= size["width"]
