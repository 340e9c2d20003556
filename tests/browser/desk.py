"""The desk as a person has it: a page that is logged in, and a few movements of the hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.server import PASSWORD, Client
from tests.visitors import hidden

SELECT = """([start, end]) => {
  const text = document.querySelector('[data-article-text]');
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const units = (node, points) => [...node.data].slice(0, points).join('').length;
  let before = 0, begun = false;
  while (nodes.nextNode()) {
    const node = nodes.currentNode, length = [...node.data].length;
    if (!begun && start <= before + length && node.data.trim()) {
      range.setStart(node, units(node, start - before));
      begun = true;
    }
    if (begun && end <= before + length) { range.setEnd(node, units(node, end - before)); break; }
    before += length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
BOX = """(words) => {
  const nodes = document.createTreeWalker(document.querySelector('[data-article-text]'), NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const at = nodes.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(nodes.currentNode, at);
    range.setEnd(nodes.currentNode, at + words.length);
    nodes.currentNode.parentElement.scrollIntoView({block: 'center'});
    const {left, top, width, height} = range.getBoundingClientRect();
    return [left, top, width, height];
  }
}"""


@dataclass
class Desk:
    """One annotator at one article; `client` asks the server what it has stored."""

    page: Page
    client: Client
    address: str
    article: str
    text: str

    def open(self) -> Desk:
        """Go to the article and wait until the outbox has been read."""
        self.page.goto(f"{self.address}/articles/{self.article}")
        return self.saved()

    def saved(self) -> Desk:
        """Wait until everything is on the server."""
        self.page.wait_for_timeout(50)
        self.page.wait_for_selector('[data-saving="saved"]', timeout=10_000)
        return self

    def end_login(self) -> Desk:
        """Take the cookies of the login away, once no answer is on its way that would bring them back."""
        self.page.wait_for_load_state("networkidle")
        self.page.context.clear_cookies()
        return self

    def place(self, words: str) -> tuple[int, int]:
        """Return where the words stand, in code points."""
        start = self.text.index(words)
        return start, start + len(words)

    def select(self, words: str) -> Desk:
        """Select the words."""
        return self.select_range(*self.place(words))

    def select_range(self, start: int, end: int) -> Desk:
        """Select between two code points; a caret when they are equal."""
        self.page.evaluate(SELECT, [start, end])
        return self

    def press(self, *keys: str) -> Desk:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def click(self, words: str) -> Desk:
        """Click into the middle of the words in the text."""
        left, top, width, height = self.page.evaluate(BOX, words)
        self.page.mouse.click(left + width / 2, top + height / 2)
        return self

    def drag(self, words: str) -> Desk:
        """Select the words with the mouse."""
        left, top, width, height = self.page.evaluate(BOX, words)
        self.page.mouse.move(left + 1, top + height / 2)
        self.page.mouse.down()
        self.page.mouse.move(left + width + 1, top + height / 2, steps=4)
        self.page.mouse.up()
        return self

    def cards(self) -> list[tuple[str, str | None, str | None]]:
        """Return tag, start and end of every card, in the order of the page."""
        found = self.page.locator("[data-annotation]").all()
        names = ("data-tag", "data-start", "data-end")
        return [tuple(card.get_attribute(name) for name in names) for card in found]  # type: ignore[misc]

    def active(self, inside: str = "") -> Any:
        """Return the open card, or something in it."""
        return self.page.locator(f".card.active {inside}".strip())

    def stored(self) -> list[dict[str, Any]]:
        """Return the annotations the server has, once all is saved."""
        self.saved()
        annotations: list[dict[str, Any]] = self.client.layer(self.article)["annotations"]
        return annotations

    def relations(self) -> list[dict[str, Any]]:
        """Return the links the server has, once all is saved."""
        self.saved()
        relations: list[dict[str, Any]] = self.client.layer(self.article)["relations"]
        return relations


def log_in(page: Page, address: str, name: str) -> None:
    """Log in without the form, which costs a page; `fill_login` does it as a person does."""
    _enter(page.context, address, name)


def signed_in(browser: Browser, address: str, name: str) -> Any:
    """Return the cookies of a log-in."""
    context = browser.new_context()
    _enter(context, address, name)
    state = context.storage_state()
    context.close()
    return state


def _enter(context: BrowserContext, address: str, name: str) -> None:
    shown = context.request.get(f"{address}/login").text()
    sent = {**hidden(shown), "username": name, "password": PASSWORD}
    answer = context.request.post(f"{address}/login", form=sent, headers={"Origin": address}, max_redirects=0)
    assert answer.status in {302, 303}, answer.text()


def fill_login(page: Page, name: str) -> None:
    """Send the form of the log-in page that is shown."""
    page.fill('[name="username"]', name)
    page.fill('[name="password"]', PASSWORD)
    page.press('[name="password"]', "Enter")
