"""Every page for every role: in light and dark, on a wide screen and a narrow one, by keyboard, and with axe."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from annotator.app import create_app
from annotator.config import find_workspace
from annotator.permissions import OPERATOR
from annotator.queries import actors, projects
from annotator.services.corpus import pages, previewing
from annotator.services.people import accounts
from annotator.services.project.projects import publish_guideline
from annotator.services.review import rechecking
from tests.bodies import SOURCE, source
from tests.browser.desk import signed_in
from tests.browser.looks import AXE, PHONE, WIDE, Looks, by_tab, focus, hold
from tests.browser.server import Client, Workspace, served, settled_if_desk
from tests.pages import PAGE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLUG = "news"
COUNCIL = "55555555-5555-4555-8555-555555555555"
CHECK = "44444444-4444-4444-8444-444444444444"
ROLES = {
    "max": ["manager"],
    "ann": ["annotator"],
    "ben": ["annotator"],
    "rita": ["reviewer"],
    "olga": ["researcher"],
}
VISITORS = ["stranger", "max", "ann", "rita", "olga"]
TEXT = (
    "The old bridge is safe\n\nThe mayor said on {day} that “the old bridge is safe”. Engineers deny that it is.\n"
)
ANSWERS = {
    "normalized": "The old bridge is safe.",
    "voice": "direct_quote",
    "claim_type": ["event_property"],
    "checkworthiness": "checkworthy_factual",
}
SCHEME = {"kind": ["tags", "vocabularies"], "part": ["framing", "technique"], "inner": ["polarity", "st3_doubt"]}
NO_PAGE = ("/file", "/original", "/scheme.yaml", "/healthz", "/readyz", "/metrics")


@dataclass
class House:
    """The served workspace with the addresses of its pages."""

    address: str
    paths: list[str]
    cookies: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[House]:
    workspace = Workspace(tmp_path_factory.mktemp("pages") / "workspace")
    workspace.make()
    workspace.make_project(SLUG)
    tokens = {
        name: workspace.add_person(name, admin=name == "max", roles={SLUG: roles}) for name, roles in ROLES.items()
    }
    with served(workspace, workers=1) as address:
        fill({name: Client(address, token) for name, token in tokens.items()})
        known = {
            "recheck_id": [look_again(workspace)],
            "source_id": [SOURCE],
            "check_id": [CHECK],
            "entity_id": [COUNCIL],
        }
        house = House(address, addresses(workspace, page_id=[wait(workspace)], **known))
        for name in ROLES:
            house.cookies[name] = signed_in(browser, address, name)
        yield house


def fill(people: dict[str, Client]) -> None:
    """Make three articles: one to be done, one begun, one handed in by both and under review."""
    days = {"waiting": "Monday", "begun": "Tuesday", "done": "Wednesday"}
    lines = [{"id": name, "text": TEXT.format(day=day), "story": "bridge"} for name, day in days.items()]
    lines = [{**line, "language": "en", "outlet": "Courier", "published": "2024-06-03"} for line in lines]
    people["max"].import_lines(SLUG, lines)
    for article in days:
        people["max"].assign(SLUG, article, "ann", "ben")
    people["max"].send("PUT", f"/projects/{SLUG}/sources/{SOURCE}", source())
    evidence = [{"source": SOURCE, "stance": "refutes", "quote": "four thousand people a day"}]
    body = {"claim": "The old bridge is safe.", "evidence": evidence, "verdict": "refuted", "justification": "So."}
    people["max"].send("PUT", f"/projects/{SLUG}/fact-checks/{CHECK}", body)
    people["max"].send("PUT", f"/projects/{SLUG}/entities/{COUNCIL}", {"name": "Mayor, the", "kind": "person"})
    link = {"source": SOURCE, "stance": "refutes", "quote": "the bridge is old", "locator": "p. 2"}
    seen = PAGE.encode()
    people["max"].call("PUT", f"/api/v1/projects/{SLUG}/sources/{SOURCE}/capture", seen, Content_Type="text/html")
    for name, words in (("ann", "the old bridge is safe"), ("ben", "the old bridge")):
        mayor = str(uuid.uuid4())
        people[name].send("PUT", f"/projects/{SLUG}/entities/{mayor}", {"name": "The mayor", "kind": "person"})
        for article in ("begun", "done"):
            text = TEXT.format(day=days[article])
            start = text.index("“") + 1
            answers = ANSWERS | {"speaker": mayor}
            people[name].annotate(article, text, start, start + len(words), attributes=answers, sources=[link])
        people[name].send("PUT", "/articles/done/submission", {})


def wait(workspace: Workspace) -> str:
    """Let a page wait to be looked at by the manager, and return its id."""
    with workspace.writing() as session:
        actor = actors.of_account(session, accounts.find(session, "max"))
        project = projects.find(session, actor, SLUG)
        return previewing.keep(session, actor, project, "bridge.html", pages.read(PAGE.encode(), {})).public_id


def look_again(workspace: Workspace) -> str:
    """Let the guidelines change, and what was annotated before be looked at again; return the id of that."""
    with workspace.writing() as session:
        project = projects.find(session, OPERATOR, SLUG)
        publish_guideline(session, OPERATOR, project, "A claim can be checked.")
        return rechecking.open_look(session, OPERATOR, project, "guideline", 2, ["claim", "claim/voice"]).public_id


def addresses(workspace: Workspace, **more: list[str]) -> list[str]:
    """Return the address of every page the application has, with what there is in place of its parts."""
    app = create_app(find_workspace(workspace.folder))
    parts = {
        "slug": [SLUG],
        "article_id": ["waiting", "begun", "done"],
        "story_id": [f"{SLUG}:bridge"],
        "format_name": ["brat", "jsonl", "spacy"],
        **SCHEME,
        **more,
    }
    found = [f"/projects/{SLUG}/scheme/edit/relations/rebuts"]
    for rule in app.url_map.iter_rules():
        shown = "GET" in (rule.methods or ()) and not rule.rule.startswith(("/api/", "/static/", "/link/"))
        if shown and rule.arguments <= parts.keys() and not rule.rule.endswith(NO_PAGE):
            names = sorted(rule.arguments)
            found += [
                app.url_map.bind("").build(rule.endpoint, dict(zip(names, values, strict=True)), method="GET")
                for values in product(*(parts[name] for name in names))
            ]
    app.extensions["store"].close()
    return sorted(found)


@pytest.fixture(scope="module")
def looks() -> Looks:
    return Looks()


@pytest.mark.parametrize("name", VISITORS)
def test_pages(house: House, browser: Browser, looks: Looks, name: str) -> None:
    with window(house, browser, name) as (context, wrong):
        page = context.new_page()
        hand = context.new_cdp_session(page)
        visited = []
        for path in house.paths:
            if context.request.get(house.address + path, max_redirects=0).status != 200:
                continue
            visited.append(path)
            hold(page, hand, phone=True)
            page.goto(house.address + path)
            settled_if_desk(page)
            wrong += [f"{path} on a phone: {fault}" for fault in looks.narrow(page)]
            hold(page, hand, phone=False)
            wrong += [f"{path}: {fault}" for fault in looks.wide(page)]
    assert len(visited) >= (1 if name == "stranger" else 5)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["/", f"/projects/{SLUG}", "/articles/waiting"])
def test_what_takes_the_focus_is_what_the_tab_key_reaches(house: House, browser: Browser, path: str) -> None:
    with window(house, browser, "ann") as (context, _):
        page = context.new_page()
        page.goto(house.address + path)
        settled_if_desk(page)
        assert len(reached := by_tab(page)) > 5 and reached <= {at for at, *_ in focus(page)}


def test_what_is_done_to_people_is_reached_on_a_phone_without_moving_sideways(
    house: House, browser: Browser
) -> None:
    with window(house, browser, "max", viewport=PHONE, has_touch=True) as (context, _):
        page = context.new_page()
        page.goto(f"{house.address}/people")
        assert page.locator(".table-scroll").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        heights = page.locator(".deeds .link-button").evaluate_all("all => all.map(one => one.offsetHeight)")
        assert min(heights) >= 24


@contextmanager
def window(house: House, browser: Browser, name: str, **more: Any) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A browser of that person, and what it complains of."""
    cookies = house.cookies.get(name)
    context = browser.new_context(
        **{"storage_state": cookies, "locale": "en-GB", "reduced_motion": "reduce", "viewport": WIDE, **more}
    )
    context.add_init_script(AXE)
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            wrong.append(f"{message.location.get('url')}: {message.text}")

    context.on("console", heard)
    context.on("weberror", lambda error: wrong.append(f"{error.page and error.page.url}: {error.error}"))
    try:
        yield context, wrong
    finally:
        context.close()
