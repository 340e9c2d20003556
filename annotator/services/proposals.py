"""What annotators propose as verdict on a claim: gathered from their readings when the claim becomes gold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.types import stamp
from annotator.models import Annotation, Layer


def of_readings(session: Session, uuids: Sequence[str]) -> list[dict[str, Any]]:
    """Return the verdict that each reading proposes, under the pseudonym of its layer."""
    query = select(Annotation.attributes, Layer.name).join(Layer, Layer.id == Annotation.layer_id)
    query = query.where(Annotation.uuid.in_(uuids), Annotation.withdrawn.is_(False), Layer.kind == "annotator")
    return [
        _proposal(attributes, name)
        for attributes, name in session.execute(query.order_by(Layer.name))
        if attributes.get("proposed_verdict")
    ]


def _proposal(attributes: dict[str, Any], name: str) -> dict[str, Any]:
    scale, _, rating = (attributes.get("proposed_rating") or "").partition(":")
    return {
        "by": name,
        "verdict": attributes["proposed_verdict"],
        "missing_context": attributes.get("proposed_missing_context"),
        "rating": {"scale": scale, "id": rating} if rating else None,
        "justification": attributes.get("proposed_justification"),
        "blind": False,
        "at": stamp(clock.now()),
    }
