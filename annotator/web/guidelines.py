"""The guidelines of a project: read, written, and all their versions."""

from __future__ import annotations

from flask import Blueprint, Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.errors import Invalid, Missing
from annotator.models import Guideline, Project
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.projects import publish_guideline
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.guidelines import GuidelineForm
from annotator.web.markdown import render
from annotator.web.parameters import number

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
    )


@bp.get("/projects/<slug>/guidelines/edit")
def show_editor(slug: str) -> Response:
    """Show the form that writes the guidelines."""
    with reading() as opened:
        project = enter(opened, slug, Act.GUIDELINE_WRITE)
        guideline = projects.guideline(opened, project)
    form = GuidelineForm(text=guideline.text, base=guideline.version)
    return project_page("guidelines_edit.html", project, form=form, preview=None)


@bp.post("/projects/<slug>/guidelines/edit")
def publish(slug: str) -> Response | Answer:
    """Put a new version in force, or show how it would look."""
    with reading() as opened:
        project = enter(opened, slug, Act.GUIDELINE_WRITE)
    form = GuidelineForm(request.form)
    good = form.validate()
    if good and request.form.get("act") == "preview":
        return project_page("guidelines_edit.html", project, form=form, preview=render(form.text.data))
    if good and form.base.data != project.guideline_version:
        form.form_errors.append(
            f"Version {project.guideline_version} was published while you wrote. Read it, then publish again."
        )
        form.base.data, form.base.raw_data = project.guideline_version, None
        return project_page("guidelines_edit.html", project, 409, form=form, preview=None)
    if not good:
        return project_page("guidelines_edit.html", project, 422, form=form, preview=None)
    try:
        with writing() as opened:
            made = publish_guideline(opened, actor(), enter(opened, slug), form.text.data)
    except Invalid as error:
        form.refuse(error)
        return project_page("guidelines_edit.html", project, 422, form=form, preview=None)
    return done(f"/projects/{slug}/guidelines", f"Version {made.version} is in force.")


def _versions(opened: Session, project: Project) -> list[Guideline]:
    query = select(Guideline).where(Guideline.project_id == project.id)
    return list(opened.scalars(query.order_by(Guideline.version.desc())))
