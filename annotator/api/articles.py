"""Articles and their layers."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session, defer

from annotator.api import body as bodies
from annotator.api.answers import gone, json, page, post
from annotator.api.authorising import authorised, on_article
from annotator.api.foreign import import_corpus
from annotator.api.parameters import takes, yes
from annotator.edge.asking import actor, reading, settings, spend, spend_one, store, writing
from annotator.edge.attachments import plain_attachment
from annotator.edge.sights import seen
from annotator.jobs.intake import clear, taking_in
from annotator.models import Article, Layer, Project
from annotator.permissions import Act, require
from annotator.queries import articles, layers, projects, targets
from annotator.records.articles import article_record
from annotator.records.layers import layer_hash, layer_view
from annotator.services.corpus import importing, pages, regions
from annotator.services.desk import live
from annotator.services.review import opening
from annotator.text.sentences import sentences

bp = Blueprint("articles", __name__)


@bp.post("/projects/<slug>/articles")
@takes("format", "mapping", "offsets", "skip_bad")
def import_articles(slug: str) -> Response:
    """Take one article as JSON, or many as JSON lines; or a corpus in the format that the address names."""
    if "format" in request.args:
        return import_corpus(slug)
    bodies.require_json("application/json", "application/x-ndjson")
    if request.mimetype == "application/x-ndjson":
        return _many(slug, skip_bad=yes("skip_bad"))
    with reading() as session:
        project = projects.find(session, actor(), slug)
        require(actor(), Act.ARTICLE_IMPORT, targets.of_project(project.id))
    body = bodies.read_object()
    if body.get("text") is None and body.get("url") is not None:  # another server is asked
        spend("import")
    given = pages.read_body(body, allow_fetch=settings().allow_fetch) or body
    clear(store())

    def act(session: Session) -> tuple[Any, int]:
        spend_one(session)
        project = projects.find(session, actor(), slug)
        article, report = importing.import_one(session, actor(), project, given)
        return {"id": article.public_id, **report}, 201

    return post(act)


def _many(slug: str, *, skip_bad: bool) -> Response:
    data = request.get_data()
    bodies.require_few(len(data.splitlines()) if data.count(b"\n") >= bodies.MOST_ITEMS else 0)
    with reading() as session:
        project = projects.find(session, actor(), slug)
        require(actor(), Act.ARTICLE_IMPORT, targets.of_project(project.id))
        scheme = projects.scheme(session, project)
    bodies.require_some()
    spend("import")
    given = importing.read_lines(io.BytesIO(data), "body", scheme)
    with taking_in(store(), actor(), slug, given, skip_bad=skip_bad) as publish:
        return post(lambda session: (publish(session).to_record(), 200))


@bp.get("/projects/<slug>/articles")
@takes("limit", "cursor")
def list_articles(slug: str) -> Response:
    """List the articles the actor may read, without their texts."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        query = articles.visible_to(actor()).where(Article.project_id == project.id)
        return page(session, query.options(defer(Article.text)), Article.id, lambda row: _line(row, project))


@bp.get("/articles/<article_id>")
def show_article(article_id: str) -> Response:
    """Show an article with its text, and nothing of anybody's work."""
    with reading() as session:
        article = articles.find(session, actor(), article_id)
        return json(_view(article, session.get_one(Project, article.project_id)))


@bp.get("/articles/<article_id>/original")
def show_original(article_id: str) -> Response:
    """Give the bytes that the article came as, never as a page."""
    with reading() as session:
        data = pages.original(session, articles.find(session, actor(), article_id))
    return plain_attachment(data, "original")


@bp.get("/articles/<article_id>/sentences")
def list_sentences(article_id: str) -> Response:
    """List where the sentences of an article begin and end."""
    with reading() as session:
        article = articles.find(session, actor(), article_id)
        text, language = article.text, article.language
    return json({"offset_unit": "unicode_code_point", "sentences": _sentences(text, language)})


@lru_cache(maxsize=32)
def _sentences(text: str, language: str | None) -> list[tuple[int, int]]:
    """Divide a text once for all who read it: a long one takes a fifth of a second."""
    return sentences(text, language)


@bp.put("/articles/<article_id>/regions")
@authorised(on_article(Act.REGION_CORRECT))
def correct_regions(article_id: str) -> Response:
    """Correct the regions of an article by hand."""
    given = bodies.read_object()
    with writing() as session:
        bodies.require_keys(given, {"regions": list}, needed=("regions",))
        article = regions.correct(session, actor(), article_id, given["regions"])
    return json({"regions": article.regions})


@bp.put("/articles/<article_id>/opening")
def open_gold(article_id: str) -> Response:
    """Open the gold of an article to those who annotated it."""
    with writing() as session:
        opening.set_open(session, actor(), article_id, opened=True)
    return gone()


@bp.delete("/articles/<article_id>/opening")
def close_gold(article_id: str) -> Response:
    """Close the gold of an article to those who annotate it."""
    with writing() as session:
        opening.set_open(session, actor(), article_id, opened=False)
    return gone()


@bp.get("/articles/<article_id>/layers")
def list_layers(article_id: str) -> Response:
    """List the layers the actor may read; to an annotator, the own one."""
    with reading() as session:
        article = articles.find(session, actor(), article_id)
        rows = layers.of_article(session, actor(), article)
        seen(session, article, rows)
        return json({"items": [_whole(session, row) for row in rows], "next": None})


@bp.get("/articles/<article_id>/layers/<name>")
@takes("withdrawn")
def show_layer(article_id: str, name: str) -> Response:
    """Show a layer whole."""
    with reading() as session:
        article = articles.find(session, actor(), article_id)
        layer = layers.find(session, actor(), article, name)
        seen(session, article, [layer])
        digest = layer_hash(live.lines_in(session, layer.id))
        return json(_whole(session, layer, withdrawn=yes("withdrawn")), Layer_Hash=digest)


def _whole(session: Session, layer: Layer, *, withdrawn: bool = False) -> dict[str, Any]:
    annotations = layers.annotations_in(session, layer, withdrawn=withdrawn)
    return layer_view(layer, annotations, layers.relations_in(session, layer, withdrawn=withdrawn))


def _view(article: Article, project: Project) -> dict[str, Any]:
    return article_record(article, project.slug)


def _line(article: Article, project: Project) -> dict[str, Any]:
    names = ("title", "url", "outlet", "published", "language", "story", "genre", "text_sha256")
    about = {name: getattr(article, name) for name in names}
    return {"id": article.public_id, "project": project.slug, **about}
