"""A newsroom to soak: a served project whose annotators have articles, and one who works until told to stop."""

from __future__ import annotations

import http.client
import json
import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import material
from tests.browser.server import Answer, Client, Workspace, served
from tests.databases import Cluster, find_binaries

SLUG = "soak"
ARTICLES = 16
SETTINGS = "save_rate = 100000\nsave_burst = 100000\n"
ADDRESS = "ANNOTATOR_DATABASE_URL"
GONE = (OSError, http.client.HTTPException)


class Room:
    """A project with so many annotators; every other article is given to every other of them."""

    def __init__(self, folder: Path, count: int, *, settings: str = SETTINGS) -> None:
        self.workspace = Workspace(folder / "workspace")
        self.workspace.make(settings=settings)
        self.workspace.make_project(SLUG, per_article=(count + 1) // 2)
        self._manager = self.workspace.add_person("manager", roles={SLUG: ["manager"]})
        self._names = [f"annotator-{number}" for number in range(count)]
        self.tokens = [self.workspace.add_person(name, roles={SLUG: ["annotator"]}) for name in self._names]
        self.port = 0
        self._texts: list[dict[str, str]] = [{}, {}]

    @contextmanager
    def open(self) -> Iterator[str]:
        """Serve it for the block, always at the same port; the first time the articles are brought in."""
        with served(self.workspace, port=self.port) as address:
            if not self.port:
                self.port = int(address.rsplit(":", 1)[1])
                self._assign(Client(address, self._manager))
            yield address

    def texts(self, annotator: int) -> dict[str, str]:
        """Return the texts of the annotator's articles, by their ids."""
        return self._texts[annotator % 2]

    def people(self, start: int = 0, *, pause: float = 0) -> list[Annotator]:
        """Return the annotators, ready to work, each with chances of his own; `pause` seconds after each act."""
        address = f"http://127.0.0.1:{self.port}"
        return [
            Annotator(address, token, self.texts(n), start + n, pause=pause) for n, token in enumerate(self.tokens)
        ]

    def wrong(self, people: list[Annotator]) -> list[str]:
        """Return what went wrong with the work, and where the server has not just what it acknowledged."""
        faults = [person.fault for person in people if person.fault]
        try:
            self.workspace.run("check")
            self.workspace.run("verify")
            with self.open() as address:
                for person in people:
                    person.check(address)
        except AssertionError as fault:
            faults.append(str(fault))
        return faults

    def _assign(self, manager: Client) -> None:
        lines = [material.article(number) for number in range(ARTICLES)]
        for number, (article, line) in enumerate(zip(manager.import_lines(SLUG, lines), lines, strict=True)):
            manager.assign(SLUG, article, *self._names[number % 2 :: 2])
            self._texts[number % 2][article] = line["text"]


class Annotator(threading.Thread):
    """One annotator who saves, changes, withdraws and reads, and tries again for as long as nobody answers."""

    def __init__(self, address: str, token: str, texts: dict[str, str], seed: int, *, pause: float) -> None:
        super().__init__()
        self._pause = pause
        self._address, self._token, self._texts = address, token, texts
        self._chance = random.Random(seed)
        self._client = Client(address, token)
        self._over = threading.Event()
        self.live: dict[str, dict[str, int]] = {article: {} for article in texts}
        self.told: list[tuple[float, str, int]] = []
        """When a write was acknowledged, in seconds since 1970, of which annotation, and its version."""
        self.acts, self.fault = 0, ""

    def run(self) -> None:
        """Work until stopped; what goes wrong is kept in `fault`."""
        try:
            while not self._over.is_set():
                self._act(self._chance.choice(list(self._texts)))
                self.acts += 1
                self._over.wait(self._pause)
        except AssertionError as fault:
            self.fault = str(fault)

    def stop(self) -> None:
        """End the work once the act in hand is answered."""
        self._over.set()

    def check(self, address: str) -> None:
        """Fail unless the server has just what it has acknowledged."""
        for article, live in self.live.items():
            layer = Client(address, self._token).layer(article)
            found = {a["id"]: a["version"] for a in layer["annotations"]}
            assert found == live, f"{article}: {sorted(found.items() ^ live.items())[:4]}"

    def _act(self, article: str) -> None:
        live = self.live[article]
        known = self._chance.choice([*live, None, None]) if live else None
        path = f"/articles/{article}/annotations/{known}"
        if known is None or self._chance.random() < 0.6:
            ((key, draft),) = material.drafts(self._texts[article], 1, seed=self._chance.getrandbits(60))
            key = known or key
            match = {"If_Match": f'"{live[key]}"'} if key in live else {}
            answer = self._send("PUT", f"/articles/{article}/annotations/{key}", draft, **match)
            live[key] = answer.body["version"]
            self.told.append((time.time(), key, live[key]))
        elif self._chance.random() < 0.5:
            self._send("DELETE", path)
            self.told.append((time.time(), known, live.pop(known) + 1))
        else:
            self._send("GET", f"/articles/{article}/layers/mine")

    def _send(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send until there is an answer: the same request again is harmless."""
        data = None if body is None else json.dumps(body).encode()
        while True:
            try:
                prefixed = f"/api/v1{path}"
                answer = self._client.call(method, prefixed, data, Content_Type="application/json", **headers)
            except GONE:
                self._client = Client(self._address, self._token)
                time.sleep(0.2)
                continue
            if answer.status == 503:
                time.sleep(0.2)
                continue
            assert answer.status < 300, f"{method} {path}: {answer.status} {answer.data.decode()}"
            return answer


@contextmanager
def working(people: list[Annotator]) -> Iterator[None]:
    """Let all work for the block; who waits for an answer then gets it only while the room is open."""
    for person in people:
        person.start()
    yield
    for person in people:
        person.stop()


def leave(people: list[Annotator]) -> None:
    """Wait until the last act of everybody is answered."""
    for person in people:
        person.join()


def acknowledged(people: list[Annotator]) -> int:
    """Return how many writes the server said it has."""
    return sum(len(person.told) for person in people)


@contextmanager
def postgresql() -> Iterator[Cluster]:
    """Let the commands of the block use an empty database of a cluster of its own.

    Raises RuntimeError where the machine has no PostgreSQL.
    """
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError("No PostgreSQL on this machine: install it, or soak without --postgresql.")
    cluster = Cluster(binaries)
    cluster.start()
    CLUSTERS.append(cluster)
    os.environ[ADDRESS] = cluster.create()
    try:
        yield cluster
    finally:
        del os.environ[ADDRESS]
        CLUSTERS.remove(cluster)
        cluster.stop()


CLUSTERS: list[Cluster] = []
"""The cluster that the block uses, for the part that breaks it."""
