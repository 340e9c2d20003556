"""The whole way, by the pages alone: from the first link of the admin to a corpus that an outsider can check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Download, Page, expect

from tests.browser.cards import Card
from tests.browser.desk import Desk
from tests.browser.server import PASSWORD, Client, Workspace, served
from tests.seed import seed_path

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLUG = "ranking"
CLAIM = "an impressive voter participation rate of nearly 85%"
LONGER = "with an impressive voter participation rate of nearly 85%"
REBUTTAL = "Political opposition credits the high voter turnout to threats and intimidation"
FRAMED = "democratic maturity, with an impressive voter"
GAP = "the lead-up to them in which the letter states"
FOCUSED = "() => document.activeElement.closest('[data-attribute]').dataset.attribute"
REFUSED = re.compile(r"status of 422")


@dataclass
class House:
    """The served workspace, and what went wrong in any browser."""

    address: str
    first_link: str
    workspace: Workspace
    browser: Browser
    pictures: Path
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def window(self) -> Iterator[Page]:
        """A browser of somebody's own; what it complains of is kept."""
        context = self.browser.new_context(locale="en-GB", timezone_id="UTC", reduced_motion="reduce")
        context.on("console", self._heard)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        try:
            yield page
        except BaseException:
            self.show(page, "failed")
            raise
        finally:
            context.close()

    def show(self, page: Page, name: str) -> None:
        """Keep a picture of the page."""
        page.screenshot(path=self.pictures / f"{name}.png", full_page=True)

    def _heard(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        handed_in_too_early = REFUSED.search(message.text) and where.endswith("/submission")
        if message.type in {"error", "warning"} and not handed_in_too_early:
            self.faults.append(f"{where}: {message.text}")


@pytest.fixture
def house(tmp_path: Path, browser: Browser) -> Iterator[House]:
    seed_path("seed/article.txt")
    workspace = Workspace(tmp_path / "workspace")
    link = workspace.init()
    with served(workspace) as address:
        house = House(address, f"{address}/link/{link.rsplit('/', 1)[1]}", workspace, browser, tmp_path)
        yield house


def test_from_the_first_link_to_a_corpus(house: House, tmp_path: Path) -> None:
    with house.window() as admin:
        choose_password(admin, house.first_link)
        make_project(admin, house)
        import_article(admin, house)
        names = {"anna": "annotator", "boris": "annotator", "rita": "reviewer", "olga": "researcher"}
        links = {name: invite(admin, house, role) for name, role in names.items()}
        for name, link in links.items():
            join(house, name, link)
        assign(admin, house)
    first = annotate(house, "anna", CLAIM, polarity="pos", too_early=True)
    annotate(house, "boris", LONGER, polarity="neg", blind_to=first)
    review(house)
    corpus = export(house, tmp_path)
    check_corpus(house, corpus)
    assert not house.faults, "\n".join(house.faults)


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", name="Welcome, admin")).to_be_visible()


def make_project(page: Page, house: House) -> None:
    page.get_by_role("link", name="New project").first.click()
    page.get_by_label("Title").fill("Ranking the press")
    page.get_by_label("Short name").fill(SLUG)
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_role("heading", level=1, name="Ranking the press")).to_be_visible()
    house.show(page, "project")


def import_article(page: Page, house: House) -> None:
    page.get_by_role("link", name="Import articles").first.click()
    page.get_by_label("Files", exact=False).first.set_input_files(seed_path("seed/article.txt"))
    page.get_by_label("Outlet").fill("EAC News")
    page.get_by_label("Published").fill("2023-09")
    page.get_by_label("Language").fill("en")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".notice").first).to_contain_text("Stored: ")
    assert page.get_by_label("Role of paragraph 1").input_value() == "boilerplate"
    page.get_by_role("button", name="Save the regions").click()
    house.show(page, "imported")


def invite(page: Page, house: House, role: str) -> str:
    page.goto(f"{house.address}/projects/{SLUG}/people")
    for box in page.get_by_role("group", name="Roles").get_by_role("checkbox").all():
        box.set_checked(box.get_attribute("value") == role)
    page.get_by_role("button", name="Make an invitation").click()
    link = page.get_by_label("Copy it now").input_value()
    page.get_by_role("link", name="Done").click()
    return link


def join(house: House, name: str, link: str) -> None:
    with house.window() as page:
        page.goto(link)
        page.get_by_label("User name").fill(name)
        page.get_by_label("New password", exact=True).fill(PASSWORD)
        page.get_by_label("The same again", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Make the account and join").click()
        expect(page.get_by_text("You are logged in.")).to_be_visible()
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).not_to_contain_text("Join")
        house.faults[:] = [fault for fault in house.faults if link not in fault]  # a link used up is not found


def assign(page: Page, house: House) -> None:
    page.goto(f"{house.address}/projects/{SLUG}")
    page.get_by_role("button", name="Assign evenly").click()
    expect(page.get_by_text("2 assignments made.")).to_be_visible()
    house.show(page, "assigned")


def annotate(
    house: House,
    name: str,
    claim: str,
    *,
    polarity: str,
    too_early: bool = False,
    blind_to: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Annotate and hand in as that person; return what others may not learn of it."""
    token = house.workspace.run("token", "create", name).strip()
    with house.window() as page:
        log_in(page, house, name)
        page.get_by_role("link", name="Open the article").click()
        desk = open_desk(house, page, Client(house.address, token))
        if blind_to is not None:
            check_blind(house, desk, blind_to)
        mark(desk, claim, name)
        house.show(page, f"desk-{name}")
        last = frame(desk, polarity, leave_out=too_early)
        if too_early:
            hand_in_too_early(desk, last, polarity)
        hand_in(desk)
        layer = desk.client.layer(desk.article)
        house.show(page, f"handed-in-{name}")
    assert {a["tag"] for a in layer["annotations"]} == {"claim", "rebuttal", "omission", "framing"}
    assert [link["type"] for link in layer["relations"]] == ["rebuts"]
    return layer


def log_in(page: Page, house: House, name: str) -> None:
    page.goto(house.address)
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("link", name="Ranking the press")).to_be_visible()


def open_desk(house: House, page: Page, client: Client) -> Desk:
    article = page.url.rsplit("/", 1)[1]
    text = page.locator("[data-article-text]").evaluate("element => element.textContent")
    assert text == seed_path("seed/article.txt").read_text(encoding="utf-8")
    return Desk(page, client, house.address, article, text).saved()


def mark(desk: Desk, claim: str, name: str) -> None:
    """Make a claim, a rebuttal of it, and an omission with its source."""
    desk.select(claim).press("c")
    words = {"voice": "direct_quote", "claim_type": ["numerical"], "checkworthiness": "checkworthy_factual"}
    made = Card(desk).fill(normalized="Nearly 85% of voters took part.", name_speaker="Ministry", **words)
    desk.press("Escape").select(REBUTTAL).press("r")
    answers = {"voice": "indirect_paraphrase", "rebuttal_kind": "undercut", "strategy": ["counter_interpretation"]}
    card = Card(desk).fill(normalized="Turnout was high because of threats.", name_speaker="Opposition", **answers)
    card.fill(evidence_offered="assertion").link("Nearly 85%")
    assert made.id != card.id
    end = desk.place(GAP)[1]
    desk.press("Escape").select_range(end, end).press("o")
    answers = {"omission_level": "article", "omission_type": "missing_context", "materiality": "significant"}
    card = Card(desk).fill(missing_text="What monitors found is not told.", name_omitter="EAC News", **answers)
    card.source(f"Statement of {name}", "Monitors", f"https://monitors.example/{name}")
    desk.press("Escape").saved()


def frame(desk: Desk, polarity: str, *, leave_out: bool) -> Card:
    """Make a framing that overlaps the claim; perhaps forget one answer."""
    desk.select(FRAMED).press("f")
    answers: dict[str, Any] = {"bias_form": "lexical", "frame_dimension": ["mfc13_political"], "aim": "direct"}
    card = Card(desk).fill(name_target="Ministry", in_quote=True, name_speaker="Ministry", **answers)
    if not leave_out:
        card.fill(polarity=polarity)
    desk.press("Escape").saved()
    return card


def hand_in_too_early(desk: Desk, card: Card, polarity: str) -> None:
    """The list of what is missing leads to the field."""
    page = desk.page
    page.get_by_role("button", name="Hand in").click()
    missing = page.locator(".error-summary")
    expect(missing.get_by_role("heading")).to_have_text("Not handed in. 1 thing is missing:")
    missing.get_by_role("listitem").get_by_role("link").click()
    expect(desk.active()).to_have_attribute("data-annotation", card.id)
    assert (
        page.evaluate("() => document.activeElement.closest('[data-attribute]').dataset.attribute") == "polarity"
    )
    card.fill(polarity=polarity)
    desk.press("Escape").saved()


def hand_in(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Hand in").click()
    expect(desk.page.get_by_text("Handed in, read only")).to_be_visible()


def check_blind(house: House, desk: Desk, other: dict[str, Any]) -> None:
    """Nothing of the other's layer, nor that there is one, on any page or in any answer."""
    secrets = [other["layer"], *(annotation["id"] for annotation in other["annotations"])]
    secrets += ["What monitors found", "Statement of anna", "anna"]
    pages = [f"/articles/{desk.article}", "/", f"/projects/{SLUG}", f"/projects/{SLUG}/sources"]
    for path in pages:
        desk.page.goto(house.address + path)
        shown = desk.page.content()
        assert not [secret for secret in secrets if secret in shown], path
    prefix = f"/api/v1/articles/{desk.article}"
    names = [row["layer"] for row in desk.client.call("GET", f"{prefix}/layers").body["items"]]
    assert other["layer"] not in names and len(names) == 1
    hidden = (f"/layers/{other['layer']}", "/layers/gold", f"/annotations/{secrets[1]}")
    assert {desk.client.call("GET", prefix + path).status for path in hidden[:2]} == {404}
    cases = desk.client.call("GET", f"/api/v1/projects/{SLUG}/cases")
    assert cases.status in {403, 404} or cases.body["items"] == []
    answer = desk.page.request.get(f"{house.address}/articles/{desk.article}/review")
    assert answer.status == 404
    desk.open()


def review(house: House) -> None:
    """Decide every case by key."""
    with house.window() as page:
        log_in(page, house, "rita")
        page.get_by_role("link", name="Ranking the press").click()
        house.show(page, "cases")
        page.get_by_role("region", name="Cases to decide").get_by_role("link").first.click()
        for number in range(30):
            page.wait_for_selector(".case form[data-decide], .case .empty")
            if not page.locator("[data-decide]").count():
                break
            decide(page)
            house.show(page, f"case-{number}")
        expect(page.get_by_role("heading", name=re.compile("All .* settled"))).to_be_visible()


def decide(page: Page) -> None:
    page.wait_for_load_state()  # before, it hears no keys
    page.keyboard.press("1")
    reason = page.get_by_label("Reason")
    if not reason.input_value():
        reason.select_option("genuine_ambiguity")
    page.get_by_role("button", name="Settle, next").click()
    expect(page.locator(".error-summary, .notice").first).to_contain_text("Settled")


def export(house: House, folder: Path) -> Path:
    with house.window() as page:
        log_in(page, house, "olga")
        page.get_by_role("link", name="Ranking the press").click()
        page.get_by_role("navigation", name="Project").get_by_role("link", name="Export").click()
        page.get_by_role("radio", name="All layers that you may see").check()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download").click()
        download: Download = waiting.value
        download.save_as(folder / "corpus.jsonl")
    return folder / "corpus.jsonl"


def check_corpus(house: House, corpus: Path) -> None:
    """An outsider finds nothing wrong, and finds a changed word."""
    house.workspace.run("verify", str(corpus))
    house.workspace.run("check")
    house.workspace.run("verify")
    words = corpus.read_text(encoding="utf-8")
    assert '"state":"adjudicated"' in words and '"decisions":[{' in words
    for secret in ("anna", "boris", "rita"):
        assert f'"{secret}"' not in words
    changed = corpus.with_name("changed.jsonl")
    changed.write_text(words.replace("threats and intimidation", "charm and persuasion", 1), encoding="utf-8")
    said = house.workspace.run("verify", str(changed), code=1)
    assert f"{changed.name}:1" in said or "line 1" in said
