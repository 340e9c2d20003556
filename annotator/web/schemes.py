"""The label scheme of a project: read, tried out, and put in force as a new version."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.domain.schemes import Scheme, files
from annotator.edge.asking import actor, reading, writing
from annotator.edge.status import status_of
from annotator.errors import Conflict, Invalid, Missing, Stale
from annotator.models import Project, SchemeVersion
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services import revising
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.attributes import attribute_forms
from annotator.web.forms.schemes import SchemeForm
from annotator.web.parameters import number
from schemas import yamltext

bp = Blueprint("scheme_pages", __name__)
MOST = 999_999
MOST_TOUCHED = 50


@bp.get("/projects/<slug>/scheme")
def show_scheme(slug: str) -> Response:
    """Show every tag, attribute and term with what it means, in force or of a version before."""
    with reading() as opened:
        project = enter(opened, slug)
        versions = _versions(opened, project)
        wanted = _wanted(opened, project)
    return project_page("scheme.html", project, scheme=wanted.data, versions=versions)


@bp.get("/projects/<slug>/scheme.yaml")
def download(slug: str) -> Response:
    """Give the scheme as a file."""
    with reading() as opened:
        data = yamltext.dumps(_wanted(opened, enter(opened, slug)).data)
    response = Response(data, mimetype="application/yaml")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-scheme.yaml"'
    return response


@bp.get("/projects/<slug>/scheme/edit")
def show_editor(slug: str) -> Response:
    """Show the scheme to be changed, and the forms it makes."""
    with reading() as opened:
        project = enter(opened, slug, Act.SCHEME_WRITE)
        scheme = projects.scheme(opened, project)
    form = SchemeForm(text=yamltext.dumps(scheme.data), base=project.scheme_version)
    return _editor(project, form, scheme=scheme)


@bp.post("/projects/<slug>/scheme/edit")
def change(slug: str) -> Response | Answer:
    """Tell what the change touches and show the forms it would make, or put it in force."""
    form = SchemeForm(request.form)
    with reading() as opened:
        project = enter(opened, slug, Act.SCHEME_WRITE)
        if not form.validate():
            return _editor(project, form, 422)
        try:
            scheme = files.read(form.text.data.encode())
            touched = revising.touches(opened, actor(), project, scheme.data)
        except Invalid as error:
            form.refuse(error)
            form.text.errors = [*form.text.errors, *form.form_errors]
            return _editor(project, form, 422)
    if request.form.get("act") != "publish":
        return _editor(project, form, scheme=scheme, touched=touched)
    try:
        with writing() as session:
            found = enter(session, slug, Act.SCHEME_WRITE)
            made = revising.revise(session, actor(), found, scheme.data, base=form.base.data)
    except (Conflict, Stale) as error:
        form.form_errors.append(error.detail)
        return _editor(project, form, status_of(error), scheme=scheme, touched=touched)
    return done(f"/projects/{slug}/scheme", f"Version {made.version} is in force.")


def _editor(
    project: Project, form: SchemeForm, status: int = 200, /, *, scheme: Scheme | None = None, touched: Any = None
) -> Response:
    shown = touched[:MOST_TOUCHED] if touched is not None else None
    more = len(touched) - MOST_TOUCHED if touched else 0
    forms = attribute_forms(scheme.data) if scheme else {}
    return project_page(
        "scheme_edit.html",
        project,
        status,
        form=form,
        scheme=scheme.data if scheme else None,
        attribute_forms=forms,
        touched=shown,
        more=more,
    )


def _wanted(opened: Session, project: Project) -> Scheme:
    version = number("version", project.scheme_version, 1, MOST)
    if version not in {one.version for one in _versions(opened, project)}:
        raise Missing()
    return projects.scheme(opened, project, version)


def _versions(opened: Session, project: Project) -> list[SchemeVersion]:
    query = select(SchemeVersion).where(SchemeVersion.project_id == project.id)
    return list(opened.scalars(query.order_by(SchemeVersion.version.desc())))
