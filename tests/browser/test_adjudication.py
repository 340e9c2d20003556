"""A whole adjudication with the keyboard alone, from the page of the project to the last case."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import log_in
from tests.browser.server import Client, Workspace, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROLES = {"ann": ["annotator"], "ben": ["annotator"], "rita": ["reviewer"], "max": ["manager"]}
ANSWERS = {"voice": "direct_quote", "claim_type": ["numerical"], "checkworthiness": "checkworthy_factual"}
SENTENCES = (
    "Exports rose by 12 percent in 2023, said the ministry.",
    "Imports fell by three percent, said the same report.",
    "Critics called the figure misleading at once.",
    "The new roads cost nine million and were late.",
    "The bridge is safe. The tunnel is dry.",
    "Nobody asked about the debt of the port.",
    "Prices doubled within a single summer.",
    "The mayor never answered the letter.",
)
TEXT = " ".join(SENTENCES)
AMENDED = "Imports fell by three percent, said"


class Keys:
    """Somebody at the review desk who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> Keys:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> Keys:
        """Write into what has the focus."""
        self.page.keyboard.type(words)
        return self

    def tab_to(self, what: str, most: int = 150) -> Keys:
        """Go on by the tab key until the focus is on what is meant."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", what):
                return self
        raise AssertionError(f"no {what} within {most} steps of {self.page.url}")

    def follow(self, what: str) -> Keys:
        """Go to a link by the tab key, and follow it."""
        before = self.page.url
        self.tab_to(what).press("Enter")
        self.page.wait_for_url(lambda address: address != before)
        return self

    def settle(self, open_: int, settled: int) -> None:
        """Give a reason, go to the button, press it; then so many cases are open and settled."""
        self.tab_to("[name='reason']").type("Slip")
        self.tab_to("[data-decide] button.main").press("Enter")
        self.counts(open_, settled)

    def counts(self, open_: int, settled: int) -> None:
        """See how many cases are open and settled, on a page that has loaded: before, it hears no keys."""
        expect(self.page.locator(".queue h2").first).to_have_text(f"{open_} open · {settled} settled")
        self.page.wait_for_load_state("load")

    def case(self, *words: str) -> None:
        """Choose the case on these words in the list of cases."""
        at = self.page.locator(".queue > ol a").evaluate_all(
            "(links, words) => links.findIndex((link) => words.some((some) => link.textContent.includes(some)))",
            words,
        )
        assert at >= 0, words
        here = self.page.locator(".queue > ol a").evaluate_all(
            "(links) => links.findIndex((link) => link.hasAttribute('aria-current'))"
        )
        for _ in range(abs(at - here)):
            before = self.page.url
            self.press("j" if at > here else "k")
            self.page.wait_for_url(lambda address, before=before: address != before)


@pytest.fixture
def house(tmp_path: Path, chromium: Path) -> Iterator[tuple[str, dict[str, Client], str]]:
    """An article on whose eight sentences ann and ben differ, each time in another way."""
    workspace = Workspace(tmp_path / "workspace")
    workspace.make()
    workspace.make_project("news")
    tokens = {name: workspace.add_person(name, roles={"news": roles}) for name, roles in ROLES.items()}
    with served(workspace, workers=1) as address:
        clients = {name: Client(address, token) for name, token in tokens.items()}
        [article] = clients["max"].import_lines("news", [{"title": "Roads", "text": TEXT, "regions": []}])
        clients["max"].assign("news", article, "ann", "ben")
        speaker = str(uuid.uuid4())
        body = {"name": "The ministry", "kind": "outlet"}
        clients["max"].send("PUT", f"/projects/news/entities/{speaker}", body)
        annotate(clients, article, {**ANSWERS, "speaker": speaker, "normalized": "Something rose."})
        yield address, clients, article


def annotate(clients: dict[str, Client], article: str, answers: dict[str, object]) -> None:
    """Mark each sentence as its number says, and hand in."""

    def mark(name: str, words: str, **more: object) -> None:
        at = TEXT.index(words)
        clients[name].annotate(article, TEXT, at, at + len(words), attributes={**answers, **more})

    mark("ann", "Exports rose by 12 percent in 2023")
    mark("ben", "Exports rose by 12 percent")
    mark("ann", "fell by three")
    mark("ben", "Imports fell by three percent")
    mark("ann", "Critics called the figure misleading")
    mark("ann", "The new roads cost nine million")
    mark("ben", "The new roads cost nine million", voice="author_voice")
    mark("ann", SENTENCES[4])
    mark("ben", "The bridge is safe.")
    mark("ben", "The tunnel is dry.")
    for words in SENTENCES[5:]:
        mark("ann", words.rstrip("."))
    for name in ("ann", "ben"):
        assert clients[name].send("PUT", f"/articles/{article}/submission").status == 200


def test_from_the_project_to_the_last_case(house: tuple[str, dict[str, Client], str], page: Page) -> None:
    address, clients, article = house
    log_in(page, address, "rita")
    page.goto(f"{address}/projects/news")
    keys = Keys(page)
    keys.follow("a[href*='/projects/news/cases']").follow("a[href*='/review']")
    keys.counts(8, 0)
    keys.case("Exports rose")
    keys.press("1", "Enter").counts(7, 1)
    amend_boundary_and_attribute(keys)
    undo_and_decide_otherwise(keys)
    take_each_other_way(keys)
    expect(page.get_by_role("heading", name=re.compile("All 8 cases settled"))).to_be_visible()
    gold = clients["rita"].layer(article, "gold")["annotations"]
    words = {one["anchor"]["segments"][0]["exact"]: one["attributes"]["voice"] for one in gold}
    assert AMENDED in words and words[AMENDED] == "author_voice"
    assert {"The bridge is safe.", "The tunnel is dry."} <= set(words)
    both = [one["anchor"]["segments"][0]["exact"].startswith("The new roads") for one in gold]
    assert sum(both) == 2
    change_after_the_reveal(keys, clients["rita"])


def amend_boundary_and_attribute(keys: Keys) -> None:
    """Move an end by words, choose another voice, say why and how sure."""
    page = keys.page
    keys.case("Imports fell")
    keys.press("1", "e")
    page.wait_for_url(re.compile("edit="))
    words = page.get_by_label("Words", exact=True)
    while not words.input_value().startswith("Imports"):
        keys.press("Shift+ArrowLeft")
    while not words.input_value().endswith("said"):
        keys.press("ArrowRight")
    expect(words).to_have_value(AMENDED)
    keys.tab_to("[name='a-voice']").type("Article")
    keys.tab_to("[name='rationale']").type("Who said it belongs to it.")
    keys.tab_to("[name='confidence']").press("ArrowRight")
    keys.settle(6, 2)


def undo_and_decide_otherwise(keys: Keys) -> None:
    """Take a decision back by a key, and leave the case undecidable instead."""
    page = keys.page
    keys.case("Critics called")
    keys.press("n").settle(5, 3)
    keys.press("z")
    expect(page.get_by_text("The decision is taken back.")).to_be_visible()
    keys.counts(6, 2)
    keys.press("u").settle(5, 3)


def take_each_other_way(keys: Keys) -> None:
    """Several kept, one split into its parts, a question to the guidelines, none, and a reading taken."""
    keys.case("The bridge", "The tunnel")
    keys.press("s").settle(4, 4)
    keys.case("The new roads")
    keys.press("b").settle(3, 5)
    keys.case("Nobody asked")
    keys.press("g").type("Is a port a body?").press("Escape", "Enter").counts(2, 6)
    keys.case("Prices doubled")
    keys.press("n").settle(1, 7)
    keys.press("1").tab_to("[name='rationale']").type("It is a claim.")
    keys.tab_to("[name='reason']").type("Slip").press("Control+Enter")


def change_after_the_reveal(keys: Keys, rita: Client) -> None:
    """Look at the case settled last, now with names, and decide it again: a second event."""
    page = keys.page
    keys.follow(".undo-last a")
    expect(page.locator(".lane-end small").first).to_be_visible()
    case = page.url.rpartition("case=")[2]
    before = rita.send("GET", f"/cases/{case}").body["decision"]
    keys.press("n").settle(0, 8)
    after = rita.send("GET", f"/cases/{case}").body["decision"]
    assert (before["phase"], after["phase"]) == ("blind", "revealed")
    assert (before["outcome"], after["outcome"], after["supersedes"]) == ("accept", "reject", before["id"])
