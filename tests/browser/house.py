"""A served project with one annotator, and the desk at which they sit: what the desk's tests share."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desk import Desk, signed_in
from tests.browser.server import Client, Workspace, served

MENU = "Home | Sport | Weather"
TEXT = (
    f"{MENU}\n\nMinistry dismisses report\n\n"
    "PHNOM PENH: On September 12, eight groups sent a letter 💩 to the council. "
    "“It is biased,” the ministry said.\n\n"
    "The family 👨‍👩‍👧 of the e\u0301lite left. ខ្មែរ voters, and الناخبون too, said that turnout was 85%."
)
REGIONS = [
    {"role": "boilerplate", "start": 0, "end": len(MENU)},
    {"role": "title", "start": len(MENU) + 2, "end": len(MENU) + 27},
]


@dataclass
class House:
    """A served project with one annotator, who is given articles."""

    workspace: Workspace
    address: str
    manager: Client
    annotator: Client

    def give(self, text: str = TEXT) -> tuple[str, str]:
        """Import the text under a new last line, and assign it; return id and text."""
        whole = f"{text}\n\n{uuid.uuid4()}"
        line = {"text": whole, "title": "A report", "outlet": "EAC", "published": "2023-09-15", "language": "en"}
        [article] = self.manager.import_lines("demo", [line | {"regions": REGIONS}])
        self.manager.assign("demo", article, "dara")
        return article, whole


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    workspace = Workspace(tmp_path_factory.mktemp("desk"))
    workspace.make()
    workspace.make_project("demo", per_article=1)
    manager = workspace.add_person("mara", roles={"demo": ["manager"]})
    annotator = workspace.add_person("dara", roles={"demo": ["annotator"]})
    with served(workspace) as address:
        yield House(workspace, address, Client(address, manager), Client(address, annotator))


@pytest.fixture(scope="module")
def signed(house: House, browser: Browser) -> str:
    """The cookies of a log-in, made once."""
    return signed_in(browser, house.address, "dara")  # type: ignore[no-any-return]


@pytest.fixture
def page(signed: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        storage_state=signed, locale="en-GB", reduced_motion="reduce", viewport={"width": 1360, "height": 900}
    )  # type: ignore[arg-type]
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def desk(house: House, page: Page) -> Desk:
    article, text = house.give()
    return Desk(page, house.annotator, house.address, article, text).open()
