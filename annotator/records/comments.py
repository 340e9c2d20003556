"""A comment as the API tells it."""

from __future__ import annotations

from typing import Any

from annotator.db.types import stamp
from annotator.models import Comment


def comment_record(row: Comment, layer: str, reader: int | None) -> dict[str, Any]:
    """Return the comment; `role` says who speaks, `mine` whether it is the reader, and no name is told."""
    return {
        "id": row.uuid,
        "layer": layer,
        "annotation": row.annotation,
        "answers": row.answers,
        "kind": row.kind,
        "role": row.role,
        "mine": row.account_id is not None and row.account_id == reader,
        "text": row.text,
        "settled": row.settled,
        "created": stamp(row.created),
    }
