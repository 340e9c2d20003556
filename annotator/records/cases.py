"""Cases as a reviewer's client sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Annotation, Article, Case, Layer, Relation
from annotator.queries import cases
from annotator.records.layers import annotation_record, relation_record
from exports.canonical import digest


def case_record(session: Session, case: Case, *, blind: bool = False) -> dict[str, Any]:
    """Return the case with the words it is about, without its readings; nobody is named while it is open.

    For who looks at it again, `blind`, it is as if it were open.
    """
    article = session.get_one(Article, case.article_id)
    start, end = case.start, case.end
    quote = article.text[start:end] if start is not None and end is not None else None
    named = case.state != "open" and not blind
    found = case_fields(case, article.public_id, _names(case, named=named)) | {"quote": quote}
    # The hash is over names, too: whoever knows them could try which of them fits which reading.
    hidden = {} if named else {"inputs_sha256": None}
    return found | hidden | ({"state": "open"} if blind else {})


def case_fields(case: Case, article: str, says: Mapping[str, str]) -> dict[str, Any]:
    """Return the case on the article of that id, without the words it is about; `says` names each layer."""
    return {
        "id": case.public_id,
        "article": article,
        "case_version": case.version,
        "state": case.state,
        "kinds": case.kinds,
        "primary": case.primary,
        "subtype": "trivial" if case.trivial else None,
        "start": case.start,
        "end": case.end,
        "quote": None,
        "members": [
            {"layer": says[m["layer"]], "annotation": m["id"], "role": m.get("role", "primary")}
            for m in case.members
        ],
        "missing": sorted(says[name] for name in case.missing),
        "inputs_sha256": case.inputs_sha256,
    }


def _names(case: Case, *, named: bool) -> dict[str, str]:
    """Return what to call each layer: by its name, or by number in an order that tells nothing."""
    names = {*(member["layer"] for member in case.members), *case.missing}
    if named:
        return {name: name for name in names}
    ordered = sorted(names, key=lambda name: digest([case.public_id, name]))
    return {name: f"reader {number}" for number, name in enumerate(ordered, 1)}


def case_view(session: Session, case: Case, *, blind: bool = False) -> dict[str, Any]:
    """Return the case with its readings, its relations, and the decision in force."""
    ids = [member["id"] for member in case.members if member["id"]]
    inside = select(Layer.id).where(Layer.article_id == case.article_id, Layer.kind != "gold")
    rows = select(Annotation).where(Annotation.uuid.in_(ids), Annotation.layer_id.in_(inside))
    links = select(Relation).where(Relation.uuid.in_(ids), Relation.layer_id.in_(inside))
    decision = None if blind else cases.last_decision(session, case)
    return {
        **case_record(session, case, blind=blind),
        "readings": [annotation_record(row) for row in session.scalars(rows.order_by(Annotation.uuid))],
        "relations": [relation_record(row) for row in session.scalars(links.order_by(Relation.uuid))],
        "decision": decision.body if decision else None,
    }
