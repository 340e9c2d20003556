"""What the reviewer of the demo decides, and the verdicts on the claims that became gold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from annotator.demo import reading
from annotator.demo.stage import Stage
from annotator.domain.verdicts import OWNED
from annotator.models import Annotation, Article, Case, FactCheck, Layer, Mention
from annotator.permissions import Actor
from annotator.queries import cases
from annotator.services.evidence import ledger
from annotator.services.review import adjudicating

Json = dict[str, Any]
REVIEWER = "reviewer"
DECISION = ("outcome", "reason", "rationale", "confidence")


def decide(stage: Stage, name: str, article: Article, given: Json) -> None:
    """Decide the cases that the file speaks of, then give the verdicts."""
    actor = stage.actor(REVIEWER)
    for ruling in given["decisions"]:
        key = " ".join(ruling["link"]) if "link" in ruling else ruling["of"]
        case = find_case(stage, name, article, key)
        if case is not None:
            adjudicating.settle(stage.session, actor, case.public_id, _body(stage, name, given, ruling, key, case))
    for key, about in given["annotations"].items():
        if "verdict" in about and given["decisions"]:
            _check(stage, actor, name, key, about["verdict"])


def find_case(stage: Stage, name: str, article: Article, key: str) -> Case | None:
    """Return the open case that holds somebody's reading of that name; None when all agreed on it."""
    mine = {uuid for (where, _, what), uuid in stage.made.items() if (where, what) == (name, key)}
    for case in cases.of_article(stage.session, article):
        if case.state == "open" and mine & {member["id"] for member in case.members}:
            return case
    return None


def _body(stage: Stage, name: str, given: Json, ruling: Json, key: str, case: Case) -> Json:
    body = {"outcome": "accept", **{field: ruling[field] for field in DECISION if field in ruling}}
    if "take" in ruling:
        chosen: Json = {"annotations": [stage.made[name, ruling["take"], key]]}
        about = given["annotations"].get(key, {})
        attributes = dict(ruling.get("attributes", {}))
        if "gold" in about:
            attributes["normalized"] = about["gold"]
        if attributes:
            chosen["attributes"] = reading.named(about["tag"], attributes, stage.scheme, stage.ids)
        body["chosen"] = chosen
    return {**body, "case_version": case.version}


def _check(stage: Stage, actor: Actor, name: str, key: str, verdict: Json) -> None:
    check = _fact_check(stage, name, key)
    if check is None:
        return
    evidence = reading.links(verdict["evidence"], stage.ids)
    said = {
        "evidence": evidence,
        "questions": [_question(one, stage.ids) for one in verdict.get("questions", ())],
    }
    for ruling in ({**verdict, **verdict.get("before", {})}, verdict):
        body = {key: value for key, value in check.body.items() if key not in (*OWNED, "id")}
        body |= {key: value for key, value in ruling.items() if key != "before"} | said
        ledger.put_fact_check(stage.session, actor, stage.project, check.uuid, body, if_match=check.version)


def _question(given: Json, ids: Mapping[str, str]) -> Json:
    answers = [{**one, "source": ids[one["source"]] if one.get("source") else None} for one in given["answers"]]
    return {**given, "answers": answers}


def _fact_check(stage: Stage, name: str, key: str) -> FactCheck | None:
    """Return the fact-check of the gold claim that came of the readings of that name."""
    readings = {uuid for (where, _, what), uuid in stage.made.items() if (where, what) == (name, key)}
    query = (
        select(Annotation, FactCheck)
        .join(Mention, Mention.annotation_uuid == Annotation.uuid)
        .join(FactCheck, FactCheck.id == Mention.fact_check_id)
        .join(Layer, Layer.id == Annotation.layer_id)
        .where(Layer.article_id == stage.articles[name].id, Layer.kind == "gold")
        .where(Annotation.withdrawn.is_(False))
    )
    found = (check for row, check in stage.session.execute(query) if readings & set(row.derived_from))
    return next(found, None)
