"""Annotations of the own layer."""

from __future__ import annotations

from flask import Blueprint, Response, request

from annotator.api.answers import gone, if_match, seconds_spent, uuid_of, versioned
from annotator.api.authorising import at_desk, authorised, unless_gold
from annotator.api.body import read_object
from annotator.edge.asking import actor, reading, save
from annotator.records.layers import annotation_record
from annotator.services.desk import annotating

bp = Blueprint("annotations", __name__)

LONG = 16_384
"""Bytes of a body that is checked before it waits for its turn, so that refusing it holds nobody up."""


@bp.put("/articles/<article_id>/annotations/<uuid>")
@unless_gold
@authorised(at_desk)
def put_annotation(article_id: str, uuid: str) -> Response:
    """Store an annotation under the client's id."""
    who, key, version, seconds = actor(), uuid_of(uuid), if_match(), seconds_spent()
    body = read_object()
    if len(request.get_data()) > LONG:
        with reading() as session:
            annotating.check(session, who, article_id, key, body)
    stored = save(
        lambda session: annotating.put(session, who, article_id, key, body, if_match=version, seconds=seconds)
    )
    record = annotation_record(stored.row)
    return versioned(record, stored.row.version, created=stored.created, layer_hash=stored.layer_hash)


@bp.delete("/articles/<article_id>/annotations/<uuid>")
@unless_gold
def withdraw_annotation(article_id: str, uuid: str) -> Response:
    """Withdraw an annotation and its relations."""
    who, key, version, seconds = actor(), uuid_of(uuid), if_match(), seconds_spent()
    left = save(
        lambda session: annotating.withdraw(session, who, article_id, key, if_match=version, seconds=seconds)
    )
    return gone(left.row.version, layer_hash=left.layer_hash)
