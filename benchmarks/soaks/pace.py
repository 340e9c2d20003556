"""A room at work: sixty-four annotators who save once a second, each at a moment of his own.

Each wait is counted from the moment at which the annotator meant to save, so that a server that stalls is not
spared the saves it kept from being sent.
"""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from random import Random
from statistics import quantiles

from benchmarks import material
from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.room import Room
from tests.browser.server import Client

GATE = "seconds of 64 annotators who save once a second"
SIZE = 600
ANNOTATORS = 64


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


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let the room work for so many seconds, then say how long it waited."""
    room = Room(folder, ANNOTATORS, settings="")
    with room.open() as address:
        people = paced(room, address, size, start)
    waits = percentiles(people)
    refused = [words for person in people for words in person.refused]
    figures = [
        Figure("saves, one a second and annotator", sum(len(person.waits) for person in people), "saves"),
        Figure("half of them took at most", waits[49], "ms", 30),
        Figure("99 of 100 took at most", waits[98], "ms", 250),
        Figure("the slowest took", max(max(person.waits) for person in people), "ms", 2000),
        Figure("refused or failed", len(refused), "saves", 0),
    ]
    return Outcome(figures, refused)


def paced(room: Room, address: str, seconds: int, start: int) -> list[Paced]:
    """Let everybody save at the beat for so long, and return them when they are done."""
    people = [
        Paced(Client(address, token), room.texts(number), seconds, start + number)
        for number, token in enumerate(room.tokens)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return people


def percentiles(people: list[Paced]) -> list[float]:
    """Return the 99 percentiles of their waits, in milliseconds."""
    return quantiles([wait for person in people for wait in person.waits], n=100)
