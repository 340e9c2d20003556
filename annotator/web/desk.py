"""The desk of an annotator at an article; to others who may read it, its text."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.models import Article, Layer, Project
from annotator.permissions import Act, allowed
from annotator.queries import articles, assignments, comments, layers, projects, targets
from annotator.records.articles import article_record
from annotator.records.layers import layer_view
from annotator.services.desk import submitting
from annotator.services.review import opening
from annotator.web.answers import done, page, page_in_two
from annotator.web.cards import Card, bundles
from annotator.web.embedded import embedded_layer
from annotator.web.forms.attributes import attribute_forms
from annotator.web.markdown import render
from annotator.web.reading import pieces

bp = Blueprint("desk", __name__)

MARGIN = '<section class="margin"'
"""Before it stands the text, with what a browser has to fetch; after it what many annotations make long."""


@dataclass
class Work:
    """The annotations of a layer, read when the page comes to them."""

    opened: Session
    layer: Layer
    scheme: Mapping[str, Any]

    @cached_property
    def view(self) -> dict[str, Any]:
        """The layer as a client sees it."""
        annotations = layers.rows_in(self.opened, self.layer)
        return layer_view(self.layer, annotations, layers.relations_in(self.opened, self.layer))

    @cached_property
    def bundles(self) -> list[list[Card]]:
        """The cards, so many together."""
        return bundles(self.view["annotations"], self.scheme)

    @property
    def embedded(self) -> Markup:
        """The layer for the scripts of the page."""
        return embedded_layer(self.view)


@bp.get("/articles/<article_id>")
def show_article(article_id: str) -> Response:
    """Show the desk to whom the article is assigned, and the text to others who may read it."""
    with ExitStack() as held:
        opened = held.enter_context(reading())
        article = articles.find(opened, actor(), article_id)
        project = opened.get_one(Project, article.project_id)
        context = {
            "article": article_record(article, project.slug),
            "pieces": pieces(article.text, article.regions),
            "project_title": project.title,
            "project": project,
        }
        layer = _own_layer(opened, article)
        if layer is None:
            return page("article.html", **context, **_doors(opened, article))
        return page_in_two(held, "desk.html", MARGIN, **context, **_desk(opened, project, article, layer))


@bp.post("/articles/<article_id>/gold/reopen")
def reopen_gold(article_id: str) -> Answer:
    """Let the gold that a release froze be decided anew, for the next release."""
    with writing() as opened:
        submitting.reopen_for(opened, actor(), article_id, "gold")
    return done(f"/articles/{article_id}/review", "The gold can be changed again, for the next release.")


@bp.post("/articles/<article_id>/gold")
def open_gold(article_id: str) -> Answer:
    """Open the gold of the article to its annotators, or close it again."""
    opened_now = request.form.get("opened") == "yes"
    with writing() as opened:
        opening.set_open(opened, actor(), article_id, opened=opened_now)
    words = (
        gettext("Its annotators see the gold now.") if opened_now else gettext("Its annotators are blind again.")
    )
    return done(f"/articles/{article_id}", words)


def _own_layer(opened: Session, article: Article) -> Layer | None:
    query = select(Layer).where(Layer.article_id == article.id, Layer.account_id == actor().account_id)
    layer = opened.scalar(query)
    if layer is None:
        return None
    target = targets.of_layer(opened, actor(), article, layer)
    return layer if allowed(actor(), Act.LAYER_WRITE, target) else None


def _desk(opened: Session, project: Project, article: Article, layer: Layer) -> dict[str, Any]:
    scheme = projects.scheme(opened, project).data
    guideline = projects.guideline(opened, project)
    return {
        "layer": layer,
        "work": Work(opened, layer, scheme),
        "mine": True,
        "seconds": layer.seconds,
        "talk": comments.open_count(opened, actor(), article),
        "scheme": scheme,
        "forms": attribute_forms(scheme),
        "guideline": {"version": guideline.version, "html": render(guideline.text)},
        "next_article": _next(opened, article),
    }


def _next(opened: Session, article: Article) -> str | None:
    """Return the address of the next article that is not handed in, going round once."""
    work = assignments.my_work(opened, actor())
    at = next((n for n, row in enumerate(work) if row[0].id == article.id), -1)
    turn = [*work[at + 1 :], *work[: max(at, 0)]]
    ids = (row[0].public_id for row in turn if row[1] == "open")
    return next((f"/articles/{public_id}" for public_id in ids), None)


def _doors(opened: Session, article: Article) -> dict[str, bool]:
    """Say which pages about the article a reader may open from here."""
    target = targets.of_article(opened, actor(), article)
    return {
        "may_review": allowed(actor(), Act.CASE_READ, target),
        "may_correct": allowed(actor(), Act.REGION_CORRECT, target),
        "may_open": allowed(actor(), Act.ARTICLE_OPEN, target),
        "opened": article.opened,
    }
