"""How far a project is: what a manager sees, less the articles the manager annotates blind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session, defer

from annotator.models import Article, Assignment, Case, Layer, Project
from annotator.permissions import Actor
from annotator.queries.blindness import not_blind


@dataclass(frozen=True)
class Progress:
    """Counts over the articles of a project."""

    articles: int
    assigned: int
    submitted: int
    adjudicated: int
    open_cases: int


@dataclass(frozen=True)
class Line:
    """One article as the project page shows it; counts are None where the actor is blind."""

    article: Article
    assigned: int | None
    submitted: int | None
    open_cases: int | None
    gold: str | None


def of_project(session: Session, actor: Actor, project: Project) -> Progress:
    """Return the counts; articles that the actor annotates blind count only as articles."""
    lines = of_articles(session, actor, project)
    return Progress(
        articles=len(lines),
        assigned=sum(line.assigned or 0 for line in lines),
        submitted=sum(line.submitted or 0 for line in lines),
        adjudicated=sum(line.gold in {"adjudicated", "released"} for line in lines),
        open_cases=sum(line.open_cases or 0 for line in lines),
    )


def of_articles(session: Session, actor: Actor, project: Project) -> list[Line]:
    """Return a line per article of the project, in the order they came."""
    query = select(Article).options(defer(Article.text), defer(Article.regions))
    query = query.where(Article.project_id == project.id).order_by(Article.id)
    articles = session.scalars(query).all()
    sighted = select(Article.id).where(Article.project_id == project.id)
    if not actor.operator:
        sighted = sighted.where(not_blind(actor))
    seen = set(session.scalars(sighted))
    work = {row.article_id: row for row in _work(session, project)}
    cases = {article_id: count for article_id, count in _cases(session, project)}
    gold = {article_id: state for article_id, state in _gold(session, project)}
    return [
        Line(
            article,
            work[article.id].assigned if article.id in work else 0,
            work[article.id].submitted if article.id in work else 0,
            cases.get(article.id, 0),
            gold.get(article.id),
        )
        if article.id in seen
        else Line(article, None, None, None, None)
        for article in articles
    ]


def _work(session: Session, project: Project) -> Sequence[Row[int, int, int]]:
    handed_in = func.sum(case((Layer.state != "open", 1), else_=0)).label("submitted")
    query = (
        select(Assignment.article_id, func.count().label("assigned"), handed_in)
        .join(Article, Article.id == Assignment.article_id)
        .join(Layer, (Layer.article_id == Article.id) & (Layer.account_id == Assignment.account_id))
        .where(Article.project_id == project.id, Assignment.slot.is_not(None))
        .group_by(Assignment.article_id)
    )
    return session.execute(query).all()


def _cases(session: Session, project: Project) -> Sequence[Row[int, int]]:
    query = select(Case.article_id, func.count()).join(Article, Article.id == Case.article_id)
    query = query.where(Article.project_id == project.id, Case.state == "open")
    return session.execute(query.group_by(Case.article_id)).all()


def _gold(session: Session, project: Project) -> Sequence[Row[int, str]]:
    query = select(Layer.article_id, Layer.state).join(Article, Article.id == Layer.article_id)
    return session.execute(query.where(Article.project_id == project.id, Layer.kind == "gold")).all()
