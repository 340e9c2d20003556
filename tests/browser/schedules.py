"""Random schedules of what can happen to a desk: whatever it was, no edit is lost and none changes its name."""

from __future__ import annotations

import os
import random
import signal
import uuid
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.desk import SELECT, fill_login, signed_in
from tests.browser.server import PASSWORD, Client, Workspace, running, wait_until_ready

SLUG = "schedules"
ME, OTHER = "dara", "mara"
SENTENCE = "The council said that the bridge would open before winter and cost less than planned. "
STEPS = 9
WEIGHTS = {
    "edit": 8,
    "amend": 4,
    "cut": 3,
    "mend": 3,
    "kill": 2,
    "reload": 2,
    "restart": 1,
    "expire": 2,
    "return_": 3,
    "second": 2,
    "stranger": 1,
}
LATER = "[data-login-dialog][open] [data-cancel]"
FOLLOWS = '[data-alert="tabs"]'
KEPT = """() => new Promise(resolve => {
  const request = indexedDB.open('annotator');
  request.onerror = () => resolve([]);
  request.onupgradeneeded = () => request.transaction.abort();
  request.onsuccess = () => {
    const all = request.result.transaction('outbox').objectStore('outbox').getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
  };
})"""


class Stage:
    """A workspace with two annotators whose server can be killed, and a browser for the first of them."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.browser = browser
        self.workspace = Workspace(folder / "workspace")
        self.workspace.make()
        self.workspace.make_project(SLUG)
        manager = self.workspace.add_person("manager", roles={SLUG: ["manager"]})
        tokens = [self.workspace.add_person(name, roles={SLUG: ["annotator"]}) for name in (ME, OTHER)]
        self._stack, self.address = ExitStack(), ""
        self.serve()
        self._tokens = dict(zip((ME, OTHER, "manager"), (*tokens, manager), strict=True))
        self.login = signed_in(browser, self.address, ME)

    def serve(self) -> None:
        """Start the server, on the port it had before."""
        port = self.address.rsplit(":", 1)[1] if self.address else "0"
        log = self._stack.enter_context((self.workspace.folder / "server.log").open("ab"))
        command = self.workspace.command("--json", "serve", "--port", port, "--workers", "1")
        self._process = self._stack.enter_context(running(command, log))
        assert self._process.stdout is not None
        line = self._process.stdout.readline().decode()
        self.address = self.address or line.split('"')[3]
        wait_until_ready(f"{self.address}/readyz")

    def restart(self, *, killed: bool) -> None:
        """End the server, in peace or not, and start it again."""
        if killed:
            os.killpg(self._process.pid, signal.SIGKILL)
        self.close()
        self.serve()

    def close(self) -> None:
        """End the server."""
        self._stack.close()

    def client(self, name: str) -> Client:
        """Return the person as a program."""
        return Client(self.address, self._tokens[name])

    def article(self) -> str:
        """Make an article and give it to both."""
        text = f"{uuid.uuid4()}\n\n" + "\n\n".join([SENTENCE * 4] * 6)
        manager = self.client("manager")
        [article] = manager.import_lines(SLUG, [{"text": text, "regions": []}])
        manager.assign(SLUG, article, ME, OTHER)
        return article


def steps(chance: random.Random) -> list[str]:
    """Return what is done, one after the other."""
    return ["edit", *chance.choices([*WEIGHTS], [*WEIGHTS.values()], k=STEPS)]


class Schedule:
    """One schedule, the same for the same seed; `done` says what was done, for whoever has to repeat it."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.chance = stage, random.Random(seed)
        self.article = stage.article()
        self.context: BrowserContext = stage.browser.new_context(
            storage_state=stage.login, reduced_motion="reduce", viewport={"width": 1280, "height": 900}
        )
        self.context.on("page", lambda page: page.on("dialog", lambda dialog: dialog.accept()))
        self.made: dict[str, str | None] = {}
        self.done: list[str] = []
        self.offline = False

    def play(self) -> list[str]:
        """Do all steps, then come back in peace; return what was lost or went astray."""
        try:
            first = self.open()
            self.me = first.evaluate("() => document.body.dataset.user") if first else None
            for step in steps(self.chance):
                self.done.append(step)
                getattr(self, step)()
            self.done.append("end")
            return self.end()
        finally:
            self.context.close()

    def open(self) -> Page | None:
        """Open the article in one more tab."""
        page = self.context.new_page()
        try:
            page.goto(f"{self.stage.address}/articles/{self.article}")
        except Error:
            page.close()
            return None
        return page

    def edit(self) -> None:
        """Select and tag."""
        if page := self._desk():
            start = 40 + self.chance.randrange(1500)
            page.evaluate(SELECT, [start, start + self.chance.randrange(8, 60)])
            before = set(self._cards(page))
            page.keyboard.press(self.chance.choice("crf"))
            page.wait_for_timeout(100)
            for made in set(self._cards(page)) - before:
                self.made[made] = None
                self._wait_until_kept(page, made, None)

    def amend(self) -> None:
        """Write something into a card."""
        page = self._desk()
        known = [card for card in self._cards(page) if card in self.made] if page else []
        if not page or not known:
            return
        card = self.chance.choice(known)
        head = page.locator(f'[data-annotation="{card}"]')
        if "active" not in (head.get_attribute("class") or ""):
            head.locator(".card-head").press("Enter")
        note = f"note {self.chance.randrange(10**6)}"
        asking = page.locator(LATER)
        page.add_locator_handler(asking, lambda later: later.click())
        head.locator('[data-act="note"]').click()
        head.locator("[data-note]").fill(note)
        page.remove_locator_handler(asking)
        page.keyboard.press("Escape")
        self.made[card] = note
        self._wait_until_kept(page, card, note)

    def cut(self) -> None:
        """Take the network away."""
        self._network(offline=True)

    def mend(self) -> None:
        """Give the network back."""
        self._network(offline=False)

    def kill(self) -> None:
        """Close a tab without a word."""
        if self.context.pages:
            self.chance.choice(self.context.pages).close()

    def reload(self) -> None:
        """Load a page again, as far as there is a network."""
        if self.context.pages and not self.offline:
            self.chance.choice(self.context.pages).reload()

    def restart(self) -> None:
        """End the server, in half of the cases by force."""
        self.stage.restart(killed=self.chance.random() < 0.5)

    def expire(self) -> None:
        """Let the login end."""
        self.context.clear_cookies()

    def return_(self) -> None:
        """Log in again: in place where the desk asks for it, else in a tab."""
        asking = [page for page in self.context.pages if page.locator("[data-login-dialog][open]").count()]
        if asking and not self.offline:
            asking[0].fill("[data-login-dialog] [name=password]", PASSWORD)
            asking[0].press("[data-login-dialog] [name=password]", "Enter")
            asking[0].wait_for_timeout(500)
        else:
            self.context.add_cookies(self.stage.login["cookies"])

    def second(self) -> None:
        """Open one more tab; sometimes the work moves there."""
        page = self.open() if not self.offline else None
        if page and self.chance.random() < 0.5:
            page.wait_for_timeout(1200)
            for take in page.locator(f"{FOLLOWS} button").all():
                take.click()
                page.wait_for_timeout(300)

    def stranger(self) -> None:
        """Somebody else logs in, in the same browser, and looks at the same article."""
        if self.offline:
            return
        page = self.context.new_page()
        self._log_out(page)
        fill_login(page, OTHER)
        page.wait_for_url(f"{self.stage.address}/")
        page.goto(f"{self.stage.address}/articles/{self.article}")
        page.wait_for_timeout(300)
        page.close()

    def end(self) -> list[str]:
        """Come back with network, server and login, and look for every edit."""
        self._network(offline=False)
        for page in self.context.pages[1:]:
            page.close()
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self._come_back(page)
        page.wait_for_selector('[data-saving="saved"], [data-saving="attention"]', timeout=30_000)
        word = page.locator("[data-saving]").get_attribute("data-saving")
        waiting = {op["id"] for op in page.evaluate(KEPT)}
        stored = self._stored(ME)
        lost = [card for card, note in self.made.items() if card not in waiting and stored.get(card, 0) != note]
        faults = [f"{card} is lost" for card in lost]
        faults += [f"{card} is under another name" for card in self._stored(OTHER) if card in self.made]
        if waiting and word == "saved":
            faults.append(f"called saved while {len(waiting)} wait")
        return faults

    def _log_out(self, page: Page) -> None:
        """Take the login away, again when an answer that was on its way has brought it back."""
        for _ in range(20):
            self.context.clear_cookies()
            page.goto(f"{self.stage.address}/login")
            if page.locator('[name="username"]').count():
                return

    def _come_back(self, page: Page) -> None:
        """Open the article as the first person, again when an answer on its way brought another login back."""
        for _ in range(20):
            self.context.clear_cookies()
            self.context.add_cookies(self.stage.login["cookies"])
            page.goto(f"{self.stage.address}/articles/{self.article}")
            if page.evaluate("() => document.body.dataset.user") == self.me:
                return

    def _network(self, *, offline: bool) -> None:
        self.offline = offline
        self.context.set_offline(offline)

    def _desk(self) -> Page | None:
        """Return a tab that takes edits of the first person; the article is opened again where there is none."""
        for page in self.context.pages:
            if self._takes_edits(page):
                return page
        if self.offline:
            return None
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.goto(f"{self.stage.address}/articles/{self.article}")
        page.wait_for_timeout(1000)
        return page if self._takes_edits(page) else None

    def _takes_edits(self, page: Page) -> bool:
        if not page.locator("[data-desk]").count():
            return False
        for later in page.locator(LATER).all():
            later.click()
        if page.evaluate("() => document.body.dataset.user") != self.me:
            return False
        page.wait_for_selector('[data-saving]:not(:text("Opening"))')
        if page.locator(FOLLOWS).count():
            return False
        page.keyboard.press("Escape")
        return True

    def _cards(self, page: Page | None) -> list[str]:
        script = "() => [...document.querySelectorAll('[data-annotation]')].map(card => card.dataset.annotation)"
        return list(page.evaluate(script)) if page else []

    def _wait_until_kept(self, page: Page, card: str, note: str | None) -> None:
        """An edit is made once it is in the outbox or on the server; that must be at once."""
        for _ in range(60):
            kept = [op for op in page.evaluate(KEPT) if op["id"] == card and op["body"].get("note") == note]
            if kept or self._stored(ME).get(card, 0) == note:
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"{card} was not kept after {self.done}")

    def _stored(self, name: str) -> dict[str, str | None]:
        layer = self.stage.client(name).layer(self.article)
        return {one["id"]: one["note"] for one in layer["annotations"]}
