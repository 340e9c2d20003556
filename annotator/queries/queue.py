"""The queue of a project: its cases by what they are about, in the order in which they are best decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Float, Row, Select, case, cast, false, func
from sqlalchemy.orm import Session

from annotator.domain.cases.queue import similar
from annotator.models import Article, Case, FactCheck, Project
from annotator.permissions import Actor
from annotator.queries import cases, ledger, second_looks

ORDERS = ("article", "pattern", "worth")
STATES = ("open", "decided", "again", "differ", "all")


@dataclass(frozen=True)
class Wanted:
    """Which cases, and in which order; what is None is not asked for."""

    state: str = "open"
    kind: str | None = None
    tag: str | None = None
    article: str | None = None
    order: str = "article"
    articles: tuple[str, ...] | None = None


def select_cases(session: Session, actor: Actor, project: Project, wanted: Wanted) -> Select[Case]:
    """Select the cases asked for, in order: by article, by kind and tag, or by what a decision is worth."""
    query = _narrowed(actor, project, wanted)
    if wanted.order == "article":
        return query.order_by(Article.id, Case.start, Case.end, Case.id)
    worth = Case.weight * _similar(counts(session, actor, project, wanted))
    if wanted.order == "pattern":
        return query.order_by(Case.primary, Case.tags, worth.desc(), Case.id)
    return query.order_by(worth.desc(), Case.id)


def counts(session: Session, actor: Actor, project: Project, wanted: Wanted) -> dict[str, int]:
    """Return how many cases of each kind there are, whatever kind is asked for."""
    query = _narrowed(actor, project, replace(wanted, kind=None))
    counted = query.with_only_columns(Case.primary, func.count()).group_by(Case.primary)
    return {kind: count for kind, count in session.execute(counted)}


def with_articles(
    session: Session, query: Select[Case], *, first: int, most: int
) -> Sequence[Row[Case, str, str | None]]:
    """Return one page of the cases, each with its article's id and title."""
    columns = query.with_only_columns(Case, Article.public_id, Article.title)
    return session.execute(columns.offset(first).limit(most)).all()


def verdicts_apart(session: Session, actor: Actor, project: Project) -> dict[str, int]:
    """Return how many claims wait for a second verdict, and on how many the two differ and must be settled."""
    query = ledger.fact_checks_visible_to(actor).where(FactCheck.project_id == project.id)
    rows = session.scalars(query.where(FactCheck.pending.is_not(None)).with_only_columns(FactCheck.pending))
    states = [pending["state"] for pending in rows if pending]
    return {state: states.count(state) for state in dict.fromkeys(states)}


def _narrowed(actor: Actor, project: Project, wanted: Wanted) -> Select[Case]:
    query = cases.visible_to(actor).where(Article.project_id == project.id)
    if wanted.state in {"open", "decided"}:
        query = query.where(Case.state == wanted.state)
    if wanted.state == "again":
        query = query.where(second_looks.due(actor, project) if actor.has(project.id, "reviewer") else false())
    if wanted.state == "differ":
        query = query.where(second_looks.differs())
    if wanted.kind:
        query = query.where(Case.primary == wanted.kind)
    if wanted.tag:
        query = query.where((" " + Case.tags + " ").contains(f" {wanted.tag} ", autoescape=True))
    if wanted.article:
        query = query.where(Article.public_id == wanted.article)
    if wanted.articles is not None:
        query = query.where(Article.public_id.in_(wanted.articles))
    return query


def _similar(counted: dict[str, int]) -> ColumnElement[float]:
    if not counted:
        return cast(1, Float)
    return case({kind: similar(count) for kind, count in counted.items()}, value=Case.primary, else_=1.0)
