"""A room at work: sixty-four annotators who save once a second, each at a moment of their own.

Run as a program, with the seconds it shall last. Each wait is counted from the moment at which the annotator
meant to save, so that a server that stalls is not spared the saves it kept from being sent. Prints one figure a
gate, and exits with 1 when one is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random
from statistics import quantiles

from benchmarks import material
from benchmarks.figures import Figure, table
from benchmarks.soak import SLUG, assigned
from tests.browser.server import Client, Workspace, served


class Paced(threading.Thread):
    """One annotator, who saves at the beat and notes how long each save took, in milliseconds."""

    def __init__(self, client: Client, texts: dict[str, str], seconds: int, seed: int) -> None:
        super().__init__()
        self._client, self._texts, self._seconds, self._chance = client, texts, seconds, Random(seed)
        self.waits: list[float] = []
        self.refused: list[str] = []

    def run(self) -> None:
        """Save once a second for as long as it lasts."""
        meant = time.monotonic() + self._chance.random()
        for _ in range(self._seconds):
            time.sleep(max(0.0, meant - time.monotonic()))
            self._save()
            self.waits.append((time.monotonic() - meant) * 1000)
            meant += 1

    def _save(self) -> None:
        article = self._chance.choice(list(self._texts))
        ((key, draft),) = material.drafts(self._texts[article], 1, seed=self._chance.getrandbits(60))
        data = json.dumps(draft).encode()
        path = f"/api/v1/articles/{article}/annotations/{key}"
        try:
            answer = self._client.call("PUT", path, data, Content_Type="application/json")
        except OSError as error:
            self.refused.append(repr(error))
            return
        if answer.status != 201:
            self.refused.append(answer.data.decode())


def main() -> None:
    """Let the room work, then say how long it waited."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak_pace", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--annotators", type=int, default=64)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        people = _work(Workspace(Path(folder) / "workspace"), asked.annotators, asked.seconds)
    waits = quantiles([wait for person in people for wait in person.waits], n=100)
    refused = [words for person in people for words in person.refused]
    figures = [
        Figure("saves, one a second and annotator", sum(len(person.waits) for person in people), "saves"),
        Figure("half of them took at most", waits[49], "ms", 30),
        Figure("99 of 100 took at most", waits[98], "ms", 250),
        Figure("refused or failed", len(refused), "saves", 0),
    ]
    print("\n".join([table(figures), *refused[:5]]))
    sys.exit(not all(figure.met for figure in figures))


def _work(workspace: Workspace, count: int, seconds: int) -> list[Paced]:
    workspace.make()
    workspace.make_project(SLUG, per_article=(count + 1) // 2)
    manager = workspace.add_person("manager", roles={SLUG: ["manager"]})
    names = [f"annotator-{number}" for number in range(count)]
    tokens = [workspace.add_person(name, roles={SLUG: ["annotator"]}) for name in names]
    with served(workspace) as address:
        texts = assigned(Client(address, manager), names)
        people = [Paced(Client(address, token), texts[n % 2], seconds, n) for n, token in enumerate(tokens)]
        for person in people:
            person.start()
        for person in people:
            person.join()
    return people


if __name__ == "__main__":
    main()
