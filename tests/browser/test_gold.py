"""A corpus with all that it can hold: in by the page, shown, out by the page, and back, equal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import log_in
from tests.browser.server import Workspace, served
from tests.seed import seed_path

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOUND = ("project", "history")


@pytest.fixture
def address(tmp_path: Path, chromium: Path) -> Iterator[str]:
    workspace = Workspace(tmp_path / "workspace")
    workspace.make()
    for slug in ("news", "copy"):
        workspace.make_project(slug)
    workspace.add_person("max", roles={slug: ["manager"] for slug in ("news", "copy")})
    with served(workspace, workers=1) as address:
        yield address


def bring_in(page: Page, address: str, slug: str, path: Path) -> None:
    page.goto(f"{address}/projects/{slug}/import")
    page.locator("#files").set_input_files(path)
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_url("**/regions")


def take_out(page: Page, address: str, slug: str, path: Path) -> dict[str, Any]:
    page.goto(f"{address}/projects/{slug}/export")
    answer = page.request.get(f"{address}/projects/{slug}/export/file?format=jsonl&layers=all")
    path.write_bytes(answer.body())
    line: dict[str, Any] = json.loads(answer.body())
    return line


def answered(line: dict[str, Any]) -> list[list[str]]:
    """Return which attributes of each annotation are answered."""
    given = [one["attributes"] for layer in line["layers"] for one in layer["annotations"]]
    return [sorted(name for name, value in one.items() if value is not None) for one in given]


def test_the_seed_comes_in_is_shown_and_comes_back_equal(address: str, page: Page, tmp_path: Path) -> None:
    gold = json.loads(seed_path("seed/gold.json").read_text(encoding="utf-8"))
    log_in(page, address, "max")
    bring_in(page, address, "news", seed_path("seed/gold.json"))
    page.goto(f"{address}/projects/news/fact-checks")
    for check in gold["fact_checks"]:
        expect(page.get_by_role("link", name=check["claim"])).to_be_visible()
    page.get_by_role("link", name="Turnout in Cambodia").click()
    expect(page.locator("[data-verdict=supported]")).to_be_visible()
    expect(page.locator("[data-stance=supports]")).to_have_count(2)
    expect(page.locator("[data-mention]")).to_contain_text("Said by")
    page.goto(f"{address}/projects/news/sources")
    for source in gold["sources"]:
        expect(page.get_by_text(source["title"]).first).to_be_visible()
    page.goto(f"{address}/articles/{gold['id']}/graph")
    linked = sum(len(layer["relations"]) for layer in gold["layers"])
    assert linked and page.locator("svg a.node").count() >= len(gold["layers"][0]["annotations"])
    first = take_out(page, address, "news", tmp_path / "one.jsonl")
    bring_in(page, address, "copy", tmp_path / "one.jsonl")
    again = take_out(page, address, "copy", tmp_path / "two.jsonl")
    apart = {name for name in first if first[name] != again[name]}
    assert apart <= {*BOUND, "id"}
    assert answered(first) == answered(gold)
