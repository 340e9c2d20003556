"""What is said about the layers of an article."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from annotator.api.answers import gone, json, uuid_of
from annotator.api.authorising import authorised, on_article
from annotator.api.body import read_object, require_keys
from annotator.edge.asking import actor, reading, writing
from annotator.permissions import Act
from annotator.queries import articles, comments
from annotator.records.comments import comment_record
from annotator.services.desk import commenting

bp = Blueprint("comments", __name__)
FIELDS: dict[str, Any] = dict.fromkeys(("layer", "annotation", "answers", "kind", "text"), str)


@bp.get("/articles/<article_id>/comments")
def list_comments(article_id: str) -> Response:
    """List the comments the actor may read, oldest first."""
    who = actor()
    with reading() as session:
        article = articles.find(session, who, article_id)
        rows = comments.of_article(session, who, article)
        items = [comment_record(row, layer, who.account_id) for row, layer in rows]
    return json({"items": items, "next": None})


@bp.put("/articles/<article_id>/comments/<uuid>")
@authorised(on_article(Act.ARTICLE_READ))
def put_comment(article_id: str, uuid: str) -> Response:
    """Store a comment under the client's id."""
    who, key = actor(), uuid_of(uuid)
    body = read_object()
    require_keys(body, FIELDS, needed=("text",))
    with writing() as session:
        row, layer, created = commenting.put(session, who, article_id, key, body)
        record = comment_record(row, layer.name, who.account_id)
    return json(record, 201 if created else 200)


@bp.put("/articles/<article_id>/comments/<uuid>/settlement")
def settle_comment(article_id: str, uuid: str) -> Response:
    """Settle a comment."""
    with writing() as session:
        commenting.settle(session, actor(), article_id, uuid_of(uuid))
    return gone()


@bp.delete("/articles/<article_id>/comments/<uuid>/settlement")
def reopen_comment(article_id: str, uuid: str) -> Response:
    """Take the settlement of a comment back."""
    with writing() as session:
        commenting.settle(session, actor(), article_id, uuid_of(uuid), settled=False)
    return gone()
