"""The real program on a workspace of its own: made and served by the command line, spoken to over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from annotator.config import find_workspace
from annotator.db import open_store
from annotator.permissions import OPERATOR
from annotator.queries import projects as project_queries
from annotator.services.people import accounts, tokens
from annotator.services.project import projects

ROOT = Path(__file__).parents[2]
PASSWORD = "tall green ladders lean on walls"
START_SECONDS = 60
KEPT_OPEN = 45
"""In seconds; the server closes a connection that was quiet for 75."""


class Workspace:
    """A workspace in a folder, driven as a person at the command line drives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, code: int = 0, data: bytes | None = None) -> str:
        """Run a command and return what it prints; fails unless it exits with `code`."""
        done = subprocess.run(self.command(*words), input=data, capture_output=True, cwd=ROOT, check=False)
        said = done.stdout.decode() + done.stderr.decode()
        assert done.returncode == code, f"annotator {' '.join(words)} left with {done.returncode}:\n{said}"
        return said if code else done.stdout.decode()

    def command(self, *words: str) -> list[str]:
        """Return the command as the machine starts it."""
        return [sys.executable, "-m", "annotator", "--workspace", str(self.folder), *words]

    def init(self) -> str:
        """Make the workspace by the command line, and return the one-time link of its first admin."""
        return str(json.loads(self.run("--json", "init"))["link"])

    def make(self, *, settings: str = "") -> None:
        """Make the workspace: a copy of the first of this process, where its database is a file of its own."""
        if "ANNOTATOR_DATABASE_URL" in os.environ:
            self.init()
        else:
            shutil.copytree(made_once().name, self.folder, dirs_exist_ok=True)
        (self.folder / "settings.toml").write_text(settings, encoding="utf-8")

    def make_project(self, slug: str, *, per_article: int = 2, scheme: dict[str, Any] | None = None) -> None:
        """Make a project."""
        with self.writing() as session:
            projects.create(session, OPERATOR, slug, per_article=per_article, scheme=scheme)

    def add_person(self, name: str, *, admin: bool = False, roles: Mapping[str, Sequence[str]] = {}) -> str:
        """Add a person with the password of all, and roles by project; return a token for everything."""
        with self.writing() as session:
            account = accounts.create(session, OPERATOR, name, admin=admin)
            accounts.set_password(session, account, PASSWORD)
            for slug, held in roles.items():
                project = project_queries.find(session, OPERATOR, slug)
                for role in held:
                    projects.add_member(session, OPERATOR, project, account, role)
            return tokens.create(session, account, scope="manage")

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Hand out the writer's session of the workspace."""
        workspace = find_workspace(self.folder)
        store = open_store(workspace.database_url, workspace.lock_path)
        try:
            with store.writing() as session:
                yield session
        finally:
            store.close()


@cache
def made_once() -> TemporaryDirectory[str]:
    """The workspace that others are copies of; it goes when this process ends."""
    folder = TemporaryDirectory(prefix="workspace-")
    Workspace(Path(folder.name)).init()
    return folder


@contextmanager
def served(workspace: Workspace, *, workers: int = 2, port: int = 0) -> Iterator[str]:
    """Serve the workspace for the block, and hand out its address."""
    with (workspace.folder / "server.log").open("ab") as log:
        command = workspace.command("--json", "serve", "--port", str(port), "--workers", str(workers))
        with running(command, log) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, f"serve did not start: {(workspace.folder / 'server.log').read_text()}"
            address = str(json.loads(line)["address"])
            wait_until_ready(f"{address}/readyz")
            yield address


@contextmanager
def running(command: list[str], log: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server in a session of its own for the block, and end it in peace."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=log, cwd=ROOT, start_new_session=True
    )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert process.stdout is not None
        process.stdout.close()


def wait_until_ready(address: str) -> None:
    """Wait until the address answers 200."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            if Client(address).call("GET", urlsplit(address).path).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{address} did not answer")


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)

    @property
    def body(self) -> Any:
        """The JSON of the answer."""
        return json.loads(self.data)


class Client:
    """A program with a token, on one connection that is kept open."""

    def __init__(self, address: str, token: str = "") -> None:
        self._host = urlsplit(address).netloc
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._connection = http.client.HTTPConnection(self._host, timeout=60)
        self._last = time.monotonic()

    def call(self, method: str, path: str, data: bytes | None = None, **headers: str) -> Answer:
        """Send a request as it is, and return the answer whatever it says."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if time.monotonic() - self._last > KEPT_OPEN:
            self.hang_up()
        self._last = time.monotonic()
        self._connection.request(method, path, data, self._headers | named)
        response = self._connection.getresponse()
        return Answer(response.status, response.headers, response.read())

    def hang_up(self) -> None:
        """Close the connection; the next request opens it anew."""
        self._connection.close()

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send JSON to an address of the API; fails unless it went well."""
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        answer = self.call(method, f"/api/v1{path}", data, Content_Type="application/json", **headers)
        assert answer.status < 300, f"{method} {path}: {answer.status} {answer.data.decode()}"
        return answer

    def import_lines(self, slug: str, articles: Sequence[Mapping[str, Any]]) -> list[str]:
        """Import articles as JSON lines, and return their ids."""
        data = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles).encode()
        path = f"/api/v1/projects/{slug}/articles"
        answer = self.call("POST", path, data, Content_Type="application/x-ndjson")
        assert answer.status == 200, answer.data.decode()
        return [line["id"] for line in answer.body["lines"]]

    def assign(self, slug: str, article: str, *names: str) -> None:
        """Give the article to the annotators."""
        for name in names:
            self.send("POST", f"/projects/{slug}/assignments", {"article": article, "annotator": name})

    def annotate(self, article: str, text: str, start: int, end: int, *, tag: str = "claim", **more: Any) -> str:
        """Store a new annotation of the stretch, and return its id."""
        key = str(uuid.uuid4())
        segment = {"start": start, "end": end, "exact": text[start:end]}
        body = {"tag": tag, "anchor": {"kind": "span", "segments": [segment]}, **more}
        self.send("PUT", f"/articles/{article}/annotations/{key}", body)
        return key

    def layer(self, article: str, name: str = "mine") -> dict[str, Any]:
        """Return a layer of the article."""
        layer: dict[str, Any] = self.send("GET", f"/articles/{article}/layers/{name}").body
        return layer


def settled_if_desk(page: Page) -> None:
    """Wait until everything is on the server, if the page is a desk; a locator asks three times as long."""
    if page.evaluate("document.querySelector('[data-saving]') !== null"):
        settled(page)


def settled(page: Page) -> None:
    """Wait until the desk says that everything is on the server."""
    page.wait_for_selector('[data-saving="saved"]', timeout=30_000)
