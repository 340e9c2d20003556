"""Hand an article in, with nothing missing, and reopen it until its review has begun."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import Conflict, Invalid, Missing, Problem
from annotator.models import Article, Decision, Layer, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, allowed, require
from annotator.queries import articles, layers, projects, targets
from annotator.records.articles import article_record
from annotator.records.layers import layer_record
from annotator.records.sources import sources_cited
from annotator.services.desk import timing
from annotator.services.desk.desks import sit_down
from annotator.services.proof.history import Act
from annotator.services.review import reviewing

SEALED = frozenset({"training", "test"})
"""Purposes whose gold is shown, or that count once: what is handed in stays."""


@dataclass(frozen=True)
class Check:
    """What stands in the way of handing in, and what only deserves a look."""

    holes: list[Problem]
    warnings: list[Problem]


def hand_in(session: Session, actor: Actor, article_id: str, *, seconds: int = 0) -> tuple[Layer, Check]:
    """Hand the own layer in; again changes nothing. Raises Invalid with a pointer to each hole."""
    project, article, layer = _own(session, actor, article_id)
    if layer.state != "open":
        return layer, Check([], [])
    check = look_through(session, project, article, layer)
    if check.holes:
        raise Invalid.many(check.holes)
    layer.state = "submitted"
    layer.guideline_version = project.guideline_version
    layer.scheme_version = project.scheme_version
    _record(session, actor, project, article, layer, "layer:hand_in", seconds)
    reviewing.compare(session, project, article)
    return layer, check


def look_through(session: Session, project: Project, article: Article, layer: Layer) -> Check:
    """Gather all that is missing in the layer, by the rules of the scheme."""
    scheme = projects.scheme(session, project)
    annotations, relations = layers.annotations_in(session, layer), layers.relations_in(session, layer)
    record = layer_record(layer, annotations, relations)
    about = article_record(article, project.slug)
    sources = sources_cited(session, project, record["annotations"])
    check = Check([], [])
    for annotation in record["annotations"]:
        outgoing = [link for link in record["relations"] if link["from"] == annotation["id"]]
        holes, warnings = scheme.submit_holes(annotation, outgoing, about, sources)
        check.holes.extend(holes)
        check.warnings.extend(warnings)
    check.holes.extend(scheme.layer_holes(record["annotations"]))
    return check


def reopen(session: Session, actor: Actor, article_id: str) -> None:
    """Reopen the own layer; raises Conflict `assignment_closed` once the review began or the gold is open."""
    project, article, layer = _own(session, actor, article_id)
    if layer.state == "open":
        return
    closed = layer.state != "submitted" or article.opened or article.purpose in SEALED
    if closed or review_began(session, article):
        detail = "The review of this article has begun, or others' work is open to you. Ask a manager to reopen."
        raise Conflict("assignment_closed", detail)
    _reopen(session, actor, project, article, layer)


def reopen_for(session: Session, actor: Actor, article_id: str, layer_name: str) -> None:
    """Reopen a person's layer as a manager, also when the review has begun, or gold that a release froze."""
    article = articles.find(session, actor, article_id, lock=True)
    layer = session.scalar(select(Layer).where(Layer.article_id == article.id, Layer.name == layer_name))
    if layer is None or layer.kind == "imported":
        raise Missing()
    target = targets.of_layer(session, actor, article, layer)
    if not allowed(actor, Permission.LAYER_REOPEN, target):
        layers.find(session, actor, article, layer_name)
    require(actor, Permission.LAYER_REOPEN, target)
    if layer.state == ("released" if layer.kind == "gold" else "submitted"):
        _reopen(session, actor, session.get_one(Project, article.project_id), article, layer)


def review_began(session: Session, article: Article) -> bool:
    """Tell whether a person has decided a case of the article."""
    query = select(Decision.id).where(Decision.article_id == article.id, Decision.account_id.is_not(None))
    return session.scalar(query.limit(1)) is not None


def _own(session: Session, actor: Actor, article_id: str) -> tuple[Project, Article, Layer]:
    """Sit down at the desk, and return what stands on it as objects that can be changed."""
    desk = sit_down(session, actor, article_id)
    return (
        session.get_one(Project, desk.project.id),
        session.get_one(Article, desk.article.id),
        session.get_one(Layer, desk.layer.id),
    )


def _reopen(session: Session, actor: Actor, project: Project, article: Article, layer: Layer) -> None:
    layer.state = "open"
    _record(session, actor, project, article, layer, "layer:reopen")
    reviewing.refresh_gold(session, project, article)


def _record(
    session: Session,
    actor: Actor,
    project: Project,
    article: Article,
    layer: Layer,
    action: str,
    seconds: int = 0,
) -> None:
    act = Act(session, actor, action, project)
    act.touch(layer, article=article)
    timing.spend(act, article.id, layer.id, layer.name, seconds)
    act.record()
