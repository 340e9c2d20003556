"""Which relations the gold has: those of readings that became gold, unless a case on them says otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from annotator.domain.rulings import Ruling, read_chosen
from annotator.models import Annotation, Article, Case, Layer, Relation
from annotator.queries import cases

Link = tuple[str, str, str]


def wanted(session: Session, article: Article, now: tuple[Case, Ruling] | None = None) -> set[Link]:
    """Return the relations that the gold should have, as (type, from, to) of gold annotations.

    `now` is a case with the ruling that is being made on it, in place of the decision in force.
    """
    contested, accepted = _ruled(session, article, *(now or (None, None)))
    drawn = (row for row in _handed_in(session, article) if row.uuid not in contested or row.uuid in accepted)
    return in_gold(session, article, drawn)


def in_gold(session: Session, article: Article, drawn: Iterable[Relation]) -> set[Link]:
    """Return what these relations of readings are between the gold annotations that were made of their ends."""
    of_reading = _gold_of_readings(session, article)
    return {
        (row.type, start, end)
        for row in drawn
        for start in of_reading.get(row.from_uuid, [])
        for end in of_reading.get(row.to_uuid, [])
        if start != end
    }


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


def _ruled(
    session: Session, article: Article, ruled: Case | None, ruling: Ruling | None
) -> tuple[set[str], set[str]]:
    """Return the relations that are in a case of their own, and those that a decision took."""
    contested: set[str] = set()
    accepted: set[str] = set()
    for case in cases.of_article(session, article):
        if case.primary == "relation":
            contested.update(member["id"] for member in case.members if member["id"])
            accepted.update(taken(ruling) if ruling and case is ruled else _decided(session, case))
    return contested, accepted


def taken(ruling: Ruling) -> tuple[str, ...]:
    """Return the ids of what the ruling takes as it is."""
    return ruling.chosen.ids if ruling.outcome == "accept" else ()


def _decided(session: Session, case: Case) -> Iterable[str]:
    decision = cases.last_decision(session, case)
    if decision is None or case.state != "decided" or decision.body["outcome"] != "accept":
        return ()
    return read_chosen(decision.body["chosen"]).ids


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
