"""Take articles in, whole corpora with their layers too: all or nothing, as one event."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, BinaryIO, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.schemes import Scheme
from annotator.errors import AnnotatorError, Invalid, Malformed
from annotator.models import Article, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import projects, targets
from annotator.records.incoming import Incoming, read_article
from annotator.records.lines import Given as Given
from annotator.records.lines import ImportRefused as ImportRefused
from annotator.records.lines import Line as Line
from annotator.records.lines import Report as Report
from annotator.services.corpus import arrivals
from exports import jsonl
from exports.strict import StrictError


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
            yield checked(number, where, value, scheme)


def checked(number: int, where: str, value: dict[str, Any], scheme: Scheme) -> Given:
    """Return the checked article of a line, or the error that keeps it out."""
    try:
        return Given(number, where, read_article(value, scheme))
    except AnnotatorError as error:
        error.__cause__ = error.__context__ = None  # they hold on to the whole line
        return Given(number, where, error=error.with_traceback(None))


def store(
    session: Session, actor: Actor, project: Project, given: Sequence[Given], *, skip_bad: bool = False
) -> Report:
    """Store the checked articles in one act: all, or with `skip_bad` those that are good."""
    report = Report()
    arriving = arrivals.begin(session, actor, project)
    report.take(arrivals.add(session, arriving, given))
    publish(session, actor, project, arriving, report, skip_bad=skip_bad)
    return report


def publish(
    session: Session,
    actor: Actor,
    project: Project,
    arriving: arrivals.Arriving,
    report: Report,
    *,
    skip_bad: bool = False,
) -> None:
    """Let everybody see what came; raises ImportRefused for a line that is bad, unless it may be passed over."""
    if report.refused and not skip_bad:
        raise ImportRefused(report)
    arrivals.publish(session, actor, project, arriving)


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
