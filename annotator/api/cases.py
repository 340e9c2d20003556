"""Cases and decisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from annotator.api.answers import json, page
from annotator.api.authorising import authorised, of_case
from annotator.api.body import read_object
from annotator.api.parameters import choice, takes
from annotator.edge.asking import actor, reading, writing
from annotator.edge.sights import seen_in
from annotator.errors import Conflict, Missing
from annotator.models import Article, Case, Project
from annotator.permissions import Act, allowed
from annotator.queries import cases, projects, second_looks, targets
from annotator.records.cases import case_record, case_view
from annotator.services.review import adjudicating, gold, proposing
from annotator.services.review import second_looks as looking

bp = Blueprint("cases", __name__)


@bp.get("/projects/<slug>/cases")
@takes("limit", "cursor", "state")
def list_cases(slug: str) -> Response:
    """List the cases the actor may see: all, or those of a state."""
    state = choice("state", "all", ("all", "open", "decided"))
    with reading() as session:
        project = projects.find(session, actor(), slug)
        if not allowed(actor(), Act.CASE_READ, targets.of_project(project.id)):
            raise Missing()
        query = cases.visible_to(actor()).where(Article.project_id == project.id)
        if state != "all":
            query = query.where(Case.state == state)
        shown: list[int] = []
        awaited = second_looks.awaited(session, actor(), project)

        def show(case: Case) -> Any:
            shown.append(case.article_id)
            return {**case_record(session, case, blind=case.id in awaited), "state": case.state}

        answer = page(session, query, Case.id, show)
        seen_in(session, shown)
        return answer


@bp.get("/cases/<case_id>")
def show_case(case_id: str) -> Response:
    """Show a case with its readings and the decision in force, which a second reviewer does not see."""
    with reading() as session:
        case = cases.find(session, actor(), case_id)
        seen_in(session, [case.article_id])
        project = session.get_one(Project, session.get_one(Article, case.article_id).project_id)
        blind = case.id in second_looks.awaited(session, actor(), project)
        proposal = None if blind else proposing.view(session, project, case)
        shown = {**case_view(session, case, blind=blind), "state": case.state, "proposal": proposal}
        return json(shown, ETag=f'"{case.version}"')


@bp.put("/cases/<case_id>/decision")
@authorised(of_case)
def decide(case_id: str) -> Response:
    """Decide a case; a second decision supersedes the first."""
    body = read_object()
    with writing() as session:
        decision = adjudicating.settle(session, actor(), case_id, body)
        lacks = _lacks(session, case_id, decision.body["result"])
    return json(decision.body | ({"lacks": lacks} if lacks else {}))


@bp.get("/cases/<case_id>/blind")
def show_case_blind(case_id: str) -> Response:
    """Show a case to whoever is to look at it again: as if nobody had decided it."""
    with reading() as session:
        case = cases.find(session, actor(), case_id)
        project = session.get_one(Project, session.get_one(Article, case.article_id).project_id)
        if second_looks.which(session, actor(), project, case) is None:
            raise Conflict("no_second_awaited", looking.NOT_ASKED)
        seen_in(session, [case.article_id])
        return json(case_view(session, case, blind=True), ETag=f'"{case.version}"')


@bp.put("/cases/<case_id>/blind")
@authorised(of_case)
def decide_blind(case_id: str) -> Response:
    """Decide a case again without having seen the first decision."""
    body = read_object()
    with writing() as session:
        decision = looking.look(session, actor(), case_id, body)
        shown = {**decision.body, "differs": decision.differs if decision.second_to else None}
    return json(shown)


def _lacks(session: Session, case_id: str, made: Collection[str]) -> list[dict[str, Any]]:
    """Return what the gold that a decision made lacks before its article is adjudicated."""
    article = session.get_one(Article, cases.find(session, actor(), case_id).article_id)
    layer = gold.find(session, article)
    if layer is None:
        return []
    found = gold.holes(session, session.get_one(Project, article.project_id), article, layer)
    return [asdict(hole) for hole in found if (hole.pointer or "").split("/")[2] in made]
