"""Hand an article in, with nothing missing, and reopen it until its review has begun."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import Conflict, Invalid, Missing, Problem
from annotator.models import Article, Decision, Layer, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, allowed, require
from annotator.queries import articles, layers, targets
from annotator.records.articles import article_record
from annotator.records.layers import layer_record
from annotator.records.sources import sources_cited
from annotator.services import reviewing
from annotator.services.annotating import Desk, sit_down
from annotator.services.history import Act


@dataclass(frozen=True)
class Check:
    """What stands in the way of handing in, and what only deserves a look."""

    holes: list[Problem]
    warnings: list[Problem]


def hand_in(session: Session, actor: Actor, article_id: str) -> tuple[Layer, Check]:
    """Hand the own layer in; again changes nothing. Raises Invalid with a pointer to each hole."""
    desk = sit_down(session, actor, article_id)
    if desk.layer.state != "open":
        return desk.layer, Check([], [])
    check = look_through(session, desk)
    if check.holes:
        raise Invalid.many(check.holes)
    desk.layer.state = "submitted"
    desk.layer.guideline_version = desk.project.guideline_version
    desk.layer.scheme_version = desk.project.scheme_version
    _record(session, actor, desk.project, desk.article, desk.layer, "layer:hand_in")
    reviewing.compare(session, desk.project, desk.article)
    return desk.layer, check


def look_through(session: Session, desk: Desk) -> Check:
    """Gather all that is missing in the layer, by the rules of the scheme."""
    annotations = layers.annotations_in(session, desk.layer)
    relations = layers.relations_in(session, desk.layer)
    record = layer_record(desk.layer, annotations, relations)
    article = article_record(desk.article, desk.project.slug)
    sources = sources_cited(session, desk.project, record["annotations"])
    check = Check([], [])
    for annotation in record["annotations"]:
        outgoing = [link for link in record["relations"] if link["from"] == annotation["id"]]
        holes, warnings = desk.scheme.submit_holes(annotation, outgoing, article, sources)
        check.holes.extend(holes)
        check.warnings.extend(warnings)
    check.holes.extend(desk.scheme.layer_holes(record["annotations"]))
    return check


def reopen(session: Session, actor: Actor, article_id: str) -> None:
    """Reopen the own layer; raises Conflict `assignment_closed` once the review began or the gold is open."""
    desk = sit_down(session, actor, article_id)
    if desk.layer.state == "open":
        return
    closed = desk.layer.state != "submitted" or desk.article.opened
    if closed or review_began(session, desk.article):
        detail = "The review of this article has begun, or others' work is open to you. Ask a manager to reopen."
        raise Conflict("assignment_closed", detail)
    _reopen(session, actor, desk.project, desk.article, desk.layer)


def reopen_for(session: Session, actor: Actor, article_id: str, layer_name: str) -> None:
    """Reopen a person's layer as a manager, also when the review has begun."""
    article = articles.find(session, actor, article_id, lock=True)
    layer = session.scalar(select(Layer).where(Layer.article_id == article.id, Layer.name == layer_name))
    if layer is None or layer.kind != "annotator":
        raise Missing()
    target = targets.of_layer(session, actor, article, layer)
    if not allowed(actor, Permission.LAYER_REOPEN, target):
        layers.find(session, actor, article, layer_name)
    require(actor, Permission.LAYER_REOPEN, target)
    if layer.state == "submitted":
        _reopen(session, actor, session.get_one(Project, article.project_id), article, layer)


def review_began(session: Session, article: Article) -> bool:
    """Tell whether a person has decided a case of the article."""
    query = select(Decision.id).where(Decision.article_id == article.id, Decision.account_id.is_not(None))
    return session.scalar(query.limit(1)) is not None


def _reopen(session: Session, actor: Actor, project: Project, article: Article, layer: Layer) -> None:
    layer.state = "open"
    _record(session, actor, project, article, layer, "layer:reopen")
    reviewing.refresh_gold(session, project, article)


def _record(session: Session, actor: Actor, project: Project, article: Article, layer: Layer, action: str) -> None:
    act = Act(session, actor, action, project)
    act.touch(layer, article=article)
    act.record()
