"""Articles with a gold of their own that are there to train, to test or to control annotators."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, defer

from annotator.models import Account, Article, Assignment, Layer, Member, Project

SETTLED = ("adjudicated", "released")


def with_gold(session: Session, project: Project) -> Sequence[Article]:
    """Return the articles whose gold is settled, in the order they came."""
    query = select(Article).join(Layer, Layer.article_id == Article.id).options(defer(Article.text))
    query = query.where(Article.project_id == project.id, Layer.kind == "gold", Layer.state.in_(SETTLED))
    return session.scalars(query.order_by(Article.id)).all()


def for_purpose(session: Session, project: Project, *purposes: str) -> Sequence[Article]:
    """Return the articles of these purposes, in the order of these and in which they came."""
    query = select(Article).options(defer(Article.text)).where(Article.project_id == project.id)
    found = session.scalars(query.where(Article.purpose.in_(purposes)).order_by(Article.id)).all()
    return sorted(found, key=lambda article: purposes.index(article.purpose or ""))


def has_gold(session: Session, article: Article) -> bool:
    """Say whether the gold of the article is settled."""
    query = select(Layer.id).where(Layer.article_id == article.id, Layer.kind == "gold")
    return session.scalar(query.where(Layer.state.in_(SETTLED))) is not None


def tests_handed_in(session: Session, project: Project, account_id: int) -> Sequence[Row[int, str]]:
    """Return article and name of the layers that the person handed in of test articles."""
    query = select(Layer.article_id, Layer.name).join(Article, Article.id == Layer.article_id)
    query = query.where(Article.project_id == project.id, Article.purpose == "test")
    return session.execute(query.where(Layer.account_id == account_id, Layer.state != "open")).all()


def ordinary_load(session: Session, project: Project) -> dict[int, int]:
    """Return how many articles without a purpose of their own each person has now."""
    query = select(Assignment.account_id, func.count()).join(Article, Article.id == Assignment.article_id)
    query = query.where(Article.project_id == project.id, Article.purpose.is_(None), Assignment.slot.is_not(None))
    return {account: count for account, count in session.execute(query.group_by(Assignment.account_id))}


def given(session: Session, account_id: int, articles: Sequence[Article]) -> set[int]:
    """Return which of these articles the person has, or had."""
    ids = [article.id for article in articles]
    query = select(Assignment.article_id).where(Assignment.account_id == account_id)
    return set(session.scalars(query.where(Assignment.article_id.in_(ids))))


def annotators(session: Session, project: Project) -> Sequence[Account]:
    """Return who may be given articles of the project."""
    query = select(Account).join(Member, Member.account_id == Account.id).order_by(Account.id)
    query = query.where(Member.project_id == project.id, Member.role == "annotator")
    return session.scalars(query.where(Account.disabled.is_(False))).all()
