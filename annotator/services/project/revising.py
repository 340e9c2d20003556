"""Change the label scheme of a project: what a change touches is known before it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.schemes import Scheme
from annotator.domain.schemes.differences import differences
from annotator.errors import Conflict, Problem, Stale
from annotator.models import Article, Layer, Project, SchemeVersion
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import layers, projects, targets
from annotator.records.articles import article_record
from annotator.records.layers import annotation_record, relation_record
from annotator.records.sources import sources_cited
from annotator.services.proof.history import Act
from schemas.sayings import say

Record = dict[str, Any]


@dataclass(frozen=True)
class Touch:
    """An annotation or relation that a change touches, how, and whether it stands in the way of the change."""

    article: str
    layer: str
    id: str
    detail: str
    blocks: bool


@dataclass(frozen=True)
class Revision:
    """The scheme in force after a change, and what the change touched."""

    version: int
    touched: Sequence[Touch]


def touches(session: Session, actor: Actor, project: Project, body: Record) -> list[Touch]:
    """Return what would be touched; raises Refused, and Invalid `bad_scheme` with every fault of the scheme.

    What would no longer fit stands in the way: a tag, attribute or term in use is not taken away but deprecated,
    and nothing that was handed in may become incomplete. What is still open may.
    """
    require(actor, Permission.SCHEME_WRITE, targets.of_project(project.id))
    now, then = projects.scheme(session, project), Scheme(body)
    query = select(Layer, Article).join(Article).where(Article.project_id == project.id)
    rows = session.execute(query.order_by(Article.id, Layer.id))
    return [
        touch for layer, article in rows for touch in _Look(session, project, article, layer).through(now, then)
    ]


def revise(session: Session, actor: Actor, project: Project, body: Record, *, base: int) -> Revision:
    """Put a new version in force; the same scheme again changes nothing.

    Raises Refused, Invalid `bad_scheme`, Stale when `base` is not the version in force, Conflict `in_use`.
    """
    require(actor, Permission.SCHEME_WRITE, targets.of_project(project.id))
    if base != project.scheme_version:
        words = say(
            "Version %(scheme_version)s of the scheme was published meanwhile. Look at it, then try again.",
            scheme_version=project.scheme_version,
        )
        raise Stale("version_conflict", words, version=project.scheme_version)
    now = projects.scheme(session, project)
    if not differences(now.data, body):
        return Revision(project.scheme_version, [])
    found = touches(session, actor, project, body)
    _require_free(found)
    last = (
        session.scalar(select(func.max(SchemeVersion.version)).where(SchemeVersion.project_id == project.id)) or 0
    )
    row = SchemeVersion(
        project_id=project.id, version=last + 1, body={**body, "version": last + 1}, created=clock.now()
    )
    session.add(row)
    project.scheme_version = row.version
    session.flush()
    act = Act(session, actor, "scheme:publish", project)
    act.touch_all([row, project])
    act.record()
    return Revision(row.version, found)


def _require_free(found: Sequence[Touch]) -> None:
    blocking = [touch for touch in found if touch.blocks]
    if blocking:
        first, count = blocking[0], len(blocking)
        words = say(
            "%(count)s of the annotations made would no longer fit; the first, in layer %(layer)s of %(article)s: "
            "%(detail)s Deprecate what is in use.",
            count=count,
            layer=first.layer,
            article=first.article,
            detail=first.detail,
        )
        raise Conflict("in_use", words)


@dataclass(frozen=True)
class _Look:
    """One layer, looked through under two schemes."""

    session: Session
    project: Project
    article: Article
    layer: Layer

    def through(self, now: Scheme, then: Scheme) -> Iterator[Touch]:
        """Yield what fits now and would not then."""
        rows = layers.annotations_in(self.session, self.layer)
        links = [relation_record(row) for row in layers.relations_in(self.session, self.layer)]
        records = [annotation_record(row) for row in rows]
        about = article_record(self.article, self.project.slug)
        sources = sources_cited(self.session, self.project, records)
        for record in records:
            wrong = _unfit(then, record)
            if wrong:
                yield self._touch(record["id"], wrong, blocks=True)
                continue
            ended = [name for name in then.deprecated_in(record) if name not in now.deprecated_in(record)]
            if ended:
                words = say(
                    "It keeps %(choices)s, which is no longer offered.",
                    choices=", ".join(f"“{name}”" for name in ended),
                )
                yield self._touch(record["id"], words, blocks=False)
            outgoing = [link for link in links if link["from"] == record["id"]]
            yield from self._holes(now, then, record, (outgoing, about, sources))
        yield from self._overlaps(now, then, records)
        tags = {record["id"]: record["tag"] for record in records}
        for link in links:
            if not _is_legal(then, link, tags):
                yield self._touch(
                    link["id"],
                    say("The relation %(type)s would not be allowed here.", type=link["type"]),
                    blocks=True,
                )

    def _holes(self, now: Scheme, then: Scheme, record: Record, rest: tuple[Any, Any, Any]) -> Iterator[Touch]:
        asked = "gold_holes" if self.layer.kind == "gold" else "submit_holes"
        before = {problem.pointer for problem in getattr(now, asked)(record, *rest)[0]}
        fresh = [problem for problem in getattr(then, asked)(record, *rest)[0] if problem.pointer not in before]
        for problem in fresh[:1]:
            yield self._touch(record["id"], problem.detail, blocks=self.layer.state != "open")

    def _overlaps(self, now: Scheme, then: Scheme, records: list[Record]) -> Iterator[Touch]:
        known = [record for record in records if record["tag"] in then.tags]
        before = {problem.pointer for problem in now.overlaps(known)}
        for problem in then.overlaps(known):
            if problem.pointer not in before:
                uuid = (problem.pointer or "").split("/")[2]
                yield self._touch(uuid, problem.detail, blocks=self.layer.state != "open")

    def _touch(self, uuid: str, detail: str, *, blocks: bool) -> Touch:
        return Touch(self.article.public_id, self.layer.name, uuid, detail, blocks)


def _unfit(then: Scheme, record: Record) -> str:
    """Say why the annotation would be refused; a deprecated term that it holds may stay."""
    anchor = record["anchor"]["kind"]
    attributes, sources = record["attributes"], record["sources"]
    found: Iterable[Problem] = then.check_draft(record["tag"], anchor, attributes, sources, stored=attributes)
    return next((problem.detail for problem in found), "")


def _is_legal(then: Scheme, link: Record, tags: dict[str, str]) -> bool:
    rule = then.relations.get(link["type"])
    start, end = tags.get(link["from"]), tags.get(link["to"])
    if rule is None or start not in rule["from"] or end not in rule["to"]:
        return False
    return start == end or not rule.get("same_tag")
