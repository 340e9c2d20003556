"""What a form sent and the server did not keep: it stands there again, for whoever sent it and for nobody else."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import log_in
from tests.browser.server import PASSWORD, Workspace, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = "Mark a claim where somebody says that it is so.\n\nتحديد الادعاء"
NOT_SAVED = "This was not saved. What you sent stands here again."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("sent"))
    workspace.make()
    workspace.make_project("news")
    for name in ("max", "mia"):
        workspace.add_person(name, roles={"news": ["manager"]})
    return workspace


@pytest.fixture(scope="module")
def address(workspace: Workspace, chromium: Path) -> Iterator[str]:
    with served(workspace, workers=1) as address:
        yield address


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    log_in(page, address, "max")
    page.goto(address)
    page.goto(f"{address}/projects/news/guidelines/edit")
    yield page
    context.close()


def write(page: Page, words: str = WORDS) -> None:
    page.locator("textarea").fill(words)
    page.get_by_role("button", name="Publish").click()


def come_in(page: Page, name: str) -> None:
    """Log in where the page led to."""
    page.get_by_label("User name").fill(name)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")


def end_log_ins(workspace: Workspace) -> None:
    """End every log-in on the server, as two idle hours do."""
    with closing(sqlite3.connect(workspace.folder / "annotator.db")) as store, store:
        store.execute("DELETE FROM login")


@contextmanager
def busy(workspace: Workspace) -> Iterator[None]:
    """Hold the turn to write, as another process would."""
    with next(workspace.folder.rglob("db.lock")).open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def kept(page: Page) -> list[str]:
    return page.evaluate("Object.keys(sessionStorage)")  # type: ignore[no-any-return]


def test_what_was_sent_after_the_log_in_ended_stands_in_its_form_again(page: Page, workspace: Workspace) -> None:
    end_log_ins(workspace)
    write(page)
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    come_in(page, "max")
    expect(page.get_by_role("status")).to_have_text(NOT_SAVED)
    expect(page.locator("textarea")).to_have_value(WORDS)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Mark a claim where")).to_be_visible()
    assert kept(page) == []


def test_a_cookie_that_is_gone_leads_there_by_way_of_the_log_in(page: Page) -> None:
    page.context.clear_cookies()
    write(page, "Written for long")
    page.get_by_role("link", name="Back to the form").click()
    come_in(page, "max")
    expect(page.locator("textarea")).to_have_value("Written for long")


def test_nobody_else_finds_it_there(page: Page, workspace: Workspace) -> None:
    end_log_ins(workspace)
    write(page, "Words of Max alone")
    come_in(page, "mia")
    expect(page.locator("textarea")).to_be_visible()
    expect(page.locator("textarea")).not_to_have_value("Words of Max alone")
    expect(page.get_by_text(NOT_SAVED)).to_have_count(0)
    assert kept(page) == []


def test_a_store_that_is_busy_loses_nothing(page: Page, workspace: Workspace) -> None:
    with busy(workspace):
        write(page, "Written while it was busy")
        expect(page.get_by_role("heading", name="Busy")).to_be_visible()
    page.get_by_role("link", name="Back to the form").click()
    expect(page.locator("textarea")).to_have_value("Written while it was busy")
    expect(page.get_by_text(NOT_SAVED)).to_be_focused()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Written while it was busy")).to_be_visible()


def test_what_could_not_be_sent_stands_there_again_for_who_comes_back(page: Page) -> None:
    form = page.url
    page.context.set_offline(True)
    write(page, "Written on a train")
    page.wait_for_url("chrome-error:**")
    page.context.set_offline(False)
    page.go_back()
    page.wait_for_function("sessionStorage.getItem('annotator:sent').includes('\"failed\":true')")
    page.goto(form)
    expect(page.locator("textarea")).to_have_value("Written on a train")


def test_what_arrived_is_not_put_back(page: Page) -> None:
    write(page, "It arrived")
    expect(page.get_by_text("It arrived")).to_be_visible()
    assert kept(page) == []
    page.get_by_role("link", name="Edit").first.click()
    expect(page.get_by_text(NOT_SAVED)).to_have_count(0)


def test_logging_out_leaves_nothing_behind(page: Page, workspace: Workspace) -> None:
    with busy(workspace):
        write(page, "Not to be found")
        expect(page.get_by_role("heading", name="Busy")).to_be_visible()
    assert kept(page) != []
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert kept(page) == []
