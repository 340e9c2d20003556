"""Agreement at the size of the goal: 1,000 articles of 5,000 characters, 5 annotators, 100,000 annotations."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import update

from annotator import clock
from annotator.db import Store, open_store
from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.figures import each_article, pairwise, tag_figures
from annotator.domain.agreement.gamma import gamma
from annotator.domain.agreement.gamma_units import Config, read_layers
from annotator.domain.agreement.marks import Marks, read_marks
from annotator.domain.agreement.pair_rows import PairRows, joined, rows_of, without
from annotator.domain.cases.readings import Reading
from annotator.domain.segments import Segment
from annotator.migrations import upgrade
from annotator.models import Annotation, Case, Layer, Project
from annotator.models import Article as Row
from annotator.permissions import OPERATOR
from annotator.queries import queue
from annotator.services.agreement import rows as measuring_rows
from annotator.services.project import projects
from benchmarks.figures import Figure

TAGS = ("claim", "rebuttal", "omission", "framing")
ARTICLES, LENGTH, PEOPLE, EACH = 1_000, 5_000, 5, 20
CASES = 100_000
DRAWS = 2_000


def measure(folder: Path) -> list[Figure]:
    """Return the figures of this part."""
    articles = list(corpus())
    marks, names = read_marks(articles, TAGS), [article.id for article in articles]
    first = rows_of(marks, names)
    return [
        Figure(
            "all α and F1 per tag, pair, article, from arrays", cpu(lambda: everything(marks, names)), "s", 0.5
        ),
        Figure("with 2,000 draws", cpu(lambda: everything(marks, names, DRAWS)), "s", 1.5),
        Figure("one article changed, from rows", cpu(lambda: changed(first, articles[7])) * 1000, "ms", 20),
        Figure("memory beyond the arrays", peak(lambda: everything(marks, names, DRAWS)), "MB", 300),
        *in_store(folder, articles),
        *gammas(),
    ]


def corpus() -> Iterator[Article]:
    """Yield articles in which each person marks the same things with slips of place and tag."""
    chance = random.Random(1)
    for number in range(ARTICLES):
        layers: dict[str, list[Reading]] = {f"p{person}": [] for person in range(PEOPLE)}
        for item in range(EACH):
            start, length = chance.randrange(LENGTH - 200), chance.randrange(10, 150)
            tag = chance.choice(TAGS)
            for name, layer in layers.items():
                at = max(0, start + chance.randrange(-5, 6))
                said = tag if chance.random() < 0.9 else chance.choice(TAGS)
                layer.append(Reading(f"{item}", name, said, "span", (Segment(at, at + length),)))
        yield Article(str(number), LENGTH, layers)


def everything(marks: Marks, names: list[str], draws: int = 0) -> None:
    """Compute what the page shows."""
    rows = rows_of(marks, names)
    pairs = pairwise(rows)
    for tag in TAGS:
        tag_figures(rows, tag, draws=draws)
        each_article(rows, tag)
        for part in pairs.values():
            tag_figures(part, tag)


def changed(rows: PairRows, article: Article) -> None:
    """Replace the rows of one article and add up again."""
    fresh = rows_of(read_marks([article], TAGS), [article.id])
    again = joined([without(rows, [article.id]), fresh])
    for tag in TAGS:
        tag_figures(again, tag)


def in_store(folder: Path, articles: list[Article]) -> Iterator[Figure]:
    """Yield what is measured on the tables: cold, after a change, and the queue of cases."""
    store = open_store(f"sqlite:///{folder / 'agreement.db'}")
    upgrade(store)
    fill(store, articles)
    yield Figure("cold, from SQLite", cpu(lambda: counted(store, cold=True), 1), "s", 3)
    counted(store)

    def change() -> None:
        with store.writing() as session:
            session.execute(update(Row).where(Row.public_id == "7").values(head=clock.new_id()))
        counted(store)

    yield Figure("one article changed, from SQLite", cpu(change) * 1000, "ms", 20)
    yield Figure("queue of 100,000 cases", cpu(lambda: open_queue(store)) * 1000, "ms", 300)
    store.close()


def fill(store: Store, articles: list[Article]) -> None:
    """Put the corpus into the tables as imported layers, and cases beside it."""
    with store.writing() as session:
        project = projects.create(session, OPERATOR, "bench")
        now, key = clock.now(), iter(range(1, 10_000_000))
        rows: dict[type[Any], list[dict[str, Any]]] = {Row: [], Layer: [], Annotation: [], Case: []}
        for number, article in enumerate(articles, 1):
            rows[Row].append(_article(number, article, project.id, now))
            for name, layer in article.layers.items():
                place = len(rows[Layer]) + 1
                rows[Layer].append(
                    {"id": place, "article_id": number, "name": name, "kind": "imported", "state": "submitted",
                     "scheme_version": 1, "positions": 0}
                )  # fmt: skip
                rows[Annotation] += [_annotation(next(key), place, one) for one in layer]
            rows[Case] += [_case(number, at) for at in range(CASES // len(articles))]
        for table, values in rows.items():
            session.bulk_insert_mappings(table, values)


def _article(number: int, article: Article, project_id: int, now: Any) -> dict[str, Any]:
    named = {"id": number, "public_id": article.id, "project_id": project_id, "text_sha256": article.id}
    text = {"text": "x" * article.length, "regions": [], "authors": [], "meta": {}}
    return {**named, **text, "opened": False, "events": 1, "head": article.id, "created": now}


def _annotation(key: int, layer: int, one: Reading) -> dict[str, Any]:
    place = {"start": one.start, "end": one.end}
    anchor = {"kind": "span", "segments": [{**place, "exact": "x"}]}
    named = {"id": key, "layer_id": layer, "uuid": str(key), "position": key, "tag": one.tag, "anchor": anchor}
    empty = {"attributes": {}, "sources": [], "derived_from": []}
    return {**named, **place, **empty, "origin": "imported", "version": 1, "withdrawn": False}


def _case(article: int, at: int) -> dict[str, Any]:
    kind = ("boundary", "label", "missing")[at % 3]
    return {"public_id": f"{article}-{at}", "article_id": article, "version": 1, "state": "open", "start": at,
            "end": at + 9, "kinds": [kind], "primary": kind, "members": [], "missing": [], "trivial": False,
            "inputs_sha256": "", "tags": TAGS[at % 4], "weight": float(at)}  # fmt: skip


def counted(store: Store, *, cold: bool = False) -> None:
    """Count the rows of the project as the service does, and add up each tag."""
    if cold:
        measuring_rows._kept.clear()
    with store.reading() as session:
        found = measuring_rows.counted(session, session.get_one(Project, 1))
    for tag in TAGS:
        tag_figures(found.rows, tag)


def open_queue(store: Store) -> None:
    """Open the queue of cases as its page does."""
    with store.reading() as session:
        project, wanted = session.get_one(Project, 1), queue.Wanted()
        queue.counts(session, OPERATOR, project, wanted)
        query = queue.select_cases(session, OPERATOR, project, wanted)
        queue.with_articles(session, query, first=0, most=50)


def gammas() -> Iterator[Figure]:
    """Yield γ of one article at three sizes; loading the solver is not counted."""
    gamma(read_layers(_layers(30, 3)), Config(), bounds=(0.0, 1_500.0))
    for units, people, limit in ((200, 3, 0.6), (1_000, 3, 5), (200, 5, 8)):
        made = read_layers(_layers(units, people))
        bounds = 0.0, 50.0 * units
        found = cpu(lambda made=made, bounds=bounds: gamma(made, Config(), bounds=bounds), 1)
        yield Figure(f"γ of {units} × {people}", found, "s", limit)


def _layers(units: int, people: int) -> dict[str, list[Reading]]:
    chance = random.Random(units * people)
    layers: dict[str, list[Reading]] = {f"p{person}": [] for person in range(people)}
    for item in range(units):
        start, length, tag = 50 * item + chance.randrange(20), chance.randrange(10, 60), chance.choice(TAGS)
        for name, layer in layers.items():
            at = start + chance.randrange(-5, 6) if item else start
            layer.append(Reading(str(item), name, tag, "span", (Segment(max(0, at), max(0, at) + length),)))
    return layers


def cpu(act: Callable[[], Any], times: int = 3) -> float:
    """Return the least processor time of several runs, in seconds: what others do is not counted."""
    act() if times > 1 else None
    found = []
    for _ in range(times):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return min(found)


def peak(act: Callable[[], Any]) -> float:
    """Return the most memory that was held at a time, in megabytes."""
    tracemalloc.start()
    act()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6
