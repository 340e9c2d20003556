"""Assignments: my work, and how far a project is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, defer

from annotator.errors import Missing
from annotator.models import Account, Article, Assignment, Layer, Project
from annotator.permissions import Actor
from annotator.queries.blindness import staff_not_blind


def visible_to(actor: Actor) -> Select[Assignment]:
    """Select the assignments in force that are the actor's own or that the actor manages unblinded."""
    query = select(Assignment).join(Article, Article.id == Assignment.article_id)
    query = query.where(Assignment.slot.is_not(None))
    if actor.operator:
        return query
    return query.where(or_(Assignment.account_id == actor.account_id, staff_not_blind(actor, "manager")))


def find(session: Session, actor: Actor, project: Project, public_id: str) -> Assignment:
    """Return the assignment in force; raises Missing when there is none the actor may see."""
    query = visible_to(actor).where(Assignment.public_id == public_id, Article.project_id == project.id)
    assignment = session.scalar(query)
    if assignment is None:
        raise Missing()
    return assignment


def of_article(session: Session, article: Article) -> Sequence[Assignment]:
    """Return the assignments in force of the article, by slot."""
    query = select(Assignment).where(Assignment.article_id == article.id, Assignment.slot.is_not(None))
    return session.scalars(query.order_by(Assignment.slot)).all()


def my_work(session: Session, actor: Actor) -> Sequence[Row[Article, str, str]]:
    """Return the actor's articles with the state of the own layer and the project's slug, oldest first."""
    query = (
        select(Article, Layer.state, Project.slug)
        .options(defer(Article.text), defer(Article.regions))
        .join(Assignment, Assignment.article_id == Article.id)
        .join(Layer, and_(Layer.article_id == Article.id, Layer.account_id == actor.account_id))
        .join(Project, Project.id == Article.project_id)
        .where(Assignment.account_id == actor.account_id, Assignment.slot.is_not(None))
        .where(Article.project_id.in_(actor.projects_as("annotator")))
        .order_by(Assignment.id)
    )
    return session.execute(query).all()


def loads(session: Session, project: Project) -> dict[int, int]:
    """Return how many articles of the project each account has now."""
    query = (
        select(Assignment.account_id, func.count())
        .join(Article, Article.id == Assignment.article_id)
        .where(Article.project_id == project.id, Assignment.slot.is_not(None))
        .group_by(Assignment.account_id)
    )
    return {account: count for account, count in session.execute(query)}


def with_names(session: Session, article_ids: Sequence[int]) -> Sequence[Row[int, str, str, str]]:
    """Return (article id, assignment id, user name, layer state) of the assignments in force."""
    query = (
        select(Assignment.article_id, Assignment.public_id, Account.name, Layer.state)
        .join(Account, Account.id == Assignment.account_id)
        .join(Layer, and_(Layer.article_id == Assignment.article_id, Layer.account_id == Account.id))
        .where(Assignment.article_id.in_(article_ids), Assignment.slot.is_not(None))
        .order_by(Assignment.article_id, Assignment.slot)
    )
    return session.execute(query).all()
