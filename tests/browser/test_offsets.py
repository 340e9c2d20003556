"""What is selected in the browser is what is stored and exported, in every script, to the character."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desk import log_in
from tests.browser.selections import TAGS, exported, faulty, source
from tests.browser.server import Client, Workspace, served, settled

SEED = 20260131
ARTICLES = 2
EACH = 40
BY_MOUSE = 6
SLUG = "scripts"
PLACE = """element => {
  const range = getSelection().getRangeAt(0);
  const units = (node, offset) => {
    const before = document.createRange();
    before.selectNodeContents(element);
    before.setEnd(node, offset);
    return before.toString().length;
  };
  const inside = element.contains(range.commonAncestorContainer);  // a drag may end on the bar above the text
  const ends = [units(range.startContainer, range.startOffset), units(range.endContainer, range.endOffset)];
  return [...ends, inside ? getSelection().toString() : ''];
}"""
SELECT = """(element, [from, to]) => {
  const at = units => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let seen = 0; walker.nextNode(); seen += walker.currentNode.length) {
      if (units <= seen + walker.currentNode.length) return [walker.currentNode, units - seen];
    }
  };
  getSelection().setBaseAndExtent(...at(from), ...at(to));
}"""
RECT = """(element, [from, to]) => {
  const at = units => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let seen = 0; walker.nextNode(); seen += walker.currentNode.length) {
      if (units < seen + walker.currentNode.length) return [walker.currentNode, units - seen];
    }
  };
  const points = [from, to].map(units => {
    const [node, offset] = at(units);
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    if (units === from) node.parentElement.scrollIntoView({block: 'center', behavior: 'instant'});
    const {left, right, top, bottom} = range.getBoundingClientRect();
    return [(left + right) / 2, (top + bottom) / 2];
  });
  return points;
}"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("offsets") / "workspace")
    workspace.make()
    workspace.make_project(SLUG)
    return workspace


@pytest.fixture(scope="module")
def desks(workspace: Workspace) -> Iterator[tuple[str, Client, list[str]]]:
    """The address, the annotator as a program, and the ids of the articles."""
    manager = workspace.add_person("manager", roles={SLUG: ["manager"]})
    token = workspace.add_person("reader", roles={SLUG: ["annotator"]})
    with served(workspace, workers=1) as address:
        client = Client(address, manager)
        lines = [{"id": f"text-{n}", "text": source(SEED + n), "regions": []} for n in range(ARTICLES)]
        ids = client.import_lines(SLUG, lines)
        for article in ids:
            client.assign(SLUG, article, "reader")
        yield address, Client(address, token), ids


def test_no_selection_is_stored_wrong(
    workspace: Workspace, desks: tuple[str, Client, list[str]], browser: Browser
) -> None:
    address, client, ids = desks
    page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(page, address, "reader")
    made = {article: tag_all(page, f"{address}/articles/{article}", n) for n, article in enumerate(ids)}
    page.context.close()
    records = {record["id"]: record for record in exported(workspace, SLUG)}
    wrong = []
    for article, selections in made.items():
        text = client.send("GET", f"/articles/{article}").body["text"]
        assert text == records[article]["text"] == source(SEED + ids.index(article)).replace("\r\n", "\n")
        stored = {a["id"]: a for a in client.layer(article)["annotations"]}
        (layer,) = records[article]["layers"]
        assert {a["id"]: a for a in layer["annotations"]} == stored
        assert stored.keys() == selections.keys()
        wrong += [fault for key in stored if (fault := faulty(text, stored[key], selections[key]))]
    assert not wrong, "\n".join(wrong)
    assert sum(map(len, made.values())) == ARTICLES * EACH


def tag_all(page: Page, address: str, number: int) -> dict[str, dict[str, Any]]:
    """Select and tag on one article; return by id what the browser said was selected, and the key."""
    page.goto(address)
    settled(page)
    text = page.locator("[data-article-text]")
    shown = text.evaluate("element => element.textContent")
    assert shown == source(SEED + number).replace("\r\n", "\n")
    edges = [len(shown[:at].encode("utf-16-le")) // 2 for at in range(len(shown) + 1)]
    chance = random.Random(SEED * 2 + number)
    made: dict[str, dict[str, Any]] = {}
    while len(made) < EACH:
        start, length = chance.randrange(len(shown) - 1), chance.choice((1, 2, 3, 5, 8, 30, 120))
        end = min(start + length, len(shown))
        if not shown[start:end].strip():
            continue
        chosen = by_mouse if len(made) % (EACH // BY_MOUSE) == 1 else by_script
        if chosen(page, edges[start], edges[end], backward=chance.random() < 0.3):
            selection = text.evaluate(PLACE)
            key = chance.choice("crf")
            page.keyboard.press(key)
            opened = page.wait_for_selector(".card.active", state="attached")  # a frame after its mark
            card = opened.get_attribute("data-annotation")
            assert card not in made, f"nothing was made of {selection}"
            made[card] = {"units": selection[:2], "string": selection[2], "tag": TAGS[key]}
    settled(page)
    return made


def by_script(page: Page, start: int, end: int, *, backward: bool) -> bool:
    ends = [end, start] if backward else [start, end]
    page.locator("[data-article-text]").evaluate(SELECT, ends)
    return True


def by_mouse(page: Page, start: int, end: int, *, backward: bool) -> bool:
    """Drag from one character to another; False when that selected no more than white space."""
    ends = [end - 1, start] if backward else [start, end - 1]
    (left, top), (right, bottom) = page.locator("[data-article-text]").evaluate(RECT, ends)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    page.mouse.move(right, bottom)
    page.mouse.up()
    return bool(page.evaluate("() => getSelection().toString().trim()"))
