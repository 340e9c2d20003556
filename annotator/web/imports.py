"""Articles in: a pasted text, text files, JSON lines; and the report of what became of them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, settings, spend, store, writing
from annotator.errors import Invalid, Refused
from annotator.jobs.intake import taking_in
from annotator.models import Project
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.corpus import importing, previewing
from annotator.services.corpus.importing import Given, ImportRefused, Report
from annotator.services.desk import returning
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.imports import ImportForm, PagesForm
from annotator.web.frame import counted
from annotator.web.incoming import read
from annotator.web.languages import rendered
from annotator.web.once import once
from exports.options import Reading

bp = Blueprint("import_pages", __name__)


@bp.get("/projects/<slug>/import")
def show_import(slug: str) -> Response:
    """Show the form that takes articles."""
    with reading() as opened:
        project = enter(opened, slug, Act.ARTICLE_IMPORT)
    return import_page(project, ImportForm())


@bp.post("/projects/<slug>/import")
def take(slug: str) -> Response | Answer:
    """Store all that was sent, or nothing; say of each line what became of it."""
    with reading() as opened:
        project = enter(opened, slug, Act.ARTICLE_IMPORT)
        scheme = projects.scheme(opened, project)
    form = ImportForm(CombinedMultiDict([request.files, request.form]))
    if parcel := _parcel(form):
        return _bring_back(project, form, parcel)
    how, given = Reading(), list[Given]()
    if form.validate():
        spend("import")
        how, given = read(form, scheme)
    if form.errors:
        return import_page(project, form, 422)
    return _store(project, form, given, how)


def _parcel(form: ImportForm) -> bytes | None:
    """Return the one file that was sent if it holds unsent work of the desk."""
    files = form.uploads()
    if len(files) != 1 or not str(files[0].filename).lower().endswith(".json"):
        return None
    data: bytes = files[0].stream.read()
    files[0].stream.seek(0)
    return data if returning.is_parcel(data) else None


def _bring_back(project: Project, form: ImportForm, parcel: bytes) -> Response | Answer:
    try:
        with writing() as opened:
            known = projects.find(opened, actor(), project.slug)
            count = returning.bring_back(opened, actor(), known, parcel)
    except (Invalid, Refused) as error:
        form.form_errors = [*form.form_errors, gettext("%(why)s Nothing was stored.", why=rendered(error.detail))]
        return import_page(project, form, 422)
    return done(
        f"/projects/{project.slug}",
        counted(count, "Brought back: %(num)s change.", "Brought back: %(num)s changes."),
    )


def _store(project: Project, form: ImportForm, given: list[Given], how: Reading) -> Response | Answer:
    reports: list[Report] = []

    def act(opened: Session) -> str:
        enter(opened, project.slug, Act.ARTICLE_IMPORT)
        reports.append(publish(opened))
        return _after(project, reports[0])

    try:
        with taking_in(store(), actor(), project.slug, given, skip_bad=bool(form.skip_bad.data)) as publish:
            where, _ = once(act)
    except Invalid as error:
        refused = error.report.lines if isinstance(error, ImportRefused) else []
        return import_page(project, form, 422, refused=refused, detail=error.detail, notes=how.advice())
    if not reports:
        return done(where)
    if len(given) == 1 and not how.lines() and not reports[0].refused and given[0].incoming:
        return done(where, _words(importing.text_report(given[0].incoming)))
    return project_page("import_report.html", project, report=reports[0], rows=_rows(reports[0], given), how=how)


def _after(project: Project, report: Report) -> str:
    """Return where to go next: to the regions of the one article, or to the project."""
    ids = [line.id for line in report.lines if line.id]
    return f"/articles/{ids[0]}/regions" if len(ids) == 1 else f"/projects/{project.slug}"


def _rows(report: Report, given: list[Given]) -> list[dict[str, Any]]:
    """Return of each stored article its title, and how much of it is kept and marked as boilerplate."""
    by_place = {(item.where, item.number): item.incoming for item in given if item.incoming}
    return [
        {
            "id": line.id,
            "where": f"{line.where}:{line.number}",
            "title": by_place[line.where, line.number].record["title"],
            **importing.text_report(by_place[line.where, line.number]),
        }
        for line in report.lines
        if line.id
    ]


def _words(report: dict[str, Any]) -> str:
    kept = counted(
        report["kept"], "Stored: %(num)s character of article.", "Stored: %(num)s characters of article."
    )
    marked = counted(
        report["boilerplate"],
        "%(num)s character is marked as boilerplate.",
        "%(num)s characters are marked as boilerplate.",
    )
    odd = report["report"]["bidi_controls"] + report["report"]["zero_width"]
    invisible = counted(odd, "It holds %(num)s invisible character.", "It holds %(num)s invisible characters.")
    boilerplate = marked if report["boilerplate"] else gettext("No boilerplate was found.")
    return " ".join([kept, boilerplate, *([invisible] if odd else [])])


def import_page(project: Project, form: ImportForm, status: int = 200, /, **context: Any) -> Response:
    """Return the page that takes articles, with the pages that wait to be looked at."""
    with reading() as opened:
        waiting = previewing.waiting(opened, actor(), project)
    shown = {"pages": PagesForm(), "waiting": waiting, "may_fetch": settings().allow_fetch, **context}
    return project_page("import.html", project, status, form=form, **shown)
