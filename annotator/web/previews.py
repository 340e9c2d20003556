"""Pages of articles: read, looked at, corrected, and only then stored."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, settings, spend, store, writing
from annotator.edge.attachments import plain_attachment
from annotator.edge.status import status_of
from annotator.errors import AnnotatorError, Conflict, Invalid
from annotator.jobs.intake import clear
from annotator.models import Project
from annotator.permissions import Act
from annotator.queries import articles
from annotator.records.incoming import Incoming
from annotator.services.corpus import importing, pages, previewing
from annotator.services.corpus.importing import Line
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.imports import AboutForm, ImportForm, PagesForm
from annotator.web.frame import counted
from annotator.web.imports import import_page
from annotator.web.once import once
from annotator.web.paragraphs import paragraphs
from annotator.web.regions import WORDS

bp = Blueprint("preview_pages", __name__)
PASTED = "pasted page"


@bp.post("/projects/<slug>/import/pages")
def take_pages(slug: str) -> Response | Answer:
    """Read the pages that were sent and keep them to be looked at."""
    with reading() as opened:
        project = enter(opened, slug, Act.ARTICLE_IMPORT)
    form = PagesForm(CombinedMultiDict([request.files, request.form]))
    if not form.html.data and not form.uploads() and not form.address.data:
        form.form_errors.append(gettext("Choose a saved page, or paste the source of one."))
    if not form.validate() or form.errors:
        return import_page(project, ImportForm(), 422, pages=form)
    spend("import")
    good: list[tuple[str, Incoming]] = []
    bad = [Line(1, name, error=error) for name, error in _read(form, good)]
    if bad:
        return import_page(project, ImportForm(), _status(bad), pages=form, refused_pages=bad)
    return _keep(project, good)


def _status(bad: list[Line]) -> int:
    """Return the status of the one page that is wrong; of several, that something is."""
    return status_of(bad[0].error) if len(bad) == 1 and bad[0].error else 422


def _read(form: PagesForm, good: list[tuple[str, Incoming]]) -> Iterator[tuple[str, AnnotatorError]]:
    """Yield what is wrong with the pages; those that are right are added to the good."""
    sent = [(file.filename or "page", file.stream.read(), form.page_charset.data) for file in form.uploads()]
    if form.html.data:
        sent.append((PASTED, form.html.data.encode(), "utf-8"))
    for name, data, charset in sent:
        try:
            good.append((name[:200], pages.read(data, {}, charset=charset or None)))
        except AnnotatorError as error:
            yield name, error
    if form.address.data:
        try:
            incoming = pages.read_address(form.address.data, {}, allow_fetch=settings().allow_fetch)
            good.append((form.address.data[:200], incoming))
        except AnnotatorError as error:
            yield form.address.data, error


def _keep(project: Project, good: list[tuple[str, Incoming]]) -> Answer:
    def act(opened: Session) -> str:
        known = enter(opened, project.slug, Act.ARTICLE_IMPORT)
        drafts = [previewing.keep(opened, actor(), known, name, incoming) for name, incoming in good]
        here = f"/projects/{project.slug}/import"
        return f"{here}/pages/{drafts[0].public_id}" if len(drafts) == 1 else here

    where, _ = once(act)
    return done(
        where,
        None
        if len(good) == 1
        else gettext("%(number)s pages are read. Look at each before it is stored.", number=len(good)),
    )


@bp.get("/projects/<slug>/import/pages/<page_id>")
def show_page(slug: str, page_id: str) -> Response:
    """Show what of a page is kept, marked and dropped, and what is known of it."""
    form = AboutForm()
    with reading() as opened:
        project = enter(opened, slug, Act.ARTICLE_IMPORT)
        form.show(previewing.find(opened, actor(), project, page_id).page["found"])
    return _preview(project, page_id, form)


@bp.post("/projects/<slug>/import/pages/<page_id>")
def store_page(slug: str, page_id: str) -> Response | Answer:
    """Store the page as an article, with what was corrected."""
    with reading() as opened:
        project = enter(opened, slug, Act.ARTICLE_IMPORT)
    form = AboutForm(request.form)
    if not form.validate():
        return _preview(project, page_id, form, 422)

    clear(store())

    def act(opened: Session) -> str:
        known = enter(opened, slug, Act.ARTICLE_IMPORT)
        draft = previewing.find(opened, actor(), known, page_id)
        article, _ = importing.import_one(opened, actor(), known, previewing.incoming_of(draft, form.said()))
        previewing.drop(opened, draft)
        return f"/articles/{article.public_id}/regions"

    try:
        where, _ = once(act)
    except (Conflict, Invalid) as error:
        form.refuse(error)
        return _preview(project, page_id, form, 422)
    return done(where, "Stored. Until somebody annotates it you can correct here what is boilerplate.")


@bp.post("/projects/<slug>/import/pages/<page_id>/drop")
def drop_page(slug: str, page_id: str) -> Answer:
    """Let a page go that waits; nothing of it is stored."""
    with writing() as opened:
        project = enter(opened, slug, Act.ARTICLE_IMPORT)
        previewing.drop(opened, previewing.find(opened, actor(), project, page_id))
    return done(f"/projects/{slug}/import", "The page is gone; nothing of it was stored.")


@bp.get("/articles/<article_id>/original")
def give_original(article_id: str) -> Response:
    """Give the bytes that the article came as, never as a page."""
    with reading() as opened:
        data = pages.original(opened, articles.find(opened, actor(), article_id))
    return plain_attachment(data, "original")


def _preview(project: Project, page_id: str, form: AboutForm, status: int = 200) -> Response:
    with reading() as opened:
        draft = previewing.find(opened, actor(), project, page_id)
        page = previewing.page_of(draft)
        rows = paragraphs(page.text, page.regions)
        size = len(draft.data)
    marked = sum(len(row.text) for row in rows if row.role == "boilerplate")
    told = {
        "kept": counted(sum(len(row.text) for row in rows) - marked, "%(num)s character", "%(num)s characters"),
        "marked": counted(marked, "%(num)s character", "%(num)s characters"),
        "dropped": counted(sum(one.characters for one in page.dropped), "%(num)s character", "%(num)s characters"),
        "size": counted(size, "%(num)s byte", "%(num)s bytes"),
    }
    return project_page(
        "import_page.html", project, status, form=form, page=page, rows=rows, told=told, roles=WORDS, draft=draft
    )
