"""Which relations the gold has: those of readings that became gold, unless a case on them says otherwise."""

from __future__ import annotations

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from annotator.models import Annotation, Article, Layer, Relation
from annotator.queries import cases

Link = tuple[str, str, str]


def wanted(session: Session, article: Article) -> set[Link]:
    """Return the relations that the gold should have, as (type, from, to) of gold annotations."""
    of_reading = _gold_of_readings(session, article)
    contested, accepted = _ruled(session, article)
    links: set[Link] = set()
    for row in _handed_in(session, article):
        if row.uuid in contested and row.uuid not in accepted:
            continue
        for start in of_reading.get(row.from_uuid, []):
            for end in of_reading.get(row.to_uuid, []):
                if start != end:
                    links.add((row.type, start, end))
    return links


def _gold_of_readings(session: Session, article: Article) -> dict[str, list[str]]:
    query = (
        select(Annotation.uuid, Annotation.derived_from)
        .join(Layer, Layer.id == Annotation.layer_id)
        .where(Layer.article_id == article.id, Layer.kind == "gold", Annotation.withdrawn.is_(False))
    )
    found: dict[str, list[str]] = {}
    for uuid, derived_from in session.execute(query):
        for reading in derived_from:
            found.setdefault(reading, []).append(uuid)
    return found


def _ruled(session: Session, article: Article) -> tuple[set[str], set[str]]:
    """Return the relations that are in a case of their own, and those that a decision took."""
    contested: set[str] = set()
    accepted: set[str] = set()
    for case in cases.of_article(session, article):
        if case.primary == "relation":
            contested.update(member["id"] for member in case.members if member["id"])
            decision = cases.last_decision(session, case)
            if decision is not None and case.state == "decided" and decision.body["outcome"] == "accept":
                accepted.update((decision.body["chosen"] or {}).get("annotations", []))
    return contested, accepted


def _handed_in(session: Session, article: Article) -> list[Relation]:
    query = (
        select(Relation)
        .join(Layer, Layer.id == Relation.layer_id)
        .where(
            Layer.article_id == article.id,
            or_(and_(Layer.kind == "annotator", Layer.state != "open"), Layer.compared.is_(True)),
        )
        .where(Relation.withdrawn.is_(False))
        .order_by(Relation.id)
    )
    return list(session.scalars(query))
