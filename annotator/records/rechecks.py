"""A second look and its items, as pages and the API show them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Annotation, Article, Case, Recheck, RecheckItem, Relation
from annotator.queries.rechecks import Progress

Record = dict[str, Any]


def recheck_record(row: Recheck, progress: Progress) -> Record:
    """Return the second look, with how far the items are that the asker may see."""
    return {
        "id": row.public_id,
        "basis": row.basis,
        "version": row.version,
        "parts": row.parts,
        "closed": row.closed,
        "progress": progress_record(progress),
    }


def progress_record(progress: Progress) -> Record:
    """Return how many items there are, and how many in each state."""
    return {
        "items": progress.all,
        "open": progress.open,
        "kept": progress.kept,
        "changed": progress.changed,
        "passed": progress.passed,
    }


def item_record(session: Session, item: RecheckItem, state: str, article: Article) -> Record:
    """Return an item: where it is, and the annotation, relation or case that is looked at.

    `annotation` of a relation is the one it comes from; `words` are then those of both ends.
    """
    link = _relation(session, item)
    row = _annotation(session, item, link.from_uuid if link else item.annotation)
    other = _annotation(session, item, link.to_uuid) if link else None
    case = session.get_one(Case, item.case_id) if item.case_id else None
    return {
        "number": item.number,
        "state": state,
        "article": article.public_id,
        "title": article.title,
        "annotation": row.uuid if row else item.annotation,
        "relation": link.uuid if link else None,
        "case": case.public_id if case else None,
        "kind": case.primary if case else None,
        "tag": row.tag if row else next(iter(case.tags.split()), None) if case else None,
        "words": " → ".join(_words(article, one, case) for one in ((row, other) if link else (row,))),
    }


def _annotation(session: Session, item: RecheckItem, uuid: str | None) -> Annotation | None:
    query = select(Annotation).where(Annotation.layer_id == item.layer_id, Annotation.uuid == uuid)
    return session.scalar(query) if uuid else None


def _relation(session: Session, item: RecheckItem) -> Relation | None:
    query = select(Relation).where(Relation.layer_id == item.layer_id, Relation.uuid == item.annotation)
    return session.scalar(query) if item.annotation else None


def _words(article: Article, row: Annotation | None, case: Case | None) -> str:
    if row is not None:
        return " … ".join(part["exact"] for part in row.anchor["segments"])
    if case is not None and case.start is not None and case.end is not None:
        return article.text[case.start : case.end]
    return ""
