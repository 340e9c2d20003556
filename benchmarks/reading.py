"""The desk with a long article in a real browser: until it answers, until a highlight shows, how many elements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from annotator.config import find_workspace
from annotator.db import open_store
from annotator.permissions import OPERATOR
from annotator.queries import actors, projects
from annotator.services import accounts, annotating, assigning, importing
from benchmarks import material
from benchmarks.figures import Figure
from tests.browser.conftest import SWITCHES
from tests.browser.desk import log_in
from tests.browser.server import Workspace, served, settled
from tests.browsers import find_chromium

ROUNDS = 5
WORDS = 20_000
SLUG = "long"
ARTICLES = {"none": 0, "thousand": 1000, "many": 5000}
# Presses j until a card has opened and all highlights are there, then lets two frames pass.
OPEN = """() => {
  const sizes = () => [...CSS.highlights].map(([name, set]) => name === 'active' ? 0 : set.size);
  const painted = () => sizes().reduce((sum, size) => sum + size, 0);
  const press = () => {
    document.body?.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true, cancelable: true}));
    const open = document.querySelector('.card.active') && painted() >= 1000;
    if (!open) return setTimeout(press, 10);
    requestAnimationFrame(() => requestAnimationFrame(() => { window.answered = performance.now(); }));
  };
  press();
}"""
SELECT = """at => {
  const text = document.querySelector('[data-article-text]');
  const node = text.querySelectorAll('p')[at].firstChild;
  node.parentElement.scrollIntoView({block: 'center', behavior: 'instant'});
  getSelection().setBaseAndExtent(node, 4, node, 60);
}"""
# The frame after the key has been painted when the message that its callback sends arrives.
WATCH = """() => addEventListener('keydown', event => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { window.painted = performance.now() - event.timeStamp; };
  requestAnimationFrame(() => channel.port2.postMessage(0));
}, true)"""


def measure(folder: Path) -> list[Figure]:
    """Measure in the browser of this machine; nothing when it has none."""
    chromium = find_chromium()
    if chromium is None:
        print("No browser on this machine: nothing is measured here.")
        return []
    workspace = Workspace(folder / "workspace")
    _fill(workspace)
    with served(workspace) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        return list(_figures(browser, address))


def _figures(browser: Browser, address: str) -> Iterator[Figure]:
    known = _known(browser, address)
    opened = median(_opening(browser, address, known) for _ in range(ROUNDS))
    yield Figure(f"{WORDS:,} words with 1,000 annotations, answering keys", opened / 1000, "s", 1.5)
    with _page(browser, known) as page:
        yield Figure("a new highlight painted", median(_painting(page, address)), "ms", 50)
        none, many = (_elements(page, address, name) for name in ("none", "many"))
        yield Figure("elements in the text with 5,000 annotations", many, "", 1, none)


def _opening(browser: Browser, address: str, known: Any) -> float:
    """Return the milliseconds from the start of the navigation, with an empty cache, until a key was answered."""
    with _page(browser, known) as page:
        page.add_init_script(f"({OPEN})()")
        page.goto(f"{address}/articles/thousand", wait_until="commit")
        page.wait_for_function("() => window.answered", timeout=60_000)
        return float(page.evaluate("() => window.answered"))


def _painting(page: Page, address: str) -> Iterator[float]:
    """Yield the milliseconds from a key to the frame that shows what it made."""
    page.goto(f"{address}/articles/thousand")
    settled(page)
    page.evaluate(WATCH)
    for number in range(2 * ROUNDS):
        page.evaluate(SELECT, 10 * number + 5)
        count = page.evaluate("() => CSS.highlights.get('claim').size")
        page.evaluate("() => { window.painted = null; }")
        page.keyboard.press("c")
        page.wait_for_function("() => window.painted")
        assert page.evaluate("() => CSS.highlights.get('claim').size") == count + 1
        yield float(page.evaluate("() => window.painted"))
    settled(page)


def _elements(page: Page, address: str, name: str) -> int:
    page.goto(f"{address}/articles/{name}")
    page.wait_for_function(f"() => document.querySelectorAll('[data-annotation]').length >= {ARTICLES[name]}")
    return int(page.evaluate("() => document.querySelectorAll('[data-article-text] *').length"))


def _known(browser: Browser, address: str) -> Any:
    """Log in once, and return what the browser then holds."""
    context = browser.new_context()
    log_in(context.new_page(), address, "reader")
    state = context.storage_state()
    context.close()
    return state


@contextmanager
def _page(browser: Browser, known: Any) -> Iterator[Page]:
    context = browser.new_context(storage_state=known, viewport={"width": 1280, "height": 800})
    try:
        yield context.new_page()
    finally:
        context.close()


def _fill(workspace: Workspace) -> None:
    """Make the same long article with no, a thousand and five thousand annotations."""
    workspace.make()
    workspace.make_project(SLUG)
    workspace.add_person("reader", roles={SLUG: ["annotator"]})
    found = find_workspace(workspace.folder)
    store = open_store(found.database_url, found.lock_path)
    for name, count in ARTICLES.items():
        body = material.text(7, WORDS) + f"{name}\n"
        with store.writing() as session:
            project = projects.find(session, OPERATOR, SLUG)
            article, _ = importing.import_one(
                session, OPERATOR, project, {"id": name, "language": "en", "text": body}
            )
            reader = accounts.find(session, "reader")
            assigning.assign(session, OPERATOR, project, article, reader)
            actor = actors.of_account(session, reader)
            for key, draft in material.drafts(body, count):
                annotating.put(session, actor, name, key, draft, if_match=None)
    store.close()
