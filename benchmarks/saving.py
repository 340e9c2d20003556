"""Saves over HTTP: how long one annotator waits, and how many a second sixteen get through."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import material
from benchmarks.figures import Figure
from tests.browser.server import Client, Workspace, running, served, wait_until_ready

SETTINGS = "save_rate = 100000\nsave_burst = 100000\n"
ROUNDS = 15
"""Many short turns: what the machine does beside it then falls on both sides alike."""
ALONE = 100
TOGETHER = 16
EACH = 30
PER_ARTICLE = 20
SLUG = "news"

Save = tuple[str, str, bytes]
Put = Callable[[Client, Save], None]


def measure(folder: Path) -> list[Figure]:
    """Measure both, ours and floor in turns."""
    with _ours(folder / "workspace") as desks, _floor(folder / "floor.db") as address:
        floor = [Client(address) for _ in range(TOGETHER)]
        alone = [(_alone(desks.clients[0], desks, n), _alone(floor[0], desks, n)) for n in range(ROUNDS)]
        crowd = [(_crowd(desks.clients, desks, n), _crowd(floor, desks, n)) for n in range(ROUNDS)]
        desks.check()
    return [
        _waits("one annotator's save, p50", alone, 0.5, limit=2.5),
        _waits("one annotator's save, p99", alone, 0.99),
        _rates(f"{TOGETHER} annotators at once", crowd),
        _waits(f"{TOGETHER} annotators at once, p99", [(o[1], f[1]) for o, f in crowd], 0.99),
    ]


class Desks:
    """Sixteen annotators with their articles, and what each has saved so far."""

    def __init__(self, clients: Sequence[Client], articles: Sequence[Sequence[tuple[str, str]]]) -> None:
        self.clients, self._articles = clients, articles
        self.saved: dict[tuple[int, str], list[str]] = {}
        self.hashes: dict[tuple[int, str], str] = {}
        self._numbers = iter(range(1_000_000))

    def saves(self, desk: int, count: int) -> list[Save]:
        """Return the next saves of one annotator: a score on each article in turn."""
        made: list[Save] = []
        while len(made) < count:
            number = next(self._numbers)
            article, body = self._articles[desk][number % len(self._articles[desk])]
            for key, draft in material.drafts(body, PER_ARTICLE, seed=number):
                made.append((article, key, json.dumps(draft, ensure_ascii=False).encode()))
        return made[:count]

    def put(self, desk: int, client: Client, save: Save) -> None:
        """Save; fails unless the server says that it is stored."""
        article, key, data = save
        prefix = "/api/v1" if client is self.clients[desk] else ""
        path = f"{prefix}/articles/{article}/annotations/{key}"
        answer = client.call("PUT", path, data, Content_Type="application/json")
        assert answer.status == 201, f"{answer.status} {answer.data.decode()}"
        if prefix:
            self.saved.setdefault((desk, article), []).append(key)
            self.hashes[desk, article] = answer.headers["Layer-Hash"]

    def check(self) -> None:
        """Fail unless every save that was acknowledged is there, under the hash that the last answer gave."""
        for (desk, article), keys in self.saved.items():
            layer = self.clients[desk].layer(article)
            assert sorted(keys) == sorted(a["id"] for a in layer["annotations"]), f"lost on {article}"
            lines = sorted(f"{a['id']} {a['version']}\n" for a in layer["annotations"])
            assert hashlib.sha256("".join(lines).encode()).hexdigest() == self.hashes[desk, article]


def _alone(client: Client, desks: Desks, number: int) -> list[float]:
    """Return how long each save of one annotator took, in milliseconds."""
    return [_timed(desks, 0, client, save) for save in desks.saves(0, ALONE)]


def _crowd(clients: Sequence[Client], desks: Desks, number: int) -> tuple[float, list[float]]:
    """Let all save at once; return the saves a second, and how long each took.

    Each round opens its connections anew: how they spread over the workers is luck, and decides much.
    """
    for client in clients:
        client.hang_up()
    waits: list[float] = []
    failures: list[BaseException] = []
    work = [desks.saves(desk, EACH) for desk in range(TOGETHER)]

    def run(desk: int) -> None:
        try:
            waits.extend([_timed(desks, desk, clients[desk], save) for save in work[desk]])
        except BaseException as failure:  # noqa: BLE001 - told to the main thread
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(desk,)) for desk in range(TOGETHER)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return TOGETHER * EACH / (time.perf_counter() - began), waits


def _timed(desks: Desks, desk: int, client: Client, save: Save) -> float:
    began = time.perf_counter()
    desks.put(desk, client, save)
    return (time.perf_counter() - began) * 1000


def _waits(
    name: str, rounds: Sequence[tuple[list[float], list[float]]], part: float, limit: float | None = None
) -> Figure:
    ours, floor = (median(_quantile(side, part) for side in sides) for sides in zip(*rounds, strict=True))
    return Figure(name, ours, "ms", limit, floor)


def _rates(name: str, rounds: Sequence[tuple[Any, Any]]) -> Figure:
    ours, floor = (median(side[0] for side in sides) for sides in zip(*rounds, strict=True))
    return Figure(name, ours, "saves/s", 0.6, floor, at_least=True)


def _quantile(values: Sequence[float], part: float) -> float:
    return quantiles(values, n=100, method="inclusive")[round(part * 100) - 1]


@contextmanager
def _ours(folder: Path) -> Iterator[Desks]:
    workspace = Workspace(folder)
    workspace.make(settings=SETTINGS)
    workspace.make_project(SLUG)
    manager = workspace.add_person("manager", roles={SLUG: ["manager"]})
    names = [f"annotator-{number}" for number in range(TOGETHER)]
    tokens = [workspace.add_person(name, roles={SLUG: ["annotator"]}) for name in names]
    with served(workspace) as address:
        yield _desks(Client(address, manager), names, [Client(address, token) for token in tokens])


def _desks(manager: Client, names: Sequence[str], clients: Sequence[Client]) -> Desks:
    """Give each annotator ten articles, each read by two."""
    lines = [material.article(number) for number in range(TOGETHER * 5)]
    ids = manager.import_lines(SLUG, lines)
    articles: list[list[tuple[str, str]]] = [[] for _ in names]
    for number, (article, line) in enumerate(zip(ids, lines, strict=True)):
        for desk in (number % TOGETHER, (number + 1 + number // TOGETHER) % TOGETHER):
            manager.assign(SLUG, article, names[desk])
            articles[desk].append((article, line["text"]))
    return Desks(clients, articles)


@contextmanager
def _floor(path: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.floor", str(path)]
    with path.with_suffix(".log").open("ab") as log, running(command, log) as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        wait_until_ready(f"{address}/readyz")
        yield address
