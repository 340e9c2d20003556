"""Decide between the verdicts that annotators propose on a claim: the decision is the fact-check's verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.cases.verdicts import VERDICT
from annotator.domain.rulings import Ruling
from annotator.domain.verdicts import NOT_CHECKED, PARTS
from annotator.errors import Conflict, Invalid
from annotator.models import Annotation, Article, Decision, FactCheck, Layer, Mention, Project
from annotator.permissions import Actor
from annotator.services.evidence import proposals, verdicts

LEFT_OPEN = frozenset({"reject", "undecidable"})
NO_CLAIM = "Decide first whether this is a claim; the verdict is given on the gold claim."
NO_OUTCOME = "Of the verdicts proposed one is taken (accept), changed (amend), or none (reject)."
Readings = Mapping[str, Annotation]
Record = dict[str, Any]


def apply(
    session: Session,
    actor: Actor,
    project: Project,
    article: Article,
    readings: Readings,
    ruling: Ruling,
    earlier: Decision | None,
) -> None:
    """Give the fact-check of the claim the verdict that was taken; what a decision before gave is taken back.

    Raises Conflict `not_ready` before the claim is gold, Invalid for another outcome, or for want of evidence.
    """
    check = check_of(session, project, article, readings)
    if ruling.outcome in LEFT_OPEN:
        gave = earlier is not None and earlier.body["outcome"] not in LEFT_OPEN
        if gave and check is not None:
            _decide(session, actor, project, check, {VERDICT: NOT_CHECKED})
        return
    if ruling.outcome not in {"accept", "amend"}:
        raise Invalid("unknown_value", NO_OUTCOME, pointer="/outcome")
    if check is None:
        raise Conflict("not_ready", NO_CLAIM)
    _cite(check, readings)
    _decide(session, actor, project, check, _verdict(session, readings, ruling))


def check_of(session: Session, project: Project, article: Article, readings: Readings) -> FactCheck | None:
    """Return the fact-check of the gold claim that was made of one of these readings, or of one beside them."""
    gold = select(Annotation).join(Layer, Layer.id == Annotation.layer_id)
    gold = gold.where(Layer.article_id == article.id, Layer.kind == "gold", Annotation.withdrawn.is_(False))
    made = [row.uuid for row in session.scalars(gold) if set(readings) & set(row.derived_from)]
    query = select(FactCheck).join(Mention, Mention.fact_check_id == FactCheck.id)
    query = query.where(FactCheck.project_id == project.id, Mention.annotation_uuid.in_(made))
    return session.scalar(query.order_by(FactCheck.id).limit(1))


def _verdict(session: Session, readings: Readings, ruling: Ruling) -> Record:
    """Return the verdict of the reading taken, with what is said otherwise."""
    taken = [uuid for uuid in ruling.chosen.ids if uuid in readings]
    if len(taken) > 1 or (ruling.outcome == "accept" and not taken):
        raise Invalid("missing_field", "Say whose verdict is taken (chosen): one of them.", pointer="/chosen")
    [said] = proposals.of_readings(session, taken) or [{}]
    otherwise = ruling.chosen.content.get("attributes", {}) if ruling.outcome == "amend" else {}
    verdict = {name: said.get(name) for name in PARTS} | dict(otherwise)
    return verdict | {"missing_context": bool(verdict.get("missing_context"))}


def _cite(check: FactCheck, readings: Readings) -> None:
    """Put what the readings cite for or against the claim among its evidence."""
    there = list(check.body.get("evidence") or [])
    known = {(link["source"], link["stance"]) for link in there}
    for row in readings.values():
        for link in row.sources:
            if link["stance"] != "origin" and (link["source"], link["stance"]) not in known:
                known.add((link["source"], link["stance"]))
                there.append(dict(link))
    check.body = {**check.body, "evidence": there}


def _decide(session: Session, actor: Actor, project: Project, check: FactCheck, given: Record) -> None:
    session.flush()
    verdicts.decide(session, actor, project, check.uuid, given, if_match=check.version)
