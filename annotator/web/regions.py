"""Correct by hand what of an article is title, body and boilerplate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Answer

from annotator.domain.regions import ROLES
from annotator.edge.asking import actor, reading, writing
from annotator.errors import Conflict, Invalid
from annotator.models import Article, Project
from annotator.permissions import Act, require
from annotator.queries import articles, targets
from annotator.services.corpus import regions
from annotator.web.answers import done
from annotator.web.doors import project_page
from annotator.web.paragraphs import UNMARKED, Paragraph, paragraphs, regions_of
from exports.canonical import digest
from schemas.sayings import say

bp = Blueprint("region_pages", __name__)
WORDS = {
    "title": _("Title"),
    "body": _("Article"),
    "boilerplate": _("Boilerplate"),
    "caption": _("Caption"),
    "quote_block": _("Quotation"),
    UNMARKED: _("Not marked"),
}


@bp.get("/articles/<article_id>/regions")
def show_regions(article_id: str) -> Response:
    """Show the paragraphs of the article, each with its role."""
    article, project = _open(article_id)
    return _form(article, project, paragraphs(article.text, article.regions))


@bp.post("/articles/<article_id>/regions")
def correct(article_id: str) -> Response | Answer:
    """Put the roles in force that were chosen."""
    article, project = _open(article_id)
    there = paragraphs(article.text, article.regions)
    if request.form.get("seen") != digest(article.regions):
        words = gettext("Somebody changed the regions meanwhile. They are shown as they are now; choose again.")
        return _form(article, project, there, 409, error=words)
    rows = [_chosen(row) for row in there]
    try:
        if rows != there:
            with writing() as opened:
                regions.correct(opened, actor(), article_id, regions_of(rows))
    except (Conflict, Invalid) as error:
        status = 409 if isinstance(error, Conflict) else 422
        return _form(article, project, rows, status, error=error.detail)
    return done(f"/articles/{article_id}/regions", "The regions are saved.")


def _open(article_id: str) -> tuple[Article, Project]:
    with reading() as opened:
        article = articles.find(opened, actor(), article_id)
        require(actor(), Act.REGION_CORRECT, targets.of_article(opened, actor(), article))
        return article, opened.get_one(Project, article.project_id)


def _chosen(row: Paragraph) -> Paragraph:
    role = request.form.get(f"role-{row.start}", row.role)
    if role not in (*ROLES, UNMARKED):
        raise Invalid("unknown_value", say("A role is one of %(choices)s.", choices=", ".join(ROLES)))
    return replace(row, role=role, begins=f"new-{row.start}" in request.form)


def _form(
    article: Article, project: Project, rows: list[Paragraph], status: int = 200, /, **context: Any
) -> Response:
    return project_page(
        "regions.html",
        project,
        status,
        article=article,
        rows=rows,
        seen=digest(article.regions),
        roles=WORDS,
        **context,
    )
