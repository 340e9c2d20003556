"""Projects."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

import schemas
from annotator.api.answers import json, page, post
from annotator.api.authorising import anywhere, authorised
from annotator.api.body import read_object, require_keys
from annotator.api.parameters import takes
from annotator.domain.schemes import Scheme
from annotator.edge.asking import actor, reading
from annotator.errors import Invalid
from annotator.models import Project
from annotator.permissions import Act, Actor, allowed
from annotator.queries import progress, projects, targets
from annotator.services.project import projects as service

bp = Blueprint("projects", __name__)
FIELDS: dict[str, type] = {"slug": str, "title": str, "scheme": str, "annotators_per_article": int}


@bp.post("/projects")
@authorised(anywhere(Act.PROJECT_CREATE))
def create_project() -> Response:
    """Make a project; whoever makes it is its manager."""
    body = read_object()

    def act(session: Session) -> tuple[Any, int]:
        require_keys(body, FIELDS, needed=("slug",))
        project = service.create(
            session,
            actor(),
            body["slug"],
            title=body.get("title"),
            scheme=_named_scheme(body.get("scheme")),
            per_article=2 if body.get("annotators_per_article") is None else body["annotators_per_article"],
        )
        return _view(project), 201

    return post(act)


@bp.get("/projects")
@takes("limit", "cursor")
def list_projects() -> Response:
    """List the projects the actor is a member of."""
    with reading() as session:
        return page(session, projects.visible_to(actor()), Project.id, _view)


@bp.get("/projects/<slug>")
def show_project(slug: str) -> Response:
    """Show a project; to managers also how far it is."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        return json(_view(project) | _progress(session, actor(), project))


@bp.get("/projects/<slug>/scheme")
def show_scheme(slug: str) -> Response:
    """Show the label scheme in force."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        scheme: Scheme = projects.scheme(session, project)
        return json({"version": project.scheme_version, "scheme": scheme.data})


@bp.get("/projects/<slug>/guidelines")
def show_guidelines(slug: str) -> Response:
    """Show the guidelines in force, as Markdown."""
    with reading() as session:
        guideline = projects.guideline(session, projects.find(session, actor(), slug))
        return json({"version": guideline.version, "text": guideline.text})


def _view(project: Project) -> dict[str, Any]:
    return {
        "slug": project.slug,
        "title": project.title,
        "annotators_per_article": project.per_article,
        "scheme_version": project.scheme_version,
        "guideline_version": project.guideline_version,
    }


def _progress(session: Session, who: Actor, project: Project) -> dict[str, Any]:
    if not allowed(who, Act.PROGRESS_READ, targets.of_project(project.id)):
        return {}
    return {"progress": vars(progress.of_project(session, who, project))}


def _named_scheme(name: str | None) -> dict[str, Any] | None:
    if name is None:
        return None
    if name not in schemas.scheme_names():
        known = ", ".join(schemas.scheme_names())
        raise Invalid("unknown_value", f"There is no scheme {name!r}; there are {known}.", pointer="/scheme")
    return schemas.scheme(name)
