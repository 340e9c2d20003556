"""What annotator, reviewer and manager say to each other about the layers of an article."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator import clock
from annotator.edge.asking import actor, reading, writing
from annotator.errors import Invalid
from annotator.models import Article, Layer, Project
from annotator.permissions import Act, allowed
from annotator.queries import articles, comments, layers, targets
from annotator.records.comments import comment_record
from annotator.services.desk import commenting
from annotator.web.answers import done
from annotator.web.doors import project_page

bp = Blueprint("comment_pages", __name__)
FIELDS = ("layer", "annotation", "answers", "kind", "text")


@bp.get("/articles/<article_id>/comments")
def show_comments(article_id: str) -> Response:
    """Show what is said about the layers the visitor may see, and the way to answer."""
    return _page(article_id)


@bp.post("/articles/<article_id>/comments")
def say(article_id: str) -> Response | Answer:
    """Take a comment or an answer."""
    body = {name: request.form.get(name) or None for name in FIELDS}
    try:
        with writing() as opened:
            commenting.put(opened, actor(), article_id, request.form.get("id") or clock.new_id(), body)
    except Invalid as error:
        return _page(article_id, 422, error=error.detail, said=body)
    return done(f"/articles/{article_id}/comments", "Said.")


@bp.post("/articles/<article_id>/comments/<uuid>/settle")
def settle(article_id: str, uuid: str) -> Answer:
    """Settle a comment, or take that back."""
    settled = request.form.get("settled") != "no"
    with writing() as opened:
        commenting.settle(opened, actor(), article_id, uuid, settled=settled)
    return done(f"/articles/{article_id}/comments", "Settled." if settled else "Open again.")


def _page(article_id: str, status: int = 200, /, **context: Any) -> Response:
    with reading() as opened:
        article = articles.find(opened, actor(), article_id)
        project = opened.get_one(Project, article.project_id)
        rows = comments.of_article(opened, actor(), article)
        found = {
            "article": article,
            "threads": _threads(rows),
            "quotes": _quotes(opened, rows),
            "places": _places(opened, article),
            "may_settle": {layer for _, layer in rows if _may_settle(opened, article, layer)},
        }
    return project_page("comments.html", project, status, new_id=clock.new_id, **found, **context)


def _threads(rows: Any) -> list[dict[str, Any]]:
    """Return each first comment with its answers, those that wait for somebody first."""
    me = actor().account_id
    records = [comment_record(row, layer, me) for row, layer in rows]
    answers: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        answers.setdefault(record["answers"] or "", []).append(record)
    threads = [{**first, "replies": answers.get(first["id"], [])} for first in answers.get("", [])]
    return sorted(threads, key=lambda thread: bool(thread["settled"]))


def _quotes(opened: Session, rows: Any) -> dict[str, str]:
    """Return the words that the annotations spoken of stand on."""
    wanted = {row.layer_id: opened.get_one(Layer, row.layer_id) for row, _ in rows if row.annotation}
    there = [one for layer in wanted.values() for one in layers.annotations_in(opened, layer, withdrawn=True)]
    words = {one.uuid: " … ".join(part["exact"] for part in one.anchor["segments"]) for one in there}
    return {uuid: said or gettext("the whole article") for uuid, said in words.items()}


def _places(opened: Session, article: Article) -> list[tuple[str, str]]:
    """Return the layers that the visitor may speak about, each with its name on the page."""
    who = actor()
    rows = layers.visible_to(who).where(Layer.article_id == article.id)
    found = []
    for layer in opened.scalars(rows.order_by(Layer.name)):
        if allowed(who, Act.COMMENT_WRITE, targets.of_layer(opened, who, article, layer)):
            own = layer.account_id is not None and layer.account_id == who.account_id
            found.append((layer.name, gettext("My layer") if own else gettext("Layer %(name)s", name=layer.name)))
    return found


def _may_settle(opened: Session, article: Article, name: str) -> bool:
    layer = opened.scalars(select(Layer).where(Layer.article_id == article.id, Layer.name == name)).one()
    return allowed(actor(), Act.COMMENT_SETTLE, targets.of_layer(opened, actor(), article, layer))
