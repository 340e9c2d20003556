"""Every way to smuggle a script in, in every string that is stored, on every page: nothing runs, nothing loads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, expect
from playwright.sync_api import Error as BrowserError
from werkzeug.serving import make_server

from annotator.edge.guards import HEADERS
from tests.browser.server import settled
from tests.strings.columns import CUT, UNSEEN
from tests.strings.payloads import FOUND, MARKED, SHAPES, payload
from tests.strings.poisoned import Poisoned, poisoned
from tests.world import World, world_template  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEYS = "j s Escape l Escape n Escape m Escape g Escape L L t Escape ? Escape".split()
LOOKS: dict[str, Callable[[str], bool]] = {
    "man": lambda path: True,
    "rev": lambda path: not path.startswith("/api/"),
    "ann": lambda path: not path.startswith("/api/") or path.endswith("/layers/mine"),
    "adm": lambda path: not path.startswith(("/api/", "/projects/news", "/articles/")),
}
"""Who looks at what: the manager at all that is served, the admin at what is no project's."""
VISITORS = list(LOOKS)
LISTEN = """document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sample}) =>
  console.error(`Content Security Policy: ${violatedDirective} ${blockedURI} ${sample}`));"""
LOOK = """(marked) => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  const said = [document.documentElement.textContent], made = [], inner = [];
  for (const one of document.querySelectorAll('template')) inner.push(...one.content.querySelectorAll(marked));
  for (const one of document.querySelectorAll('*')) {
    if (one.matches(marked)) made.push(one.outerHTML.slice(0, 80));
    for (const {value} of one.attributes) said.push(value);
    if (typeof one.value === 'string') said.push(one.value);
    for (const name of ['href', 'src', 'action', 'formAction', 'data']) {
      const leads = one.hasAttribute(name) ? String(one[name]?.baseVal ?? one[name] ?? '') : '';
      if (leads && /^(?!https?:|mailto:|undefined)[a-z]+:/i.test(leads)) made.push(leads.slice(0, 80));
    }
  }
  made.push(...inner.map((one) => one.outerHTML.slice(0, 80)));
  return [made, [...new Set(said.join(' ').match(/x-p=[0-9a-f]+[.][0-9]+/g) ?? [])]];
}"""


@dataclass
class House:
    """A served world of payloads, and what was seen of it and heard in it."""

    address: str
    made: Poisoned
    seen: dict[str, set[int]] = field(default_factory=dict)
    heard: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def house(world_template: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:  # noqa: F811
    made = poisoned(world_template, tmp_path_factory.mktemp("strings"), VISITORS)
    server = make_server("127.0.0.1", 0, leaking(made.world.app.wsgi_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield House(f"http://127.0.0.1:{server.port}", made)
    server.shutdown()
    thread.join()
    made.world.close()


def leaking(app: Any) -> Any:
    """The application, and beside it a page that shows payloads as they are: what a fault would look like."""

    def answer(environ: Any, start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        if not path.startswith("/leak/"):
            return app(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), *HEADERS])
        words = payload(int(path[6:]), "z")
        return [f"<!doctype html><p>{words}</p><a href='{words}'>x</a>".encode()]

    return answer


def test_there_are_enough():
    assert len({payload(number, "x") for number in range(len(SHAPES))}) == len(SHAPES) >= 150


@dataclass
class Watch:
    """One person's browser, and whatever happened in it that no stored string may bring about."""

    context: BrowserContext
    address: str
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.add_init_script(LISTEN)
        self.context.on("dialog", self._dialog)
        self.context.on("console", self._console)
        self.context.on("request", self._request)
        self.page = self.context.new_page()
        self.context.on("page", lambda page: self.heard.append(f"window {page.url}"))

    def _dialog(self, dialog: Any) -> None:
        self.heard.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _console(self, said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text or "Trusted" in said.text:
            self.heard.append(f"{self.page.url}: {said.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.heard.append(f"request {request.url}")

    def visit(self, path: str) -> list[tuple[str, int]]:
        """Go there, look at everything, and return the payloads that are to be read there."""
        try:
            answer = self.page.goto(self.address + path, wait_until="load")
        except BrowserError as error:
            if "Download" in str(error):
                return []
            raise
        assert answer is not None and (answer.status < 500 or path.endswith("/export")), (path, answer)
        if self.page.locator("[data-saving]").count():
            settled(self.page)
        if answer.status < 500 and answer.headers["x-content-type-options"] != "nosniff":
            self.heard.append(f"{path} has a type that may be guessed")
        return self.look()

    def look(self) -> list[tuple[str, int]]:
        """Note what came of a payload in the page that is shown, and return what is to be read."""
        made, read = self.page.evaluate(LOOK, MARKED)
        self.heard += [f"{self.page.url} made {one}" for one in made]
        return [(found[1], int(found[2])) for found in map(FOUND.match, read) if found]


@contextmanager
def watching(house: House, browser: Browser, name: str) -> Iterator[Watch]:
    """The browser of a person who is logged in."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    cookie = house.made.cookies[name]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": house.address}])
    yield Watch(context, house.address)
    context.close()


def tour(house: House, browser: Browser, name: str) -> list[str]:
    """Let the person visit every page, the manager every address of the API too; return what was heard, once."""
    if name not in house.heard:
        with watching(house, browser, name) as watch:
            for path in house.made.paths:
                if LOOKS[name](path):
                    for place, number in watch.visit(path):
                        house.seen.setdefault(house.made.poison.places[int(place, 16)], set()).add(number)
            house.heard[name] = watch.heard
    return house.heard[name]


@pytest.mark.parametrize("name", VISITORS)
def test_nothing_runs(house: House, browser: Browser, name: str) -> None:
    assert tour(house, browser, name) == []


def test_every_payload_was_to_be_read_of_every_string_that_is_shown(house: House, browser: Browser) -> None:
    """A string that no page shows is listed with its reason, one that pages cut shows its beginnings."""
    for name in VISITORS:
        tour(house, browser, name)
    unseen = {place for place in house.made.poison.places if not house.seen.get(place)}
    assert {place for place in unseen if not place.startswith(tuple(UNSEEN))} == set()
    assert {one for one in UNSEEN if not any(place.startswith(one) for place in unseen)} == set()
    some = {place for place, seen in house.seen.items() if len(seen) < len(SHAPES)}
    assert {place for place in some if not place.startswith(tuple(CUT))} == set()


def test_nothing_runs_at_the_desk_and_at_the_review(house: House, browser: Browser) -> None:
    with watching(house, browser, "ann") as watch:
        opened = {place for place, _ in watch.visit("/articles/w1")}
        settled(watch.page)
        for _ in range(watch.page.locator("[data-annotation]").count()):
            for key in KEYS:
                watch.page.keyboard.press(key)
                watch.page.wait_for_timeout(20)
                opened |= {place for place, _ in watch.look()}
            expect(watch.page.locator(".card.active")).to_have_count(1)
        watch.page.emulate_media(media="print")
        watch.look()
        assert watch.heard == [] and len(opened) > 20
    with watching(house, browser, "rev") as watch:
        watch.visit("/articles/h1/review")
        forms = watch.page.locator("a[data-edit], a[data-new], a[data-retag]")
        leads = [str(one.get_attribute("href")) for one in forms.all()]
        for path in leads:
            watch.visit(path)
        assert leads
        assert watch.heard == []


@pytest.mark.parametrize("number", [0, 20, 40, 70, 90, 105, 115, 165])
def test_a_page_that_shows_one_as_it_is_would_be_heard(house: House, browser: Browser, number: int) -> None:
    with watching(house, browser, "ann") as watch:
        watch.visit(f"/leak/{number}")
        watch.page.wait_for_timeout(50)
        assert watch.heard != []
