"""The pictures of `docs/desk.md`: each state of the desk, on a made-up article: `python docs/states.py`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from tests.browser.desk import Desk, log_in  # noqa: E402
from tests.browser.server import Client, Workspace, served  # noqa: E402
from tests.browsers import find_chromium  # noqa: E402

FOLDER = ROOT / "docs/images/states"
SIZE = {"width": 980, "height": 560}
TOP = {"x": 0, "y": 0, "width": 980, "height": 320}
"""Where the states show; a dialog is taken alone."""
MOST_BYTES = 60_000
SWITCHES = ["--no-sandbox", "--disable-lcd-text"]
TITLE = "Port reopens after the storm"
TEXT = (
    f"{TITLE}\n\n"
    "SELAN (Courier) — The port reopened on Friday, the harbour office said, and “no ship was lost”.\n\n"
    "Two captains told this paper that their boats had sunk at the pier. The office did not answer.\n\n"
    "A reckless gamble, critics call the decision to keep the port open until the last hour.\n"
)
CLAIM, REBUTTAL, FRAMING = "no ship was lost", "their boats had sunk at the pier", "A reckless gamble"
State = Callable[[Desk], None]


def main() -> None:
    """Bring each state about on an article of its own, and take its picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace = Workspace(Path(folder) / "workspace")
        workspace.make()
        workspace.make_project("demo", per_article=1)
        manager = workspace.add_person("mara", roles={"demo": ["manager"]})
        annotator = workspace.add_person("dara", roles={"demo": ["annotator"]})
        with served(workspace, workers=1) as address:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=SWITCHES)
            for state in STATES:
                desk = _sit(browser, address, Client(address, manager), Client(address, annotator), state.__name__)
                state(desk)
                _take(desk, state.__name__)
            browser.close()


def saved(desk: Desk) -> None:
    """All is on the server."""
    desk.press("j").saved()


def kept(desk: Desk) -> None:
    """The network is gone."""
    desk.page.context.set_offline(True)
    _work_on(desk, "kept")


def attention(desk: Desk) -> None:
    """The server has refused a change."""
    refusal = {"status": 422, "code": "bad_anchor", "detail": "The words are not those of the text."}
    desk.page.route("**/annotations/*", lambda route: route.fulfill(status=422, json=refusal))
    _work_on(desk, "attention")


def conflict(desk: Desk) -> None:
    """Two versions of one annotation stand side by side."""
    mine = desk.client.layer(desk.article)["annotations"][0]
    body = {key: mine[key] for key in ("tag", "anchor", "sources")}
    body |= {"attributes": {"normalized": "No ship was lost in the storm."}, "note": "Said by telephone."}
    path = f"/articles/{desk.article}/annotations/{mine['id']}"
    desk.client.send("PUT", path, body, If_Match=f'"{mine["version"]}"')
    desk.page.locator(f'[data-annotation="{mine["id"]}"] .card-head').click()
    desk.active('[data-attribute="normalized"] textarea').fill("The storm sank no ship, the office says.")
    desk.page.locator('[data-alert="parked"]').get_by_role("button", name="Compare").click()


def readonly(desk: Desk) -> None:
    """The layer is handed in."""
    layer = desk.client.layer(desk.article)
    for one in layer["annotations"]:
        path = f"/articles/{desk.article}/annotations/{one['id']}"
        desk.client.send("DELETE", path)
    desk.client.send("PUT", f"/articles/{desk.article}/submission")
    desk.open()


def follows(desk: Desk) -> None:
    """Another tab writes, and this one follows."""
    desk.page = desk.page.context.new_page()
    desk.page.goto(f"{desk.address}/articles/{desk.article}")
    desk.page.wait_for_selector('[data-alert="tabs"]')


def missing(desk: Desk) -> None:
    """Something is still open, and handing in names it."""
    desk.page.locator("[data-hand-in]").click()


def login(desk: Desk) -> None:
    """The login has ended."""
    desk.end_login()
    desk.select("The office did not answer").press("o")
    desk.page.wait_for_selector("[data-login-dialog][open]")


STATES: list[State] = [saved, kept, attention, conflict, readonly, follows, missing, login]


def _sit(browser: Browser, address: str, manager: Client, annotator: Client, name: str) -> Desk:
    """Open a desk on a new article that bears three marks."""
    text = f"{TEXT}\n({name})"
    line: dict[str, Any] = {"text": text, "outlet": "Courier", "published": "2024-03-01", "language": "en"}
    line["regions"] = [{"role": "title", "start": 0, "end": len(TITLE)}]
    [article] = manager.import_lines("demo", [line])
    manager.assign("demo", article, "dara")
    for words, tag in ((CLAIM, "claim"), (REBUTTAL, "rebuttal"), (FRAMING, "framing")):
        start = text.index(words)
        annotator.annotate(article, text, start, start + len(words), tag=tag)
    context = browser.new_context(viewport=SIZE, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    log_in(page, address, "dara")
    return Desk(page, annotator, address, article, text).open()


def _work_on(desk: Desk, state: str) -> None:
    desk.select("The office did not answer").press("o")
    desk.page.wait_for_selector(f'[data-saving="{state}"]')


def _take(desk: Desk, name: str) -> None:
    """Take one picture, light enough for a page of eight."""
    desk.page.wait_for_timeout(600)
    dialog = desk.page.locator("dialog[open]")
    path = FOLDER / f"{name}.png"
    data = dialog.screenshot(path=path) if dialog.count() else desk.page.screenshot(path=path, clip=TOP)  # type: ignore[arg-type]
    print(f"{name}.png {len(data):,} bytes")
    if len(data) > MOST_BYTES:
        sys.exit(f"{name}.png has {len(data):,} bytes, more than {MOST_BYTES:,}.")
    desk.page.context.close()


if __name__ == "__main__":
    main()
