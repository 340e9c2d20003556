"""Assignments."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from annotator.api.answers import gone, page, post
from annotator.api.authorising import authorised, in_project
from annotator.api.body import read_object, require_keys
from annotator.api.parameters import takes
from annotator.edge.asking import actor, reading, writing
from annotator.errors import Invalid, Missing
from annotator.models import Account, Article, Assignment
from annotator.permissions import Act, require
from annotator.queries import articles, assignments, projects, targets
from annotator.services.people import accounts, assigning

bp = Blueprint("assignments", __name__)


@bp.post("/projects/<slug>/assignments")
@authorised(in_project(Act.ASSIGNMENT_MAKE))
def assign(slug: str) -> Response:
    """Give an article to an annotator."""
    body = read_object()

    def act(session: Session) -> tuple[Any, int]:
        project = projects.find(session, actor(), slug)
        require(actor(), Act.ASSIGNMENT_MAKE, targets.of_project(project.id))
        require_keys(body, {"article": str, "annotator": str}, needed=("article", "annotator"))
        article = articles.find(session, actor(), body["article"], lock=True)
        if article.project_id != project.id:
            raise Missing()
        row = assigning.assign(session, actor(), project, article, _annotator(session, body["annotator"]))
        return {"id": row.public_id, "article": article.public_id, "annotator": body["annotator"]}, 201

    return post(act)


@bp.get("/projects/<slug>/assignments")
@takes("limit", "cursor")
def list_assignments(slug: str) -> Response:
    """List the assignments in force: to a manager all but the blind ones, to others their own."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        query = assignments.visible_to(actor()).where(Article.project_id == project.id)

        def show(row: Assignment) -> dict[str, Any]:
            return {
                "id": row.public_id,
                "article": session.get_one(Article, row.article_id).public_id,
                "annotator": session.get_one(Account, row.account_id).name,
            }

        return page(session, query, Assignment.id, show)


@bp.delete("/projects/<slug>/assignments/<assignment_id>")
def withdraw(slug: str, assignment_id: str) -> Response:
    """Withdraw an assignment; the work is kept."""
    with writing() as session:
        project = projects.find(session, actor(), slug)
        row = assignments.find(session, actor(), project, assignment_id)
        require(actor(), Act.ASSIGNMENT_MAKE, targets.of_project(project.id))
        assigning.withdraw(session, actor(), project, row)
    return gone()


def _annotator(session: Session, name: str) -> Account:
    try:
        return accounts.find(session, name)
    except Missing as error:
        raise Invalid("unknown_value", f"There is no user {name[:64]!r}.", pointer="/annotator") from error
