"""Proposals on cases, and how they did against decisions. Who asks has asked whether the case may be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from annotator.models import Article, Case, Decision, Project, Proposal


class Held(NamedTuple):
    """A proposal held against the first decision that a person made on that version of the case."""

    proposal: Proposal
    case: str
    decision: Mapping[str, Any]


def latest(session: Session, case: Case) -> Proposal | None:
    """Return the proposal on the case as it stands, the newest of several methods; None if there is none."""
    query = select(Proposal).where(Proposal.case_id == case.id, Proposal.case_version == case.version)
    return session.scalar(query.order_by(Proposal.id.desc()).limit(1))


def votes(session: Session, project: Project) -> dict[str, dict[str, str | None]]:
    """Return the votes of every case of the project that has readings, by the id of the case."""
    query = _of_project(select(Case.public_id, Proposal.votes).join(Proposal, _of_version()), project)
    return {case: given for case, given in session.execute(query.order_by(Proposal.id)) if given}


def count(session: Session, project: Project) -> int:
    """Return how many cases of the project have a proposal."""
    query = select(func.count(Proposal.case_id.distinct())).join(Case, _of_version())
    return session.scalar(query.join(Article).where(Article.project_id == project.id, Case.state != "void")) or 0


def held(session: Session, project: Project) -> Iterator[Held]:
    """Yield each proposal with the decision it is held against, in the order of decisions."""
    query = select(Proposal, Case.public_id, Decision.body).join(Case, Case.id == Proposal.case_id)
    person = Decision.account_id.is_not(None) & Decision.second_to.is_(None)
    query = query.join(Decision, (Decision.case_id == Case.id) & person)
    query = query.join(Article, Article.id == Case.article_id).where(Article.project_id == project.id)
    seen: set[tuple[int, int]] = set()
    for proposal, case, body in session.execute(query.order_by(Decision.id, Proposal.id.desc())):
        key = proposal.case_id, proposal.case_version
        if key not in seen and body["case_version"] == proposal.case_version:
            seen.add(key)
            yield Held(proposal, case, body)


def decisions(session: Session, project: Project) -> int:
    """Return how many decisions people made in the project."""
    query = select(func.count()).select_from(Decision).join(Article, Article.id == Decision.article_id)
    query = query.where(Article.project_id == project.id, Decision.account_id.is_not(None))
    return session.scalar(query) or 0


def _of_version() -> Any:
    return (Proposal.case_id == Case.id) & (Proposal.case_version == Case.version)


def _of_project(query: Select[Any], project: Project) -> Select[Any]:
    query = query.join(Article, Article.id == Case.article_id)
    return query.where(Article.project_id == project.id, Case.state != "void")
