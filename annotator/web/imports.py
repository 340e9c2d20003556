"""Articles in: a pasted text, text files, JSON lines; and the report of what became of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer

from annotator.domain.schemes import Scheme
from annotator.edge.asking import actor, reading
from annotator.errors import AnnotatorError, Invalid, Refused, WrongType
from annotator.models import Project
from annotator.permissions import Act
from annotator.queries import projects
from annotator.records.incoming import read_text
from annotator.services import importing
from annotator.services.importing import Given, Report
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.imports import OF_ONE, ImportForm
from annotator.web.frame import count, counted
from annotator.web.once import once

bp = Blueprint("import_pages", __name__)
LINES = (".jsonl", ".ndjson")


@bp.get("/projects/<slug>/import")
def show_import(slug: str) -> Response:
    """Show the form that takes articles."""
    with reading() as opened:
        project = enter(opened, slug, Act.ARTICLE_IMPORT)
    return _form(project, ImportForm())


@bp.post("/projects/<slug>/import")
def take(slug: str) -> Response | Answer:
    """Store all that was sent, or nothing; say of each line what became of it."""
    with reading() as opened:
        project = enter(opened, slug, Act.ARTICLE_IMPORT)
        scheme = projects.scheme(opened, project)
    form = ImportForm(request.form | request.files if False else _sent())
    if not form.validate():
        return _form(project, form, 422)
    given = list(_given(form, scheme))
    if not given and not form.errors:
        form.form_errors.append("Paste a text, or choose a file.")
    if form.errors:
        return _form(project, form, 422)
    return _store(slug, project, form, given)


def _store(slug: str, project: Project, form: ImportForm, given: list[Given]) -> Response | Answer:
    reports: list[Report] = []

    def act(opened: Session) -> str:
        known = enter(opened, slug, Act.ARTICLE_IMPORT)
        report = importing.store(opened, actor(), known, given, skip_bad=bool(form.skip_bad.data))
        reports.append(report)
        return _after(slug, report)

    try:
        where, _ = once(act)
    except Invalid as error:
        return _form(project, form, 422, refused=error.extra.get("lines", []), detail=error.detail)
    if not reports:
        return done(where)
    if len(given) == 1 and not reports[0].refused:
        return done(where, _words(given[0]))
    return project_page("import_report.html", project, report=reports[0], parts_of=_texts(given), **_sums(reports[0]))
