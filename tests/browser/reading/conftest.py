"""A served project with its people, and a desk at an article of its own for each test."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desk import Desk, signed_in
from tests.browser.server import Client, Workspace, served

MENU = "Home | Sport | Weather"
TITLE = "Ministry dismisses report"
TEXT = (
    f"{MENU}\n\n{TITLE}\n\n"
    "PHNOM PENH, Sept. 12 (Courier) — Eight groups wrote to the U.N. council. It did not answer.\n\n"
    "“It is biased,” the ministry’s spokesman, Mr. Sok, said on Friday. Turnout was 85 percent.\n\n"
    "រដ្ឋាភិបាលបានបដិសេធ។ 政府否认了这份报告。"
)
REGIONS = [
    {"role": "boilerplate", "start": 0, "end": len(MENU)},
    {"role": "title", "start": len(MENU) + 2, "end": len(MENU) + 2 + len(TITLE)},
]
PEOPLE = {"mara": ["manager"], "dara": ["annotator"], "rita": ["reviewer"]}


@dataclass
class House:
    """A served project; `people` are clients by name."""

    address: str
    people: dict[str, Client]

    def give(self, text: str = TEXT, **more: Any) -> tuple[str, str]:
        """Import the text above a new last line and give it to dara; return its id and the whole text."""
        whole = f"{text}\n\n{uuid.uuid4()}"
        line = {
            "text": whole,
            "outlet": "Courier",
            "published": "2023-09-15",
            "language": "en",
            "regions": REGIONS,
        }
        [article] = self.people["mara"].import_lines("demo", [line | more])
        self.people["mara"].assign("demo", article, "dara")
        return article, whole


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    workspace = Workspace(tmp_path_factory.mktemp("reading"))
    workspace.make()
    workspace.make_project("demo", per_article=1)
    tokens = {name: workspace.add_person(name, roles={"demo": roles}) for name, roles in PEOPLE.items()}
    with served(workspace, workers=1) as address:
        yield House(address, {name: Client(address, token) for name, token in tokens.items()})


@pytest.fixture(scope="session")
def cookies(house: House, browser: Browser) -> dict[str, Any]:
    """The cookies of each person, made once."""
    return {name: signed_in(browser, house.address, name) for name in PEOPLE}


@pytest.fixture
def window(cookies: dict[str, Any], browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open windows as somebody; a script that fails in one fails the test."""
    wrong: list[str] = []
    contexts = []

    def open_as(name: str = "dara", **options: Any) -> Page:
        options = {"reduced_motion": "reduce", "viewport": {"width": 1360, "height": 900}} | options
        context = browser.new_context(storage_state=cookies[name], locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(window: Callable[..., Page]) -> Page:
    return window()


@pytest.fixture
def desk(house: House, page: Page) -> Desk:
    article, text = house.give()
    return Desk(page, house.people["dara"], house.address, article, text).open()
