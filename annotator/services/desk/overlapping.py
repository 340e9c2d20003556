"""Refuse an annotation that would overlap one of its tag in the own layer, where the scheme forbids it."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from annotator.db.prepared import Prepared
from annotator.domain.schemes import overlaps
from annotator.errors import Invalid
from annotator.models import Annotation
from annotator.records.rows import AnnotationRow
from annotator.services.desk.desks import Desk

TABLE = cast(Table, Annotation.__table__)
_OF_TAG: Prepared[tuple[str, Any]] = Prepared(
    select(TABLE.c.uuid, TABLE.c.anchor).where(
        TABLE.c.layer_id == bindparam("layer"),
        TABLE.c.tag == bindparam("tag"),
        Annotation.withdrawn.is_(False),
    )
)


def require_apart(session: Session, desk: Desk, row: AnnotationRow) -> None:
    """Raise Invalid `overlap_not_allowed` with the id of the own annotation that the row would overlap."""
    tag = desk.scheme.tags[row.tag]
    if tag.overlap:
        return
    others = {uuid: anchor for uuid, anchor in _OF_TAG.all(session, layer=desk.layer.id, tag=row.tag)}
    others.pop(row.uuid, None)
    for uuid, anchor in others.items():
        pair = [{"id": one, "tag": row.tag, "anchor": at} for one, at in ((uuid, anchor), (row.uuid, row.anchor))]
        for _, problem in overlaps.among(tag, pair):
            raise Invalid(problem.code, problem.detail, pointer="/anchor", annotation=uuid)
