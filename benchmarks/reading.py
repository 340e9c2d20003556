"""The desk in a real browser: until it answers, until a highlight shows, how it scrolls, what it loads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from annotator.config import find_workspace
from annotator.db import open_store
from annotator.permissions import OPERATOR
from annotator.queries import actors, projects
from annotator.services.corpus import importing
from annotator.services.desk import annotating
from annotator.services.people import accounts, assigning
from annotator.web.assets import STATIC
from benchmarks import material, reading_side
from benchmarks.figures import Figure
from tests.browser.conftest import SWITCHES
from tests.browser.desk import log_in
from tests.browser.server import Workspace, served, settled
from tests.browsers import find_chromium

ROUNDS = 5
KEYS = 40
WORDS = 20_000
SLUG = "long"
ARTICLES = {"short": (800, 40), "none": (WORDS, 0), "thousand": (WORDS, 1000), "many": (WORDS, 5000)}
"""Words and annotations of each article."""
AIDS = STATIC / "js/aids"
PAINTED = (
    ("short", "800 words", 33),
    ("thousand", f"{WORDS:,} words", 50),
    ("many", f"{WORDS:,} words with 5,000 annotations", 50),
)


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
    for name, count, limit in (("thousand", "1,000", 1.0), ("many", "5,000", 2.5)):
        opened = median(_opening(browser, f"{address}/articles/{name}", known) for _ in range(ROUNDS))
        words = f"{WORDS:,} words with {count} annotations, painted and answering"
        yield Figure(words, opened / 1000, "s", limit)
    for name, words, goal in PAINTED:
        with _page(browser, known) as page:
            times = list(_painting(page, f"{address}/articles/{name}"))
            yield Figure(f"a new highlight painted, p95, {words}", quantiles(times, n=20)[-1], "ms", goal)
    with _page(browser, known) as page:
        yield Figure(f"frames dropped while {WORDS:,} words scroll", _dropped(page, address), "%", 2)
    with _page(browser, known) as page:
        yield from _loaded(page, address)
        none, many = (_elements(page, address, name) for name in ("none", "many"))
        yield Figure("elements in the text with 5,000 annotations", many, "", 1, none)


def _opening(browser: Browser, address: str, known: Any) -> float:
    """Return the milliseconds from the start of the navigation, with an empty cache, until a key was answered."""
    with _page(browser, known) as page:
        page.add_init_script(f"({reading_side.OPEN})()")
        page.goto(address, wait_until="commit")
        page.wait_for_function("() => window.answered", timeout=60_000)
        return float(page.evaluate("() => window.answered"))


def _painting(page: Page, address: str) -> Iterator[float]:
    """Yield the milliseconds from a key to the frame that shows what it made."""
    page.goto(address)
    settled(page)
    page.evaluate(reading_side.WATCH)
    for number in range(KEYS):
        page.evaluate(reading_side.SELECT, number)
        page.wait_for_timeout(150)
        count = page.evaluate("() => CSS.highlights.get('claim').size")
        page.evaluate("() => { window.painted = null; }")
        page.keyboard.press("c")
        page.wait_for_function("() => window.painted")
        assert page.evaluate("() => CSS.highlights.get('claim').size") == count + 1
        yield float(page.evaluate("() => window.painted"))
    settled(page)


def _dropped(page: Page, address: str) -> float:
    """Return how many of a hundred frames were not there in time."""
    page.goto(f"{address}/articles/thousand")
    settled(page)
    return float(page.evaluate(reading_side.SCROLL))


def _loaded(page: Page, address: str) -> Iterator[Figure]:
    """Weigh the scripts of the desk as they were sent, and sum what moved after the first paint."""
    page.add_init_script(f"({reading_side.SHIFTS})()")
    page.goto(f"{address}/articles/thousand")
    settled(page)
    page.wait_for_function(reading_side.AIDS, arg=len([*AIDS.glob("*.js")]), timeout=60_000)
    yield Figure("all scripts of the desk, gzipped", float(page.evaluate(reading_side.WEIGHT)) / 1000, "kB", 80)
    yield Figure("layout shift after the first paint", float(page.evaluate("() => window.shift")), "", 0.0)


def _elements(page: Page, address: str, name: str) -> int:
    page.goto(f"{address}/articles/{name}")
    count = ARTICLES[name][1]
    page.wait_for_function(f"() => document.querySelectorAll('[data-annotation]').length >= {count}")
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
    """Make a short article, and the same long one with no, a thousand and five thousand annotations."""
    workspace.make()
    workspace.make_project(SLUG)
    workspace.add_person("reader", roles={SLUG: ["annotator"]})
    found = find_workspace(workspace.folder)
    store = open_store(found.database_url, found.lock_path)
    for name, (words, count) in ARTICLES.items():
        body = material.text(7, words) + f"{name}\n"
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
