"""Cases that a reviewer is asked to look at though they are decided; and pairs of decisions on one case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from annotator.models import Article, Case, Decision, Project
from annotator.permissions import Actor
from annotator.queries import cases, seconds
from annotator.queries.aliases import alias

SAMPLE, SECOND = "sample", "second"
_LATER = alias(Decision)


def due(actor: Actor, project: Project) -> ColumnElement[bool]:
    """The case is to be looked at by this reviewer: all agreed on it and it is a sample, or another decided it."""
    return or_(is_sample(project), awaits_second(actor, project))


def is_sample(project: Project) -> ColumnElement[bool]:
    """The case was decided by rule alone, and its lot says that a person looks."""
    return seconds.is_sample(Case, project.sample_share)


def awaits_second(actor: Actor, project: Project) -> ColumnElement[bool]:
    """The case awaits the actor's second decision."""
    return seconds.awaits(actor, project)


def awaited(session: Session, actor: Actor, project: Project) -> set[int]:
    """Return the cases of the project that the actor is to decide before seeing what was decided."""
    if not seconds.is_asked(actor, project.id):
        return set()
    query = select(Case.id).join(Article, Article.id == Case.article_id).where(Article.project_id == project.id)
    return set(session.scalars(query.where(seconds.hides(actor, project))))


def differs() -> ColumnElement[bool]:
    """The second decision says otherwise than the first, and nobody has settled which of them stands."""
    seconds = select(func.max(Decision.id)).where(_of_case, Decision.second_to.is_not(None)).correlate(Case)
    later = exists().where(_LATER.case_id == Case.id, _LATER.id > seconds.scalar_subquery())
    other = exists().where(_of_case, Decision.differs.is_(True))
    return and_(Case.state == "decided", other, ~later)


def which(session: Session, actor: Actor, project: Project, case: Case) -> str | None:
    """Return why this reviewer is to look at the case: it is a sample, or awaits a second decision; else None."""
    if not actor.has(project.id, "reviewer"):
        return None
    for name, holds in ((SAMPLE, is_sample(project)), (SECOND, awaits_second(actor, project))):
        if session.scalar(select(Case.id).where(Case.id == case.id, holds)) is not None:
            return name
    return None


def of_article(session: Session, actor: Actor, project: Project, article: Article) -> Sequence[Case]:
    """Return the cases of the article that this reviewer is to look at, in the order of the text."""
    if not actor.has(project.id, "reviewer"):
        return []
    query = cases.visible_to(actor).where(Case.article_id == article.id, due(actor, project))
    return session.scalars(query.order_by(Case.start, Case.end, Case.id)).all()


def of_case(session: Session, case: Case) -> Sequence[Decision]:
    """Return the second decisions on the case, one a version at most."""
    query = select(Decision).where(Decision.case_id == case.id, Decision.second_to.is_not(None))
    return session.scalars(query.order_by(Decision.id)).all()


def is_settled(session: Session, case: Case) -> bool:
    """Tell whether the two decisions say the same, or somebody decided after both."""
    return session.scalar(select(Case.id).where(Case.id == case.id, differs())) is None


def pairs(session: Session, actor: Actor, project: Project) -> Sequence[Row[Any, Any, Any]]:
    """Return each second decision with its first, and their case, of the articles that the actor may see."""
    first = aliased(Decision)
    query = cases.visible_to(actor).where(Article.project_id == project.id)
    query = query.join(Decision, Decision.case_id == Case.id).join(first, first.uuid == Decision.second_to)
    return session.execute(query.with_only_columns(Case, first, Decision).order_by(Decision.id)).all()


def looked_at(session: Session, project: Project) -> list[tuple[Any, Any]]:
    """Return, for every case decided by rule that a person looked at next, both decisions."""
    query = select(Decision.case_id, Decision.account_id, Decision.body).where(_firsts)
    query = query.join(Article, Article.id == Decision.article_id).where(Article.project_id == project.id)
    found: list[tuple[Any, Any]] = []
    last: dict[int | None, Any] = {}
    for case, account, body in session.execute(query.order_by(Decision.id)):
        before = last.get(case)
        if before is not None and before["phase"] == "auto" and account is not None and body["phase"] == "blind":
            found.append((before, body))
        last[case] = body
    return found


_of_case = Decision.case_id == Case.id
_firsts = Decision.second_to.is_(None)
