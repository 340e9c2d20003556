"""Take articles in, whole corpora with their layers too: all or nothing, as one event."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.schemes import Scheme
from annotator.errors import AnnotatorError, Conflict, Invalid, Malformed
from annotator.models import Article, Original, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import projects, targets
from annotator.records.articles import FIELDS
from annotator.records.incoming import Incoming, read_article
from annotator.services import taking
from annotator.services.history import Act
from exports import jsonl
from exports.strict import StrictError

MOST_ERRORS = 100
ORDERED = ("entities", "sources", "fact_checks")


@dataclass(frozen=True)
class Line:
    """What became of one line: the id of the article it is now, or the error that kept it out."""

    number: int
    where: str
    id: str | None = None
    error: AnnotatorError | None = None

    def __str__(self) -> str:
        """Say it as `FILE:LINE: reason`."""
        return f"{self.where}:{self.number}: {self.reason}"

    @property
    def reason(self) -> str:
        """Say what is wrong, after the place in the line where it is."""
        if self.error is None:
            return "stored"
        return ": ".join(part for part in (self.error.pointer, self.error.detail) if part)

    def to_record(self) -> dict[str, Any]:
        """Return it for a program."""
        if self.error is None:
            return {"line": self.number, "id": self.id}
        return {
            "line": self.number,
            "code": self.error.code,
            "detail": self.error.detail,
            "pointer": self.error.pointer,
        }


@dataclass
class Report:
    """What became of every line."""

    lines: list[Line] = field(default_factory=list)

    @property
    def refused(self) -> list[Line]:
        """The lines that were not stored."""
        return [line for line in self.lines if line.error is not None]

    def to_record(self) -> dict[str, Any]:
        """Return the report for a program."""
        refused = len(self.refused)
        return {
            "stored": len(self.lines) - refused,
            "refused": refused,
            "lines": [line.to_record() for line in self.lines],
        }


class ImportRefused(Invalid):
    """Lines were bad, so nothing was stored; `report` says which and why."""

    def __init__(self, words: str, report: Report, total: int) -> None:
        lines = [line.to_record() for line in report.lines[:MOST_ERRORS]]
        summary = {"stored": 0, "refused": len(report.lines), "total": total, "lines": lines}
        super().__init__("import_refused", words, report=summary)
        self.report = report


@dataclass(frozen=True)
class Given:
    """One line on its way in: where it stood, and the checked article or the error."""

    number: int
    where: str
    incoming: Incoming | None = None
    error: AnnotatorError | None = None


def import_one(
    session: Session, actor: Actor, project: Project, given: Mapping[str, Any] | Incoming
) -> tuple[Article, dict[str, Any]]:
    """Store one article, sent as a body or read already; raises Invalid, or Conflict `duplicate`."""
    require(actor, Permission.ARTICLE_IMPORT, targets.of_project(project.id))
    incoming = given if isinstance(given, Incoming) else read_article(given, projects.scheme(session, project))
    report = store(session, actor, project, [Given(1, "body", incoming)], skip_bad=True)
    for line in report.refused:
        raise line.error or Invalid("bad_record", "The article was not stored.")
    article = session.scalars(select(Article).where(Article.public_id == report.lines[0].id)).one()
    return article, text_report(incoming)


def import_lines(
    session: Session, actor: Actor, project: Project, data: bytes, *, skip_bad: bool = False
) -> Report:
    """Store many articles of JSON lines; raises Invalid `import_refused` with the report when one is bad."""
    require(actor, Permission.ARTICLE_IMPORT, targets.of_project(project.id))
    given = list(read_lines(io.BytesIO(data), "body", projects.scheme(session, project)))
    return store(session, actor, project, given, skip_bad=skip_bad)


def read_lines(lines: IO[bytes], where: str, scheme: Scheme) -> Iterator[Given]:
    """Check each line of JSON lines by itself; what is wrong comes along as its error."""
    for number, value in jsonl.read(cast(BinaryIO, lines)):
        if isinstance(value, StrictError):
            yield Given(number, where, error=Malformed(value.code, value.detail, **value.where))
        else:
            yield _checked(number, where, value, scheme)


def store(
    session: Session, actor: Actor, project: Project, given: list[Given], *, skip_bad: bool = False
) -> Report:
    """Store the checked articles in one act: all, or with `skip_bad` those that are good."""
    require(actor, Permission.ARTICLE_IMPORT, targets.of_project(project.id))
    good, bad = _without_duplicates(session, project, given)
    if bad and not skip_bad:
        report = Report(sorted(bad, key=lambda line: line.number))
        count = len(bad)
        words = f"{count} of {len(given)} lines are refused, so nothing was stored. The first: {report.lines[0]}"
        raise ImportRefused(words, report, len(given))
    act = Act(session, actor, "article:import", project)
    taken = _taken_ids(session, good)
    articles = [_article(session, project, item.incoming, taken) for item in good if item.incoming]
    session.add_all(articles)
    session.flush()
    for article, item in zip(articles, good, strict=True):
        act.touch(article, article=article)
        if item.incoming and item.incoming.record["layers"]:
            taking.take_layers(session, project, article, item.incoming.record, act)
    if articles:
        act.record()
    stored = [Line(g.number, g.where, id=a.public_id) for a, g in zip(articles, good, strict=True)]
    return Report(sorted([*stored, *bad], key=lambda line: line.number))


def text_report(incoming: Incoming) -> dict[str, Any]:
    """Return what is kept as article and what is marked as boilerplate, in code points, and what was odd."""
    regions = incoming.record["regions"]
    marked = sum(r["end"] - r["start"] for r in regions if r["role"] == "boilerplate")
    return {
        "regions": regions,
        "kept": len(incoming.frozen.text) - marked,
        "boilerplate": marked,
        "report": incoming.frozen.report.to_record(),
        **({"page": incoming.page.to_record(), "warnings": incoming.page.warnings} if incoming.page else {}),
    }


def _checked(number: int, where: str, value: dict[str, Any], scheme: Scheme) -> Given:
    try:
        return Given(number, where, read_article(value, scheme))
    except AnnotatorError as error:
        return Given(number, where, error=error)


def _without_duplicates(session: Session, project: Project, given: list[Given]) -> tuple[list[Given], list[Line]]:
    known = _known_texts(session, project, [item.incoming.sha256 for item in given if item.incoming])
    good: list[Given] = []
    bad = [Line(item.number, item.where, error=item.error) for item in given if item.error]
    for item in given:
        if item.incoming is None:
            continue
        if item.incoming.sha256 in known:
            detail = f"This text is already in this project, as {known[item.incoming.sha256]}."
            bad.append(Line(item.number, item.where, error=Conflict("duplicate", detail)))
        else:
            known[item.incoming.sha256] = f"line {item.number}"
            good.append(item)
    return good, bad


def _known_texts(session: Session, project: Project, hashes: list[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for at in range(0, len(hashes), 500):
        query = select(Article.text_sha256, Article.public_id).where(
            Article.project_id == project.id, Article.text_sha256.in_(hashes[at : at + 500])
        )
        known.update((sha256, public_id) for sha256, public_id in session.execute(query))
    return known


def _taken_ids(session: Session, given: list[Given]) -> set[str]:
    wanted = [item.incoming.wanted_id for item in given if item.incoming and item.incoming.wanted_id]
    taken: set[str] = set()
    for at in range(0, len(wanted), 500):
        query = select(Article.public_id).where(Article.public_id.in_(wanted[at : at + 500]))
        taken.update(session.scalars(query))
    return taken


def _article(session: Session, project: Project, incoming: Incoming, taken: set[str]) -> Article:
    record = incoming.record
    wanted = incoming.wanted_id
    public_id = wanted if wanted and wanted not in taken else clock.new_id()
    taken.add(public_id)
    return Article(
        public_id=public_id,
        project_id=project.id,
        **{name: record[name] for name in FIELDS},
        text=incoming.frozen.text,
        text_sha256=incoming.sha256,
        regions=record["regions"],
        ordering=_ordering(record),
        original_id=_original(session, incoming),
        opened=False,
        events=0,
        created=clock.now(),
    )


def _ordering(record: dict[str, Any]) -> dict[str, list[str]] | None:
    """Keep the order in which things stood on the line, where it is not that of their ids."""
    orders = {name: [item["id"] for item in record[name]] for name in ORDERED}
    return {name: ids for name, ids in orders.items() if ids != sorted(ids)} or None


def _original(session: Session, incoming: Incoming) -> int | None:
    """Keep the bytes as they came where they are not those of the frozen text."""
    frozen = incoming.frozen
    if frozen.original_sha256 == frozen.sha256 or incoming.original is None:
        return None
    row = session.scalar(select(Original).where(Original.sha256 == frozen.original_sha256))
    if row is None:
        kind = "text/html" if incoming.page else "text/plain"
        row = Original(sha256=frozen.original_sha256, media_type=kind, data=incoming.original)
        session.add(row)
        session.flush()
    return row.id
