"""Relations between annotations of the own layer."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.api.answers import gone, if_match, seconds_spent, uuid_of, versioned
from annotator.api.body import read_object
from annotator.edge.asking import actor, saving
from annotator.services.desk import desks, relating

bp = Blueprint("relations", __name__)


@bp.put("/articles/<article_id>/relations/<uuid>")
def put_relation(article_id: str, uuid: str) -> Response:
    """Store a relation under the client's id."""
    who, key, version, seconds = actor(), uuid_of(uuid), if_match(), seconds_spent()
    body = read_object()
    with saving() as session:
        stored = relating.put(session, who, article_id, key, body, if_match=version, seconds=seconds)
    row = stored.row
    return versioned(relating.current(row), row.version, created=stored.created, layer_hash=stored.layer_hash)


@bp.delete("/articles/<article_id>/relations/<uuid>")
def withdraw_relation(article_id: str, uuid: str) -> Response:
    """Withdraw a relation."""
    who, key, version, seconds = actor(), uuid_of(uuid), if_match(), seconds_spent()
    with saving() as session:
        row = relating.withdraw(session, who, article_id, key, if_match=version, seconds=seconds)
        digest = desks.hash_of(session, row.layer_id)
    response = gone(row.version)
    response.headers["Layer-Hash"] = digest
    return response
