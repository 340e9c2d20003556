"""Mixed work against a server that is killed again and again: nothing acknowledged may be lost, nothing doubled.

Run as a program, with the kills it shall have; where ANNOTATOR_DATABASE_URL names an empty database of
PostgreSQL, on that. Prints one figure a gate, and exits with 1 when one is missed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks import material
from benchmarks.figures import Figure, table
from tests.browser.server import Answer, Client, Workspace, running, served, wait_until_ready

SLUG = "soak"
ARTICLES = 16
KILL_SECONDS = (1, 6)
SETTINGS = "save_rate = 100000\nsave_burst = 100000\n"
GONE = (OSError, http.client.HTTPException)


class Annotator(threading.Thread):
    """One annotator who saves, changes, withdraws and reads, and tries again for as long as nobody answers."""

    def __init__(self, address: str, token: str, texts: dict[str, str], over: threading.Event, seed: int) -> None:
        super().__init__()
        self._address, self._token, self._texts, self._over = address, token, texts, over
        self._chance = random.Random(seed)
        self._client = Client(address, token)
        self.live: dict[str, dict[str, int]] = {article: {} for article in texts}
        self.acts, self.acknowledged, self.fault = 0, 0, ""

    def run(self) -> None:
        """Work until the time is over; what goes wrong is kept in `fault`."""
        try:
            while not self._over.is_set():
                self._act(self._chance.choice(list(self._texts)))
                self.acts += 1
        except AssertionError as fault:
            self.fault = str(fault)

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
        elif self._chance.random() < 0.5:
            self._send("DELETE", path)
            del live[known]
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
            self.acknowledged += method != "GET"
            return answer


def main() -> None:
    """Soak, then check."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--annotators", type=int, default=64)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        workspace = Workspace(Path(folder) / "workspace")
        annotators, starts = _soak(workspace, asked.kills, asked.annotators)
        faults = [annotator.fault for annotator in annotators if annotator.fault] + _wrong(workspace, annotators)
    acknowledged = sum(annotator.acknowledged for annotator in annotators)
    figures = [
        Figure("kill -9 of the whole server", len(starts), "kills"),
        Figure("writes acknowledged meanwhile", acknowledged, "writes", 200 * asked.kills, at_least=True),
        Figure("lost, doubled or otherwise wrong", len(faults), "faults", 0),
        Figure("slowest start after a kill", max(starts), "s", 5),
    ]
    print("\n".join([table(figures), *faults]))
    sys.exit(not all(figure.met for figure in figures))


def _soak(workspace: Workspace, kills: int, count: int) -> tuple[list[Annotator], list[float]]:
    """Let all work while the server is killed so often; return the annotators and how long each start took."""
    workspace.make(settings=SETTINGS)
    workspace.make_project(SLUG, per_article=(count + 1) // 2)
    manager = workspace.add_person("manager", roles={SLUG: ["manager"]})
    names = [f"annotator-{number}" for number in range(count)]
    tokens = [workspace.add_person(name, roles={SLUG: ["annotator"]}) for name in names]
    with served(workspace) as address:
        texts = assigned(Client(address, manager), names)
    port, over = int(address.rsplit(":", 1)[1]), threading.Event()
    people = [Annotator(address, token, texts[seed % 2], over, seed) for seed, token in enumerate(tokens)]
    for person in people:
        person.start()
    starts = [_kill(workspace, port, random.Random(number)) for number in range(kills)]
    over.set()
    with served(workspace, port=port):
        for person in people:
            person.join()
    return people, starts


def assigned(manager: Client, names: list[str]) -> list[dict[str, str]]:
    """Give every other article to every other annotator; return the texts of both halves by their ids."""
    lines = [material.article(number) for number in range(ARTICLES)]
    halves: list[dict[str, str]] = [{}, {}]
    for number, (article, line) in enumerate(zip(manager.import_lines(SLUG, lines), lines, strict=True)):
        manager.assign(SLUG, article, *names[number % 2 :: 2])
        halves[number % 2][article] = line["text"]
    return halves


def _kill(workspace: Workspace, port: int, chance: random.Random) -> float:
    """Serve for a while, then kill master and workers at once; return how long the start took, in seconds."""
    command = workspace.command("serve", "--port", str(port))
    with (workspace.folder / "server.log").open("ab") as log, running(command, log) as process:
        began = time.monotonic()
        wait_until_ready(f"http://127.0.0.1:{port}/readyz")
        took = time.monotonic() - began
        time.sleep(chance.uniform(*KILL_SECONDS))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return took


def _wrong(workspace: Workspace, annotators: list[Annotator]) -> list[str]:
    """Return what is wrong at the end."""
    try:
        workspace.run("check")
        workspace.run("verify")
        with served(workspace) as address:
            for annotator in annotators:
                annotator.check(address)
    except AssertionError as fault:
        return [str(fault)]
    return []


if __name__ == "__main__":
    main()
