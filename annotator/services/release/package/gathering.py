"""Walk over all that a release would hold: check it, note what splits need, and set the lines aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.splits import Item, Sketches
from annotator.domain.urls import canonical_url
from annotator.models import Account, Article, Case, Layer, Member, Project
from annotator.queries import projects
from annotator.records import corpus
from annotator.records.cases import case_fields
from annotator.services.release.package.agreement import Measured, article_of
from annotator.services.release.package.checks import Checks, Hole, record_holes
from exports import jsonl
from exports.record import RecordError, leaving
from exports.release.texts import FULL, passed_on

Json = dict[str, Any]
Progress = Callable[[int, int], object]
BATCH = 200
MOST_HOLES = 1000


@dataclass
class Gathered:
    """What one walk found. `lines` is the file of the records; `ids` those of entities, sources, fact-checks."""

    lines: Path
    measured: Measured
    holes: list[Hole] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    sketches: Sketches = field(default_factory=Sketches)
    layers: dict[str, set[str]] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    guidelines: set[int] = field(default_factory=set)
    people: dict[str, Counter[str]] = field(default_factory=dict)
    origins: Counter[str] = field(default_factory=Counter)
    without_rights: int = 0

    def articles(self) -> Iterator[Json]:
        """Yield the records that were set aside, in the order of their ids."""
        with self.lines.open("rb") as file:
            yield from map(msgspec.json.decode, file)


def gather(session: Session, project: Project, lines: Path, texts: str, progress: Progress) -> Gathered:
    """Walk over the articles that somebody finished; nothing of a layer that is open is taken."""
    scheme = projects.scheme(session, project)
    checks = Checks(project.slug, scheme, _names(session, project))
    found = Gathered(lines, Measured(list(scheme.data["tags"])))
    ids = finished_articles(session, project)
    with lines.open("xb") as file:
        for number, record in enumerate(corpus.of_ids(session, project, ids, finished_layers()), 1):
            try:
                ready = leaving(record, scheme.data, arranged=("layers",))
            except RecordError as error:
                _add(found, record_holes(error.problems, record))
                continue
            _add(found, checks.holes(ready))
            _note(found, ready, texts)
            file.write(jsonl.line(ready))
            progress(number, len(ids))
    return found


def finished_layers() -> Any:
    """Select the layers that a release takes: all that are not open."""
    return select(Layer).where(Layer.state != "open")


def finished_articles(session: Session, project: Project) -> list[int]:
    """Return the articles with a finished layer, in the order of their public ids, the same on every database."""
    query = select(Article.public_id, Article.id).join(Layer, Layer.article_id == Article.id)
    rows = session.execute(query.where(Article.project_id == project.id, Layer.state != "open").distinct())
    return [number for _, number in sorted((public_id, number) for public_id, number in rows)]


def cases(session: Session, project: Project) -> Iterator[Json]:
    """Yield the cases in the order of article and id; the words of the text are left to the writer."""
    ids = finished_articles(session, project)
    for at in range(0, len(ids), BATCH):
        query = select(Case, Article.public_id).join(Article, Article.id == Case.article_id)
        rows = session.execute(query.where(Case.article_id.in_(ids[at : at + BATCH]), Case.state != "void"))
        for case, article in sorted(rows, key=lambda row: (row[1], row[0].public_id)):
            names = [*(member["layer"] for member in case.members), *case.missing]
            yield case_fields(case, article, {name: name for name in names})
        session.expunge_all()


def _names(session: Session, project: Project) -> list[str]:
    query = select(Account.name).join(Member, Member.account_id == Account.id)
    return list(session.scalars(query.where(Member.project_id == project.id).distinct()))


def _add(found: Gathered, holes: Iterator[Hole]) -> None:
    for hole in holes:
        if len(found.holes) < MOST_HOLES:
            found.holes.append(hole)


def _note(found: Gathered, record: Json, texts: str) -> None:
    article = record["id"]
    found.items.append(_item(record))
    found.sketches.add(article, _body(record))
    found.measured.add(article_of(record))
    found.layers[article] = {layer["layer"] for layer in record["layers"]}
    found.events[article] = record["history"]["events"]
    found.texts[article] = passed_on(record, texts)
    found.without_rights += texts == FULL and found.texts[article] != FULL
    found.languages |= {record["language"]} - {None}
    for name in ("entities", "sources", "fact_checks"):
        found.ids |= {one["id"] for one in record[name]}
    for layer in record["layers"]:
        found.guidelines |= {layer["guideline_version"]} - {None}
        found.origins.update(one["origin"] for one in layer["annotations"])
        if layer["layer"] != "gold":
            counts = found.people.setdefault(layer["layer"], Counter())
            counts["articles"] += 1
            counts.update(one["tag"] for one in layer["annotations"])
    for decision in record["decisions"]:
        found.people.setdefault(decision.get("reviewer") or "", Counter())["decisions"] += 1


def _item(record: Json) -> Item:
    addresses = {f"article:{record['id']}"} | {
        f"article:{one['article']}" for one in record["sources"] if one.get("article")
    }
    urls = [record["url"], *(one.get("url") for one in record["sources"])]
    tags = Counter(one["tag"] for layer in record["layers"] for one in layer["annotations"])
    return Item(
        record["id"],
        record["story"],
        record["outlet"],
        record["published"],
        frozenset(one["id"] for one in record["fact_checks"]),
        frozenset(addresses | {canonical_url(url) for url in urls if url}),
        tags,
        {one["id"]: one["published"] for one in record["sources"] if one.get("published")},
    )


def _body(record: Json) -> str:
    """Return the text without boilerplate, which many articles share that have nothing else in common."""
    text, at, kept = record["text"], 0, []
    for region in record["regions"]:
        if region["role"] == "boilerplate":
            kept.append(text[at : region["start"]])
            at = region["end"]
    return "".join([*kept, text[at:]])
