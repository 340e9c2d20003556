"""Every page in the made-up language: nothing is left in English, and the mirrored layout holds on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from annotator.web.catalogs import MADE_UP
from annotator.web.forms.imports import CHARSETS
from annotator.web.pseudo import said
from exports.format import formats
from tests.browser.desk import Desk, signed_in
from tests.browser.looks import too_wide
from tests.browser.server import Client, Workspace, served, settled_if_desk
from tests.browser.test_pages import (
    CHECK,
    ROLES,
    SLUG,
    SOURCE,
    TEXT,
    VISITORS,
    House,
    addresses,
    fill,
    look_again,
    wait,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
SAID = """html => {
  const document = html ? new DOMParser().parseFromString(html, 'text/html') : window.document;
  const data = '[data-foreign], [dir=auto], [data-article-text], bdi, code, kbd, time, textarea';
  const seen = [];
  const own = element => element.closest(data) || element.closest('script, style, template, noscript');
  const where = element => element.cloneNode(false).outerHTML.slice(0, 90);
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element && !own(element)) seen.push([where(element), walker.currentNode.data]);
  }
  const names = ['title', 'aria-label', 'aria-description', 'placeholder', 'alt'];
  for (const element of document.querySelectorAll(names.map(name => `[${name}]`).join()))
    for (const name of names)
      if (element.hasAttribute(name) && !own(element)) seen.push([where(element), element.getAttribute(name)]);
  return seen.filter(([, text]) => text.trim());
}"""
LETTERS_AT = """one => [0, 1].map(at => {
  const range = document.createRange();
  range.setStart(one.firstChild, at);
  range.setEnd(one.firstChild, at + 1);
  return range.getBoundingClientRect().left;
})"""
SIDES = "all => all.map(one => one.getBoundingClientRect()).map(({left, right}) => [left, right])"
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
LETTERS = re.compile(r"[A-Za-z]{2,}")
PSEUDONYM = re.compile(r"\ba-[a-z0-9]{10}\b")
DATA = {
    *ROLES,
    SLUG,
    "Annotator",
    "Courier",
    "bridge",
    "The mayor",
    "The old bridge is safe",
    "the old bridge is safe",
    "Mayor, the",
    "UTF-16",
    "Chrome",
    "Linux",
    "Budget report",
    "The treasury",
    "admin",
    "English",
    *(f"({name})" for name in (*CHARSETS, *(info.name for info in formats()))),
}
"""What the fixture called people, project, outlet and story; names of the program, of formats and encodings."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[House]:
    workspace = Workspace(tmp_path_factory.mktemp("languages") / "workspace")
    workspace.make(settings="pseudo_locale = true\n")
    workspace.make_project(SLUG)
    tokens = {
        name: workspace.add_person(name, admin=name == "max", roles={SLUG: roles}) for name, roles in ROLES.items()
    }
    with served(workspace, workers=1) as address:
        fill({name: Client(address, token) for name, token in tokens.items()})
        known = {"recheck_id": [look_again(workspace)], "source_id": [SOURCE], "check_id": [CHECK]}
        paths = addresses(workspace, page_id=[wait(workspace)], **known)
        house = House(address, paths)
        for name in ROLES:
            house.cookies[name] = signed_in(browser, address, name)
        yield house


@pytest.fixture
def desk(house: House, browser: Browser) -> Iterator[Desk]:
    """The desk of an annotator in the made-up language."""
    context = browser.new_context(storage_state=house.cookies["ann"], locale=MADE_UP)
    client = Client(house.address, "")
    yield Desk(context.new_page(), client, house.address, "waiting", TEXT.format(day="Monday")).open()
    context.close()


@pytest.fixture(scope="module")
def heard() -> set[tuple[str, str]]:
    """What pages in which nothing was wrong have said, and in which elements."""
    return set()


@pytest.mark.parametrize("name", VISITORS)
def test_no_text_is_left_in_english_and_no_page_is_wider_than_a_phone(
    house: House, browser: Browser, name: str, heard: set[tuple[str, str]]
) -> None:
    """Who comes later opens the pages that say something new."""
    context = browser.new_context(storage_state=house.cookies.get(name), locale=MADE_UP, **PHONE)
    page, reader, wrong = context.new_page(), context.new_page(), []
    for path in house.paths:
        answer = context.request.get(house.address + path, max_redirects=0)
        if answer.status != 200:
            continue
        told = {(element, text) for element, text in reader.evaluate(SAID, answer.text())}
        if told <= heard:
            continue
        page.goto(house.address + path)
        settled_if_desk(page)
        assert page.locator(f'html[lang="{MADE_UP}"][dir="rtl"]').count() == 1
        faults = [*too_wide(page), *english(page)]
        wrong += [f"{path}: {fault}" for fault in faults]
        heard |= set() if faults else told
    context.close()
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_the_desk_speaks_in_it_too(desk: Desk) -> None:
    page = desk.page
    desk.select("the old bridge is safe").press("c").saved()
    page.keyboard.press("Escape")
    page.locator("[data-hand-in]").click()
    page.locator("[data-alerts] h2").wait_for()
    wrong = list(english(page))
    page.keyboard.press("Control+k")
    page.locator("dialog.commands [role=option]").first.wait_for()
    wrong += list(english(page))
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_a_reading_is_amended_in_it_too(house: House, browser: Browser) -> None:
    context = browser.new_context(storage_state=house.cookies["rita"], locale=MADE_UP)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{house.address}/articles/done/review")
    page.keyboard.press("e")
    words = page.locator("textarea[data-words]")
    before = words.input_value()
    page.locator("[data-edge='end'][data-step='-1']").click()
    assert before.startswith(after := words.input_value()) and after != before
    page.locator("[data-context] mark").evaluate("element => getSelection().selectAllChildren(element)")
    expect(words).to_have_value("the old bridge is safe")
    context.close()
    assert not wrong


def test_a_figure_begins_with_its_dot_where_one_reads_from_the_right(house: House, browser: Browser) -> None:
    context = browser.new_context(storage_state=house.cookies["olga"], locale=MADE_UP, **PHONE)
    page = context.new_page()
    page.goto(f"{house.address}/projects/{SLUG}/agreement")
    figure = page.locator("td.number a", has_text=re.compile(r"^\.\d\d$")).first
    dot, digit = figure.evaluate(LETTERS_AT)
    context.close()
    assert dot < digit


def test_a_long_name_does_not_stand_on_the_bar_of_a_phone(house: House, browser: Browser) -> None:
    context = browser.new_context(storage_state=house.cookies["olga"], locale=MADE_UP, **PHONE)
    page = context.new_page()
    page.goto(f"{house.address}/help")
    page.locator(".bar .menu > summary").evaluate("one => { one.firstChild.data = 'an.admin.with.a.long.name'; }")
    [name], links = (page.locator(one).evaluate_all(SIDES) for one in (".bar .menu > summary", ".bar nav a"))
    context.close()
    assert all(name[1] <= left for left, _ in links)


def test_every_aid_of_the_desk_speaks_in_it(desk: Desk) -> None:
    page = desk.page
    wrong: list[str] = []
    desk.select("The mayor").press("c").select("the old bridge is safe").press("r").saved()
    for key in ("s", "l", "t", "y", "/", "m", "?", "L"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        wrong += [f"{key}: {fault}" for fault in english(page)]
        desk.press("Escape", "j")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_a_flag_is_understood_in_any_language(desk: Desk) -> None:
    page = desk.page
    page.keyboard.press("Control+k")
    page.locator("dialog.commands input").fill(said("Flag the article as unsuitable"))
    desk.press("Enter")
    page.locator("dialog.comments textarea").fill("A weather report")
    page.locator("dialog.comments .main").click()
    desk.saved()
    items = page.request.get(f"{desk.address}/api/v1/articles/waiting/comments").json()["items"]
    assert [(one["kind"], one["text"]) for one in items] == [("unsuitable", "A weather report")]


def english(page: Page) -> Iterator[str]:
    """Yield each element with a text that is neither in the made-up language nor data."""
    for element, text in page.evaluate(SAID):
        left = PSEUDONYM.sub(" ", text)
        while BRACKETED.search(left):
            left = BRACKETED.sub(" ", left)
        for word in sorted(DATA, key=len, reverse=True):
            left = left.replace(word, " ")
        if LETTERS.search(left):
            yield f"{element} says {' '.join(text.split())[:120]!r}"
