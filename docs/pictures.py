"""The pictures of the tour, taken from the demo with the machine's Chromium: `python docs/pictures.py`.

They stand in the package, so that `/help` shows them wherever the program is installed; the guide shows them too.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.browser.server import Workspace, served  # noqa: E402
from tests.browsers import find_chromium  # noqa: E402

FOLDER = ROOT / "annotator/web/static/guide"
SIZE = {"width": 1000, "height": 600}
MOST_BYTES = 150_000
SHOTS = {
    "desk": ("anna", "/articles/{water-courier}", "[data-annotation]"),
    "review": ("reviewer", "/articles/{water-courier}/review", "main"),
    "source": ("reviewer", "/projects/demo/sources/{karsh-voices}", "[data-use]"),
    "fact-check": ("reviewer", "/projects/demo/fact-checks/{turnout}", "[data-mention]"),
    "story": ("anna", "/stories/demo:selan-port", "table button"),
    "graph": ("researcher", "/articles/{water-radio}/graph", "svg"),
}
"""Who looks at what, and what must be there before the picture is taken."""

TOPS = {"story": "main .notice"}
"""What stands at the top of a picture that does not begin with its page."""


def main() -> None:
    """Make the demo, serve it, and take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "demo")
        logins = json.loads(workspace.run("--json", "demo", "--no-serve"))["logins"]
        ids = _ids(workspace)
        with served(workspace, workers=1) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
            for name, (person, path, ready) in SHOTS.items():
                page = _visit(browser, address, person, logins[person])
                page.goto(address + path.format_map(ids))
                page.wait_for_selector(ready)
                _take(page, name)
            browser.close()


def _ids(workspace: Workspace) -> dict[str, str]:
    """Return the addresses of articles by their short name, and of the source and the fact-check shown."""
    lines = workspace.run("export", "demo", "--layers", "all").splitlines()
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    titles = {"water-courier": "Tap water is safe", "water-radio": "Lead found in two"}
    ids = {
        name: next(one["id"] for one in records if one["title"].startswith(words))
        for name, words in titles.items()
    }
    sources = {one["title"]: one["id"] for record in records for one in record["sources"]}
    checks = {one["claim"]: one["id"] for record in records for one in record["fact_checks"]}
    turnout = next(uuid for claim, uuid in checks.items() if claim.startswith("Turnout"))
    return ids | {"karsh-voices": sources["What Karsh says about its water"], "turnout": turnout}


def _visit(browser: Browser, address: str, person: str, password: str) -> Page:
    page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{address}/login")
    page.fill("[name=username]", person)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/")
    return page


def _take(page: Page, name: str) -> None:
    """Take one picture, light enough to be shipped."""
    for dialog in page.query_selector_all("dialog[open] button, [data-tour] button"):
        dialog.click()
    if name in TOPS:
        page.locator(TOPS[name]).first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top - 70)")
    page.wait_for_timeout(500)
    FOLDER.mkdir(exist_ok=True)
    data = page.screenshot(path=FOLDER / f"{name}.png")
    print(f"{name}.png {len(data):,} bytes")
    if len(data) > MOST_BYTES:
        sys.exit(f"{name}.png has {len(data):,} bytes, more than {MOST_BYTES:,}.")
    page.context.close()


if __name__ == "__main__":
    main()
