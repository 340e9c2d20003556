"""Sixteen writers on one annotation: whoever loses is told so, and the history is that of a single copy."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import material
from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.linear import Act, anomalies
from benchmarks.soaks.room import Room
from tests.browser.server import Answer, Client

GATE = "acts of 16 writers on one annotation"
SIZE = 10_000
WRITERS = 16
READS = 0.2


class Writer(threading.Thread):
    """One of those who change the same annotation: reads it or writes over the version last heard of."""

    def __init__(self, client: Client, path: str, draft: dict[str, Any], acts: int, seed: int) -> None:
        super().__init__()
        self._client, self._path, self._draft, self._left = client, path, draft, acts
        self._chance, self._seed = Random(seed), seed
        self._version = 1
        self.acts: list[Act] = []
        self.refused = 0
        self.fault = ""

    def run(self) -> None:
        """Do so many acts and note each."""
        try:
            for number in range(self._left):
                self._act(f"{self._seed}-{number}")
        except (AssertionError, OSError) as fault:
            self.fault = repr(fault)

    def _act(self, note: str) -> None:
        reads = self._chance.random() < READS
        sent = time.monotonic()
        answer = self._read() if reads else self._write(note)
        answered = time.monotonic()
        assert answer.status in ({200} if reads else {200, 412}), answer.data.decode()
        found = answer.body
        if reads:
            [found] = found["annotations"]
        elif answer.status == 412:
            found = found["current"]
            self.refused += 1
        stored = not reads and answer.status == 200
        self.acts.append(Act(sent, answered, found["version"], found["note"], self._version if stored else None))
        self._version = found["version"]

    def _read(self) -> Answer:
        layer = f"{self._path.split('/annotations/')[0]}/layers/mine"
        return self._client.call("GET", layer)

    def _write(self, note: str) -> Answer:
        data, match = json.dumps(self._draft | {"note": note}).encode(), f'"{self._version}"'
        return self._client.call("PUT", self._path, data, Content_Type="application/json", If_Match=match)


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let all write and read at once, so often in all."""
    room = Room(folder, 1)
    with room.open() as address:
        owner = Client(address, room.tokens[0])
        article, text = next(iter(room.texts(0).items()))
        ((key, draft),) = material.drafts(text, 1, seed=start)
        path = f"/api/v1/articles/{article}/annotations/{key}"
        first = owner.send("PUT", path.removeprefix("/api/v1"), draft | {"note": "first"}).body
        people = [
            Writer(Client(address, room.tokens[0]), path, draft, size // WRITERS, start + number)
            for number in range(WRITERS)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
        last = owner.layer(article)["annotations"][0]
    began = Act(0, 0, first["version"], first["note"], 0)
    ended = Act(time.monotonic(), time.monotonic(), last["version"], last["note"])
    acts = [began, *(act for person in people for act in person.acts), ended]
    faults = [person.fault for person in people if person.fault] + anomalies(acts)
    stored = sum(act.base is not None for act in acts)
    figures = [
        Figure(f"acts of {WRITERS} writers on one annotation", len(acts), "acts"),
        Figure("of them stored", stored, "writes"),
        Figure("of them refused, 412", sum(person.refused for person in people), "writes"),
        Figure("lost updates and other anomalies of the recorded history", len(faults), "faults", 0),
        Figure(
            "versions stored and not told, or told and not stored", abs(last["version"] - stored), "versions", 0
        ),
    ]
    return Outcome(figures, faults)
