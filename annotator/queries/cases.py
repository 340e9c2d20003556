"""Cases and decisions the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from annotator.errors import Missing
from annotator.models import Article, Case, Decision, Project
from annotator.permissions import Act, Actor, require
from annotator.queries import targets
from annotator.queries.blindness import staff_not_blind
from annotator.queries.seconds import awaits_in_article

LATEST = 2000
"""How many decisions back a question to the guidelines is looked for."""


@dataclass(frozen=True)
class Question:
    """A question to the guidelines: the case that raised it, its article, and the reviewer's words."""

    case: str
    article: str
    words: str


def visible_to(actor: Actor) -> Select[Case]:
    """Select the cases, void ones left out, of articles the actor reviews and does not annotate blind."""
    query = select(Case).join(Article, Article.id == Case.article_id).where(Case.state != "void")
    return query if actor.operator else query.where(staff_not_blind(actor, "reviewer", "manager"))


def find(session: Session, actor: Actor, public_id: str) -> Case:
    """Return the case; raises Missing when there is none the actor may see."""
    case = session.scalar(visible_to(actor).where(Case.public_id == public_id))
    if case is None:
        raise Missing()
    return case


def require_not_own(session: Session, actor: Actor, public_id: str) -> None:
    """Raise Refused `conflict_of_interest` when a reviewer names a case that holds a reading of their own.

    It is said also to a reviewer who works blind on the article: nothing but the own reading is told, and
    ids cannot be guessed.
    """
    found = session.execute(
        select(Case, Article).join(Article).where(Case.public_id == public_id, Case.state != "void")
    ).one_or_none()
    if found is None:
        return
    case, article = found
    target = targets.of_case(session, actor, article, case)
    if target.own_case and actor.has(article.project_id, "reviewer", "manager"):
        require(actor, Act.CASE_DECIDE, target)


def of_article(session: Session, article: Article) -> Sequence[Case]:
    """Return the cases of the article in the order of the text, void ones left out."""
    query = select(Case).where(Case.article_id == article.id, Case.state != "void")
    return session.scalars(query.order_by(Case.start, Case.end, Case.id)).all()


def articles_with_open(session: Session, project: Project) -> list[int]:
    """Return the articles of the project that have open cases, whoever may see them."""
    query = select(Case.article_id).join(Article).where(Article.project_id == project.id, Case.state == "open")
    return list(session.scalars(query.distinct().order_by(Case.article_id)))


def decisions(session: Session, article: Article) -> Sequence[Decision]:
    """Return the decisions on the article in the order they were made."""
    query = select(Decision).where(Decision.article_id == article.id)
    return session.scalars(query.order_by(Decision.id)).all()


def last_decision(session: Session, case: Case) -> Decision | None:
    """Return the decision in force on the case, if there is one."""
    query = select(Decision).where(Decision.case_id == case.id, Decision.second_to.is_(None))
    return session.scalar(query.order_by(Decision.id.desc()).limit(1))


def guideline_questions(session: Session, actor: Actor, project_id: int) -> list[Question]:
    """Return what reviewers asked of the guidelines, latest first: decisions in force for the reason of a gap."""
    firsts = select(func.max(Decision.id)).where(Decision.case_id.is_not(None), Decision.second_to.is_(None))
    latest = firsts.group_by(Decision.case_id)
    query = visible_to(actor).where(Article.project_id == project_id, Case.state == "decided")
    query = query.join(Decision, Decision.case_id == Case.id).where(Decision.id.in_(latest))
    query = query.where(~awaits_in_article(actor))
    rows = session.execute(
        query.with_only_columns(Case.public_id, Article.public_id, Decision.body)
        .order_by(Decision.id.desc())
        .limit(LATEST)
    )
    return [
        Question(case, article, body["rationale"])
        for case, article, body in rows
        if body["reason"] == "guideline_gap" and body["rationale"]
    ]
