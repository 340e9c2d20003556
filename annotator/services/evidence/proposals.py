"""What annotators propose as verdict on a claim: shown beside its fact-check, kept there when it becomes gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.types import stamp
from annotator.models import Annotation, Article, FactCheck, Layer, Mention, Project
from annotator.permissions import Actor
from annotator.queries import layers, ledger

Record = dict[str, Any]
SAID = ("by", "verdict", "missing_context", "rating", "justification")


@dataclass(frozen=True)
class Proposal:
    """A verdict proposed on a claim, where the claim stands, and the fact-check it is on, if there is one."""

    annotation: Annotation
    layer: str
    article: Article
    check: FactCheck | None
    said: Record

    @property
    def words(self) -> str:
        """The claim in its normalised wording, else as it stands in the text."""
        own: str | None = self.annotation.attributes.get("normalized")
        return own or " … ".join(segment["exact"] for segment in self.annotation.anchor["segments"])


def listed(session: Session, actor: Actor, project: Project) -> list[Proposal]:
    """Return the proposals in the layers that the actor may read, by article and place."""
    checks = _checks_by_claim(session, actor, project)
    rows = session.execute(_proposing(actor, project.id).order_by(Article.id, Layer.name, Annotation.position))
    return [
        Proposal(row, name, article, checks.get(row.uuid), _proposal(row.attributes, name))
        for row, name, article in rows
        if row.attributes.get("proposed_verdict")
    ]


def beside(session: Session, actor: Actor, check: FactCheck) -> list[Record]:
    """Return what was proposed on a fact-check: what it keeps, and what its working mentions propose now."""
    kept: list[Record] = check.body.get("proposals") or []
    found = [
        _proposal(row.attributes, name)
        for row, name, _ in session.execute(
            _proposing(actor, check.project_id, Annotation.uuid.in_(check.body.get("mentions") or []))
        )
        if row.attributes.get("proposed_verdict")
    ]
    return [*kept, *not_among(kept, found)]


def not_among(known: Sequence[Record], proposed: Sequence[Record]) -> list[Record]:
    """Return what is proposed that nobody of the same name has proposed before, whenever that was."""
    said = [{name: one.get(name) for name in SAID} for one in known]
    return [one for one in proposed if {name: one.get(name) for name in SAID} not in said]


def of_readings(session: Session, uuids: Sequence[str]) -> list[Record]:
    """Return the verdict that each reading proposes, under the pseudonym of its layer, as of now."""
    query = select(Annotation.attributes, Layer.name).join(Layer, Layer.id == Annotation.layer_id)
    query = query.where(Annotation.uuid.in_(uuids), Annotation.withdrawn.is_(False), Layer.kind != "gold")
    return [
        {**_proposal(attributes, name), "at": stamp(clock.now())}
        for attributes, name in session.execute(query.order_by(Layer.name))
        if attributes.get("proposed_verdict")
    ]


def _proposing(actor: Actor, project_id: int, *conditions: ColumnElement[bool]) -> Any:
    inside = layers.visible_to(actor).where(Article.project_id == project_id).with_only_columns(Layer.id)
    return (
        select(Annotation, Layer.name, Article)
        .join(Layer, Layer.id == Annotation.layer_id)
        .join(Article, Article.id == Layer.article_id)
        .where(Annotation.layer_id.in_(inside), Layer.kind != "gold", Annotation.tag == "claim")
        .where(Annotation.withdrawn.is_(False), *conditions)
    )


def _checks_by_claim(session: Session, actor: Actor, project: Project) -> dict[str, FactCheck]:
    """Return the fact-check of each claim that is its mention, and of each reading that it comes from."""
    seen = ledger.fact_checks_visible_to(actor).where(FactCheck.project_id == project.id)
    rows = {row.id: row for row in session.scalars(seen)}
    query = select(Mention.fact_check_id, Mention.annotation_uuid, Annotation.derived_from).join(
        Annotation, Annotation.uuid == Mention.annotation_uuid
    )
    found: dict[str, FactCheck] = {}
    for number, uuid, derived_from in session.execute(query.where(Mention.fact_check_id.in_(rows))):
        found |= dict.fromkeys([uuid, *derived_from], rows[number])
    return found


def _proposal(attributes: Record, name: str) -> Record:
    scale, _, rating = (attributes.get("proposed_rating") or "").partition(":")
    return {
        "by": name,
        "verdict": attributes["proposed_verdict"],
        "missing_context": attributes.get("proposed_missing_context"),
        "rating": {"scale": scale, "id": rating} if rating else None,
        "justification": attributes.get("proposed_justification"),
        "blind": False,
        "at": None,
    }
