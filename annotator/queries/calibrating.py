"""What a person's readings can be held against: cases that others decided blind, and gold that came along."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from annotator.models import Annotation, Article, Case, Decision, Layer, Project, Pseudonym
from annotator.permissions import Actor
from annotator.queries import finished
from annotator.queries.finished import is_data


def name_of(session: Session, actor: Actor, project: Project) -> str | None:
    """Return the actor's name in the project, None before they did anything there."""
    query = select(Pseudonym.name).where(Pseudonym.project_id == project.id)
    return session.scalar(query.where(Pseudonym.account_id == actor.account_id))


def people(session: Session, project: Project) -> list[str]:
    """Return the names of the layers that people have handed in and are still assigned."""
    query = select(Layer.name).join(Article, Article.id == Layer.article_id).where(is_data())
    query = query.where(Article.project_id == project.id, Layer.kind == "annotator")
    return sorted(set(session.scalars(query)))


def articles_of(session: Session, actor: Actor, project: Project, name: str) -> dict[int, str]:
    """Return number and id of the articles that this person finished and that the actor is not blind on."""
    seen = finished.visible(session, actor, project)
    query = select(Article.id, Article.public_id).join(Layer, Layer.article_id == Article.id).where(is_data())
    query = query.where(Article.project_id == project.id, Layer.name == name, Layer.kind == "annotator")
    return {number: public_id for number, public_id in session.execute(query) if public_id in seen}


def decided(session: Session, articles: Collection[int]) -> Sequence[Row[Case, Decision]]:
    """Return case and decision in force of every case of these articles that is decided."""
    firsts = select(func.max(Decision.id)).where(Decision.article_id.in_(articles), Decision.second_to.is_(None))
    latest = firsts.group_by(Decision.case_id)
    query = select(Case, Decision).join(Decision, Decision.case_id == Case.id)
    query = query.where(Case.article_id.in_(articles), Case.state == "decided", Decision.id.in_(latest))
    return session.execute(query.order_by(Case.article_id, Case.start, Case.id)).all()


def readings(session: Session, articles: Collection[int], name: str) -> Sequence[Row[int, Annotation]]:
    """Return the live annotations of a layer, or the gold, of these articles, each with its article."""
    query = select(Layer.article_id, Annotation).join(Annotation, Annotation.layer_id == Layer.id)
    query = query.where(Layer.article_id.in_(articles), Layer.name == name, Annotation.withdrawn.is_(False))
    return session.execute(query.order_by(Annotation.position)).all()


def gold_that_came_along(session: Session, articles: Collection[int]) -> set[int]:
    """Return which of these articles have a settled gold that no decision made, or that is there to test by."""
    ruled = select(Decision.article_id).where(Decision.article_id.in_(articles), Decision.case_id.is_not(None))
    query = select(Layer.article_id).where(Layer.kind == "gold", Layer.state.in_(("adjudicated", "released")))
    query = query.join(Article, Article.id == Layer.article_id).where(Layer.article_id.in_(articles))
    return set(session.scalars(query.where(or_(Layer.article_id.not_in(ruled), Article.purpose.is_not(None)))))
