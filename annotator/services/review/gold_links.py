"""Which relations the gold has: those of readings that became gold, unless a case on them says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from annotator.domain.rulings import Ruling, read_chosen
from annotator.models import Annotation, Article, Case, Layer, Project, Relation
from annotator.queries import cases, projects
from exports.links import Links

Link = tuple[str, str, str]


def wanted(session: Session, article: Article, now: tuple[Case, Ruling] | None = None) -> set[Link]:
    """Return the relations that the gold should have, as (type, from, to) of gold annotations.

    `now` is a case with the ruling that is being made on it, in place of the decision in force. What the scheme
    does not allow between the tags that were decided, or would run in a circle, is left out.
    """
    contested, accepted = _ruled(session, article, *(now or (None, None)))
    drawn = [row for row in _handed_in(session, article) if row.uuid not in contested or row.uuid in accepted]
    scheme = projects.scheme(session, session.get_one(Project, article.project_id))
    legal = Links(scheme.relations, {row.uuid: row.tag for row in _gold(session, article)})
    return {link for link in in_gold(session, article, drawn) if legal.add(*link) is None}


def in_gold(session: Session, article: Article, drawn: Iterable[Relation]) -> list[Link]:
    """Return what these relations of readings are between the gold annotations that were made of their ends."""
    of_reading: dict[str, list[str]] = {}
    for made in _gold(session, article):
        for reading in made.derived_from:
            of_reading.setdefault(reading, []).append(made.uuid)
    return [
        (row.type, start, end)
        for row in drawn
        for start in of_reading.get(row.from_uuid, [])
        for end in of_reading.get(row.to_uuid, [])
    ]


def _gold(session: Session, article: Article) -> Sequence[Annotation]:
    query = select(Annotation).join(Layer, Layer.id == Annotation.layer_id)
    query = query.where(Layer.article_id == article.id, Layer.kind == "gold", Annotation.withdrawn.is_(False))
    return session.scalars(query.order_by(Annotation.id)).all()


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
