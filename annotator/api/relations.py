"""Relations between annotations of the own layer."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.api.answers import gone, if_match, seconds_spent, uuid_of, versioned
from annotator.api.authorising import at_desk, authorised, unless_gold
from annotator.api.body import read_object
from annotator.edge.asking import actor, save
from annotator.services.desk import relating

bp = Blueprint("relations", __name__)


@bp.put("/articles/<article_id>/relations/<uuid>")
@unless_gold
@authorised(at_desk)
def put_relation(article_id: str, uuid: str) -> Response:
    """Store a relation under the client's id."""
    who, key, version, seconds = actor(), uuid_of(uuid), if_match(), seconds_spent()
    body = read_object()
    stored = save(
        lambda session: relating.put(session, who, article_id, key, body, if_match=version, seconds=seconds)
    )
    row = stored.row
    return versioned(relating.current(row), row.version, created=stored.created, layer_hash=stored.layer_hash)


@bp.delete("/articles/<article_id>/relations/<uuid>")
@unless_gold
def withdraw_relation(article_id: str, uuid: str) -> Response:
    """Withdraw a relation."""
    who, key, version, seconds = actor(), uuid_of(uuid), if_match(), seconds_spent()
    left = save(
        lambda session: relating.withdraw(session, who, article_id, key, if_match=version, seconds=seconds)
    )
    return gone(left.row.version, layer_hash=left.layer_hash)
