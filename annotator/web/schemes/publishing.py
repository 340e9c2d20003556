"""Look at what a changed scheme touches, and put it in force: the draft, or a text in YAML."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as Answer

from annotator.domain.schemes import files
from annotator.domain.schemes.differences import differences
from annotator.edge.asking import actor, reading, writing
from annotator.edge.status import status_of
from annotator.errors import Conflict, Invalid, Stale
from annotator.models import Project
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.project import revising, scheme_drafts
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.attributes import attribute_forms
from annotator.web.forms.schemes import PublishForm, SchemeForm
from schemas import yamltext
from schemas.sayings import say

bp = Blueprint("scheme_publishing", __name__)
EDIT = "/projects/<slug>/scheme/edit"
MOST_TOUCHED = 50


@bp.get(f"{EDIT}/publish")
def show_draft(slug: str) -> Response:
    """Show what the draft changes, which annotations that touches, and the forms it makes."""
    return _draft(slug, PublishForm())


@bp.post(f"{EDIT}/publish")
def publish(slug: str) -> Response | Answer:
    """Put the draft in force as a new version."""
    form = PublishForm(request.form)
    try:
        with writing() as session:
            project = enter(session, slug, Act.SCHEME_WRITE)
            draft = scheme_drafts.find(session, actor(), project)
            body = scheme_drafts.body_of(session, project, draft)
            made = revising.revise(session, actor(), project, body, base=form.base.data or 0)
            scheme_drafts.drop(session, draft)
    except (Conflict, Stale) as error:
        form.form_errors.append(error.detail)
        return _draft(slug, form, status_of(error))
    return done(f"/projects/{slug}/scheme", say("Version %(version)s is in force.", version=made.version))


@bp.post(f"{EDIT}/discard")
def discard(slug: str) -> Answer:
    """Let the draft go."""
    with writing() as session:
        project = enter(session, slug, Act.SCHEME_WRITE)
        scheme_drafts.drop(session, scheme_drafts.find(session, actor(), project))
    return done(f"/projects/{slug}/scheme/edit", "Your draft is gone; this is the scheme in force.")


@bp.get(f"{EDIT}/yaml")
def show_text(slug: str) -> Response:
    """Show the scheme as text to be changed, and the forms it makes."""
    with reading() as opened:
        project = enter(opened, slug, Act.SCHEME_WRITE)
        body = scheme_drafts.body_of(opened, project, scheme_drafts.find(opened, actor(), project))
    form = SchemeForm(text=yamltext.dumps(body), base=project.scheme_version)
    return _text(project, form, body=body)


@bp.post(f"{EDIT}/yaml")
def change_text(slug: str) -> Response | Answer:
    """Tell what the text changes and touches and keep it as the draft, or put it in force."""
    form = SchemeForm(request.form)
    with reading() as opened:
        project = enter(opened, slug, Act.SCHEME_WRITE)
        if not form.validate():
            return _text(project, form, 422)
        try:
            body = files.read(form.text.data.encode()).data
            found = _found(opened, project, body)
        except Invalid as error:
            form.refuse(error)
            form.text.errors = [*form.text.errors, *form.form_errors]
            return _text(project, form, 422)
    try:
        with writing() as session:
            here = enter(session, slug, Act.SCHEME_WRITE)
            if request.form.get("act") != "publish":
                scheme_drafts.keep(session, actor(), here, body)
                return _text(here, form, body=body, **found)
            made = revising.revise(session, actor(), here, body, base=form.base.data)
            scheme_drafts.drop(session, scheme_drafts.find(session, actor(), here))
    except (Conflict, Stale) as error:
        form.form_errors.append(error.detail)
        return _text(project, form, status_of(error), body=body, **found)
    return done(f"/projects/{slug}/scheme", say("Version %(version)s is in force.", version=made.version))


def _draft(slug: str, form: PublishForm, status: int = 200) -> Response:
    with reading() as opened:
        project = enter(opened, slug, Act.SCHEME_WRITE)
        draft = scheme_drafts.find(opened, actor(), project)
        body = scheme_drafts.body_of(opened, project, draft)
        found = _found(opened, project, body)
    form.base.put(project.scheme_version)
    stale = draft is not None and draft.base != project.scheme_version
    return project_page(
        "scheme_publish.html", project, status, form=form, attribute_forms=attribute_forms(body),
        scheme=body, stale=stale, **found,
    )  # fmt: skip


def _text(project: Project, form: SchemeForm, status: int = 200, /, *, body: Any = None, **found: Any) -> Response:
    forms = attribute_forms(body) if body else {}
    return project_page(
        "scheme_yaml.html", project, status, form=form, scheme=body, attribute_forms=forms, **found
    )


def _found(opened: Any, project: Project, body: dict[str, Any]) -> dict[str, Any]:
    """Return what differs from the scheme in force, and what that touches, the first of it."""
    touched = revising.touches(opened, actor(), project, body)
    return {
        "differences": differences(projects.scheme(opened, project).data, body),
        "touched": touched[:MOST_TOUCHED],
        "more": len(touched) - MOST_TOUCHED,
        "blocked": any(one.blocks for one in touched),
    }
