"""A browser in a world of payloads, and whatever happens in it that no string may bring about."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Response
from playwright.sync_api import Error as BrowserError
from werkzeug.serving import make_server

from annotator.edge.guards import HEADERS
from tests.browser.server import settled_if_desk
from tests.strings.columns import CUT, UNSEEN
from tests.strings.payloads import ADDRESSES, FOUND, LINES, MARKED, payload
from tests.strings.poisoned import Poisoned, poisoned
from tests.world import World, world_template

__all__ = ["house", "world_template"]

LOOKS: dict[str, Callable[[str], bool]] = {
    "man": lambda path: True,
    "rev": lambda path: not path.startswith("/api/"),
    "ann": lambda path: not path.startswith("/api/") or path.endswith("/layers/mine"),
    "adm": lambda path: not path.startswith(("/api/", "/projects/news", "/articles/")),
}
"""Who looks at what: the manager at all that is served, the admin at what is no project's."""
VISITORS = list(LOOKS)
EACH = len(ADDRESSES) + len(LINES)
"""So many payloads stand in each string, in each place others; `make soak` puts all into each."""
LISTEN = """document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sample}) =>
  console.error(`Content Security Policy: ${violatedDirective} ${blockedURI} ${sample}`));
new MutationObserver((records) => {
  for (const one of records.flatMap(({addedNodes}) => [...addedNodes])) {
    const made = one.matches?.('[x-p]') ? one : one.querySelector?.('[x-p]');
    if (made) console.error(`Content Security Policy: made ${made.outerHTML}`);
  }
}).observe(document, {subtree: true, childList: true});"""
"""What the page tells of what was refused, and of what was made of a payload, be it for a moment."""
LOOK = """(marked) => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  const said = [], made = [], inner = [], nodes = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) said.push(nodes.currentNode.data);
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


class Door:
    """The application, and beside it a page that shows payloads as they are: what a fault would look like.

    While it is `shut` it takes nothing in, as a store that is busy: what pages would save stays in them.
    """

    def __init__(self, app: Any) -> None:
        self.app, self.shut = app, False

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer the request."""
        path = environ["PATH_INFO"]
        if path.startswith("/leak/"):
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), *HEADERS])
            words = payload(int(path[6:]), "z")
            return [f"<!doctype html><p>{words}</p><a href='{words}'>x</a>".encode()]
        if self.shut and environ["REQUEST_METHOD"] != "GET":
            start_response("503 Service Unavailable", [("Content-Type", "application/json"), *HEADERS])
            return [b'{"code": "busy", "detail": "The store is busy."}']
        return self.app(environ, start_response)


@dataclass
class House:
    """A served world of payloads, and what was seen of it and heard in it."""

    address: str
    made: Poisoned
    door: Door
    seen: dict[str, set[int]] = field(default_factory=dict)
    heard: dict[str, list[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def house(world_template: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with inhabited(poisoned(world_template, tmp_path_factory.mktemp("strings"), VISITORS, EACH)) as house:
        yield house


@contextmanager
def inhabited(made: Poisoned) -> Iterator[House]:
    """Serve the world for the block, and close it."""
    door = Door(made.world.app.wsgi_app)
    server = make_server("127.0.0.1", 0, door, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield House(f"http://127.0.0.1:{server.port}", made, door)
    finally:
        server.shutdown()
        thread.join()
        made.world.close()


@dataclass
class Watch:
    """One person's browser, and whatever happened in it that no stored string may bring about."""

    context: BrowserContext
    address: str
    heard: list[str] = field(default_factory=list)
    answer: Response | None = None

    def __post_init__(self) -> None:
        self.context.add_init_script(LISTEN)
        self.context.on("dialog", self._dialog)
        self.context.on("console", self._console)
        self.context.on("request", self._request)
        self.page = self.context.new_page()
        self.context.on("page", lambda page: self.heard.append(f"window {page.url}"))

    def _dialog(self, dialog: Any) -> None:
        if dialog.type == "beforeunload":
            dialog.accept()
            return
        self.heard.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _console(self, said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text or "Trusted" in said.text:
            self.heard.append(f"{self.page.url}: {said.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.heard.append(f"request {request.url}")

    def visit(self, path: str) -> list[tuple[str, int]]:
        """Go there, look at everything, and return the payloads that are to be read there; keep the answer."""
        self.answer = None
        try:
            answer = self.page.goto(self.address + path, wait_until="load")
        except BrowserError as error:
            if "Download" in str(error):
                return []
            raise
        assert answer is not None and (answer.status < 500 or path.endswith("/export")), (path, answer)
        settled_if_desk(self.page)
        if answer.status < 500 and answer.headers["x-content-type-options"] != "nosniff":
            self.heard.append(f"{path} has a type that may be guessed")
        self.answer = answer
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


def tour(house: House, browser: Browser, name: str, *, whole: bool = False) -> list[str]:
    """Let the person visit every page, the manager every address of the API too; return what was heard, once.

    Unless it is the `whole`, the others open only what tells something in words that nobody has been told yet.
    """
    if name not in house.heard:
        visitor, told = house.made.visitor(name), set(house.told)
        with watching(house, browser, name) as watch:
            for path in filter(LOOKS[name], house.made.paths):
                if whole or name == "man" or lines(visitor.get(path).text) - told:
                    for place, number in watch.visit(path):
                        house.seen.setdefault(house.made.poison.places[int(place, 16)], set()).add(number)
                    if watch.answer and not whole:
                        told |= lines(watch.answer.text())
            house.heard[name], house.told = watch.heard, told
    return house.heard[name]


def lines(text: str) -> set[str]:
    """Return the lines that tell something that was stored."""
    return {line for line in text.splitlines() if "x-p" in line}


def astray(house: House) -> list[str]:
    """Return what is said wrongly of what pages show: strings that are not seen, or are, or not wholly."""
    put, seen = house.made.poison.put, house.seen
    unseen = {place for place in put if not seen.get(place)}
    some = {place for place in seen if seen[place] < put[place]}
    faults = [f"{place} is on no page" for place in unseen if not place.startswith(tuple(UNSEEN))]
    faults += [f"{one} is on a page" for one in UNSEEN if not any(place.startswith(one) for place in unseen)]
    return faults + [f"{place} is cut" for place in some if not place.startswith(tuple(CUT))]
