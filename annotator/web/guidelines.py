"""The guidelines of a project: read, written, and all their versions."""

from __future__ import annotations

from flask import Blueprint, Response, request
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.edge.status import status_of
from annotator.errors import Invalid, Missing, Stale
from annotator.models import Guideline, Project
from annotator.permissions import Act
from annotator.queries import cases, projects
from annotator.services.project.projects import publish_guideline
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.guidelines import GuidelineForm
from annotator.web.markdown import render
from annotator.web.parameters import number
from schemas.sayings import say

bp = Blueprint("guideline_pages", __name__)
MOST = 999_999


@bp.get("/projects/<slug>/guidelines")
def show_guidelines(slug: str) -> Response:
    """Show the guidelines in force, or a version of before, with the tags of the scheme."""
    with reading() as opened:
        project = enter(opened, slug)
        wanted = number("version", project.guideline_version, 1, MOST)
        versions = _versions(opened, project)
        scheme = projects.scheme(opened, project).data
        questions = cases.guideline_questions(opened, actor(), project.id)
    guideline = next((one for one in versions if one.version == wanted), None)
    if guideline is None:
        raise Missing()
    return project_page(
        "guidelines.html",
        project,
        guideline=guideline,
        html=render(guideline.text),
        versions=versions,
        scheme=scheme,
        questions=questions,
    )


@bp.get("/projects/<slug>/guidelines/edit")
def show_editor(slug: str) -> Response:
    """Show the form that writes the guidelines."""
    with reading() as opened:
        project = enter(opened, slug, Act.GUIDELINE_WRITE)
        guideline = projects.guideline(opened, project)
    form = GuidelineForm(text=guideline.text, base=guideline.version)
    return _editor(project, form)


@bp.post("/projects/<slug>/guidelines/edit")
def publish(slug: str) -> Response | Answer:
    """Put a new version in force, or show how it would look."""
    with reading() as opened:
        project = enter(opened, slug, Act.GUIDELINE_WRITE)
    form = GuidelineForm(request.form)
    if not form.validate():
        return _editor(project, form, 422)
    if request.form.get("act") == "preview":
        return _editor(project, form, preview=render(form.text.data))
    try:
        with writing() as opened:
            made = _publish(opened, enter(opened, slug), form)
    except (Invalid, Stale) as error:
        form.refuse(error)
        form.base.put(error.extra.get("version", form.base.data))
        return _editor(project, form, status_of(error))
    return done(f"/projects/{slug}/guidelines", say("Version %(version)s is in force.", version=made.version))


def _publish(opened: Session, project: Project, form: GuidelineForm) -> Guideline:
    """Publish what was written from the version in force; raises Stale when another came between."""
    version = project.guideline_version
    if form.base.data != version:
        words = say(
            "Version %(version)s was published while you wrote. Read it, then publish again.", version=version
        )
        raise Stale("version_conflict", words, version=version)
    return publish_guideline(opened, actor(), project, form.text.data)


def _editor(
    project: Project, form: GuidelineForm, status: int = 200, /, *, preview: Markup | None = None
) -> Response:
    with reading() as opened:
        questions = cases.guideline_questions(opened, actor(), project.id)
    context = {"form": form, "preview": preview, "questions": questions}
    return project_page("guidelines_edit.html", project, status, **context)


def _versions(opened: Session, project: Project) -> list[Guideline]:
    query = select(Guideline).where(Guideline.project_id == project.id)
    return list(opened.scalars(query.order_by(Guideline.version.desc())))
