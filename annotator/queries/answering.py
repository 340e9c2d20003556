"""What answers a claim in its own article, and who the people named are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Annotation, Entity, Relation
from annotator.permissions import Actor
from annotator.queries import ledger
from annotator.queries.aliases import alias

_REBUTTAL = alias(Annotation)


def rebuttals_of(session: Session, claims: Sequence[Annotation]) -> dict[str, list[Annotation]]:
    """Return the live rebuttals of each claim in its layer, by the id of the claim."""
    found: dict[str, list[Annotation]] = defaultdict(list)
    query = (
        select(Annotation.uuid, _REBUTTAL)
        .join(Relation, (Relation.layer_id == Annotation.layer_id) & (Relation.to_uuid == Annotation.uuid))
        .join(_REBUTTAL, (_REBUTTAL.layer_id == Relation.layer_id) & (_REBUTTAL.uuid == Relation.from_uuid))
        .where(Annotation.id.in_([claim.id for claim in claims]), Relation.type == "rebuts")
        .where(Relation.withdrawn.is_(False), _REBUTTAL.withdrawn.is_(False))
        .order_by(_REBUTTAL.position)
    )
    for uuid, rebuttal in session.execute(query):
        found[uuid].append(rebuttal)
    return found


def names_of(session: Session, actor: Actor, project_id: int, uuids: Collection[str]) -> dict[str, str]:
    """Return the names of those entities that the actor may see, by id."""
    query = ledger.entities_visible_to(actor).where(Entity.project_id == project_id, Entity.uuid.in_(uuids))
    rows = session.execute(query.with_only_columns(Entity.uuid, Entity.name)) if uuids else ()
    return {uuid: name for uuid, name in rows}
