"""The ledger of sources: found again, shown with all they support or refute, corrected, cited."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy import Select, func, or_
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator import clock
from annotator.domain import sources
from annotator.domain.quotes import Found, Search
from annotator.domain.schemes.dates import is_later
from annotator.edge.asking import actor, reading, settings, writing
from annotator.errors import Invalid, Malformed, Stale
from annotator.models import Project, Source
from annotator.permissions import Act, allowed
from annotator.queries import citing, ledger, projects, targets
from annotator.queries.citing import Use
from annotator.services.evidence import capturing
from annotator.services.evidence import ledger as service
from annotator.services.evidence.citing import cite
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.sources import CaptureForm, SourceForm
from annotator.web.once import once
from annotator.web.parameters import sheet_of
from exports.canonical import dumps
from schemas.sayings import say

bp = Blueprint("source_pages", __name__)
CITED = {"csl-json": ("csl.json", "application/vnd.citationstyles.csl+json"),
         "schema.org": ("jsonld", "application/ld+json")}  # fmt: skip


@bp.get("/projects/<slug>/sources")
def show_sources(slug: str) -> Response:
    """Show the sources the visitor may see, those that hold the words asked for."""
    words = request.args.get("q", "").strip()[:200]
    with reading() as opened:
        project = enter(opened, slug)
        query = ledger.sources_visible_to(actor()).where(Source.project_id == project.id)
        query = query.where(Source.joined_into.is_(None))
        rows, around = sheet_of(opened, _holding(query, words), Source.title, Source.id)
        scheme = projects.scheme(opened, project).data
    return project_page(
        "sources.html", project, sources=rows, around=around, scheme=scheme, words=words, may_write=_may(project),
        lacking={row.uuid for row in rows if next(sources.lacking(row.body, released=True), None)},
    )  # fmt: skip


@bp.get("/projects/<slug>/sources/new")
def show_new(slug: str) -> Response:
    """Show the form of a new source."""
    with reading() as opened:
        project = enter(opened, slug, Act.SOURCE_WRITE)
    return _form(project, SourceForm())


@bp.post("/projects/<slug>/sources/new")
def make(slug: str) -> Response | Answer:
    """Put a new source into the ledger."""
    with reading() as opened:
        project = enter(opened, slug, Act.SOURCE_WRITE)
    form = _read(project)
    uuid = clock.new_id()

    def act(opened: Session) -> str:
        known = enter(opened, slug, Act.SOURCE_WRITE)
        service.put_source(opened, actor(), known, uuid, form.body(), if_match=None)
        return f"/projects/{slug}/sources/{uuid}"

    try:
        if form.errors:
            return _form(project, form, 422)
        where, _ = once(act)
    except Invalid as error:
        form.refuse(error)
        return _form(project, form, 422)
    return done(where, "The source is in the ledger.")


@bp.get("/projects/<slug>/sources/<source_id>")
def show_source(slug: str, source_id: str) -> Response:
    """Show a source with everything it supports or refutes."""
    return page_of(slug, source_id)


@bp.post("/projects/<slug>/sources/<source_id>")
def change(slug: str, source_id: str) -> Response | Answer:
    """Correct what is known of a source."""
    with reading() as opened:
        project = enter(opened, slug, Act.SOURCE_WRITE)
        capturing.find(opened, actor(), project, source_id)
    form = _read(project)
    try:
        if form.errors:
            return page_of(slug, source_id, 422, form=form)
        with writing() as opened:
            known = enter(opened, slug, Act.SOURCE_WRITE)
            service.put_source(opened, actor(), known, source_id, form.body(), if_match=form.seen.data)
    except Invalid as error:
        form.refuse(error)
        return page_of(slug, source_id, 422, form=form)
    except Stale as error:
        form.seen.put(error.extra["current"]["version"])
        form.form_errors.append(
            gettext("Somebody changed this source meanwhile. Save again to overwrite what they wrote.")
        )
        return page_of(slug, source_id, 409, form=form)
    return done(f"/projects/{slug}/sources/{source_id}", "The source is saved.")


@bp.get("/projects/<slug>/sources/citations/file")
def give_citations(slug: str) -> Response:
    """Give the sources that the visitor may see as citations, for reference managers or for the web."""
    name = request.args.get("format", "csl-json")
    if name not in CITED:
        raise Malformed("bad_parameter", say("format is one of %(names)s.", names=", ".join(CITED)))
    with reading() as opened:
        project = enter(opened, slug)
        body = cite(opened, actor(), project, name)
    suffix, kind = CITED[name]
    response = Response(dumps(body), mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-sources.{suffix}"'
    return response


def page_of(slug: str, source_id: str, status: int = 200, **context: Any) -> Response:
    """Return the page of a source."""
    with reading() as opened:
        project = enter(opened, slug)
        source = capturing.find(opened, actor(), project, source_id)
        uses = citing.uses_of(opened, actor(), source)
        text = capturing.text_of(opened, source)
        scheme = projects.scheme(opened, project).data
    if "form" not in context:
        context["form"] = SourceForm()
        context["form"].show(source.body, source.version)
    context["form"].offer(scheme)
    context.setdefault("capture_form", CaptureForm())
    search = Search()
    told = [(use, _checked(use, text, search), _too_late(source, use)) for use in uses]
    more = {"may_write": _may(project), "may_fetch": settings().allow_fetch, "scheme": scheme, "text": text}
    more["lacks"] = [problem.detail for problem in sources.lacking(source.body, released=True)]
    return project_page("source.html", project, status, source=source, uses=told, **more, **context)


def _checked(use: Use, text: str | None, search: Search) -> Found | None:
    quote = use.link.get("quote")
    return search.find(quote, text) if quote and text is not None else None


def _too_late(source: Source, use: Use) -> bool:
    published = source.body.get("published")
    told = use.article.published if use.article else use.check.body.get("claim_date") if use.check else None
    return bool(published and told and is_later(published, told))


def _holding(query: Select[Source], words: str) -> Select[Source]:
    """Narrow the query to sources that hold every word in title, publisher or address."""
    for word in words.casefold().split():
        title = func.lower(Source.title).contains(word, autoescape=True)
        address = func.lower(Source.canonical_url).contains(word.split("://")[-1], autoescape=True)
        query = query.where(or_(title, address))
    return query


def _may(project: Project) -> bool:
    return allowed(actor(), Act.SOURCE_WRITE, targets.of_project(project.id))


def _read(project: Project) -> SourceForm:
    form = SourceForm(request.form)
    with reading() as opened:
        form.offer(projects.scheme(opened, enter(opened, project.slug)).data)
    form.validate()
    return form


def _form(project: Project, form: SourceForm, status: int = 200) -> Response:
    with reading() as opened:
        form.offer(projects.scheme(opened, enter(opened, project.slug)).data)
    return project_page("source_new.html", project, status, form=form)
