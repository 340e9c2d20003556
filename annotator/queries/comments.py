"""Comments the actor may see: the owner of the layer, its reviewers, the manager; nobody who is blind.

What is said about gold waits, as the gold does, for the second decision of whoever is asked for one.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from annotator.errors import Missing
from annotator.models import Article, Comment, Layer, Project
from annotator.permissions import Actor
from annotator.queries.blindness import assigned, in_projects, staff_not_blind
from annotator.queries.seconds import awaits_in_article


def visible_to(actor: Actor) -> Select[Comment]:
    """Select the comments the actor may read, oldest first."""
    query = select(Comment).join(Layer, Layer.id == Comment.layer_id)
    query = query.join(Article, Article.id == Layer.article_id).order_by(Comment.id)
    return query if actor.operator else query.where(_readable(actor))


def _readable(actor: Actor) -> ColumnElement[bool]:
    annotates = and_(in_projects(actor, "annotator"), assigned(actor))
    handed_in = or_(Layer.kind != "annotator", Layer.state != "open")
    return or_(
        and_(annotates, Layer.account_id == actor.account_id),
        and_(staff_not_blind(actor, "reviewer"), handed_in, or_(Layer.kind != "gold", ~awaits_in_article(actor))),
        staff_not_blind(actor, "manager"),
    )


def of_article(session: Session, actor: Actor, article: Article) -> Sequence[Row[Comment, str]]:
    """Return the comments on the article's layers, each with the name of the layer."""
    query = visible_to(actor).where(Layer.article_id == article.id)
    return session.execute(query.add_columns(Layer.name)).all()


def find(session: Session, actor: Actor, article: Article, uuid: str) -> Comment:
    """Return the comment; raises Missing."""
    query = visible_to(actor).where(Layer.article_id == article.id, Comment.uuid == uuid)
    comment = session.scalar(query)
    if comment is None:
        raise Missing()
    return comment


def open_count(session: Session, actor: Actor, article: Article) -> int:
    """Return how many comments on the article wait for somebody: neither settled nor answers."""
    query = visible_to(actor).where(Layer.article_id == article.id)
    query = query.where(Comment.settled.is_(False), Comment.answers.is_(None))
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def unsuitable(session: Session, actor: Actor, project: Project) -> Sequence[Row[Comment, str, str, str]]:
    """Return the open flags on the project's articles: comment, layer name, article id and title."""
    query = visible_to(actor).where(Article.project_id == project.id)
    query = query.where(Comment.kind == "unsuitable", Comment.settled.is_(False))
    return session.execute(query.add_columns(Layer.name, Article.public_id, Article.title)).all()
