"""Mixed work against a server that is killed again and again: nothing acknowledged may be lost, nothing doubled.

Run as a program, with the minutes it shall last. Exits with 1 when something is wrong at the end.
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
from tests.browser.server import Answer, Client, Workspace, running, served, wait_until_ready

SLUG = "soak"
ANNOTATORS = 8
ARTICLES = 16
KILL_SECONDS = (5, 20)
SETTINGS = "save_rate = 100000\nsave_burst = 100000\n"
GONE = (OSError, http.client.HTTPException)


class Annotator(threading.Thread):
    """One annotator who saves, changes, withdraws and reads, and tries again for as long as nobody answers."""

    def __init__(self, address: str, token: str, texts: dict[str, str], ends: float, seed: int) -> None:
        super().__init__()
        self._address, self._token, self._texts, self._ends = address, token, texts, ends
        self._chance = random.Random(seed)
        self._client = Client(address, token)
        self.live: dict[str, dict[str, int]] = {article: {} for article in texts}
        self.acts, self.fault = 0, ""

    def run(self) -> None:
        """Work until the time is over; what goes wrong is kept in `fault`."""
        try:
            while time.monotonic() < self._ends:
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
            return answer


def main() -> None:
    """Soak, then check."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    seconds = parser.parse_args().minutes * 60
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        workspace = Workspace(Path(folder) / "workspace")
        annotators, kills = _soak(workspace, seconds)
        faults = [annotator.fault for annotator in annotators if annotator.fault] or _wrong(workspace, annotators)
    print(f"{sum(annotator.acts for annotator in annotators):,} acts, {kills} kills")
    print("\n".join(faults) or "Nothing is lost, nothing is doubled.")
    sys.exit(bool(faults))


def _soak(workspace: Workspace, seconds: float) -> tuple[list[Annotator], int]:
    """Let all work for that long while the server is killed; return the annotators and how often it was."""
    workspace.make(settings=SETTINGS)
    workspace.make_project(SLUG, per_article=ANNOTATORS)
    manager = workspace.add_person("manager", roles={SLUG: ["manager"]})
    names = [f"annotator-{number}" for number in range(ANNOTATORS)]
    tokens = [workspace.add_person(name, roles={SLUG: ["annotator"]}) for name in names]
    with served(workspace) as address:
        texts = _assigned(Client(address, manager), names)
    port = int(address.rsplit(":", 1)[1])
    ends = time.monotonic() + seconds
    people = [Annotator(address, token, texts, ends, seed) for seed, token in enumerate(tokens)]
    for person in people:
        person.start()
    kills = _kill_until(ends, workspace, port)
    with served(workspace, port=port):
        for person in people:
            person.join()
    return people, kills


def _assigned(manager: Client, names: list[str]) -> dict[str, str]:
    lines = [material.article(number) for number in range(ARTICLES)]
    ids = manager.import_lines(SLUG, lines)
    for article in ids:
        manager.assign(SLUG, article, *names)
    return {article: line["text"] for article, line in zip(ids, lines, strict=True)}


def _kill_until(ends: float, workspace: Workspace, port: int) -> int:
    """Serve, kill, serve again, until the time is over; return how often it was killed."""
    kills, chance = 0, random.Random(0)
    command = workspace.command("serve", "--port", str(port))
    while time.monotonic() < ends:
        with (workspace.folder / "server.log").open("ab") as log, running(command, log) as process:
            wait_until_ready(f"http://127.0.0.1:{port}/readyz")
            time.sleep(min(chance.uniform(*KILL_SECONDS), max(0.0, ends - time.monotonic())))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        kills += 1
    return kills


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
