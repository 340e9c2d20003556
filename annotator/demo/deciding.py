"""What the reviewer of the demo decides, and the verdicts on the claims that became gold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from annotator.demo import reading
from annotator.domain.verdicts import OWNED
from annotator.models import Annotation, Article, Case, FactCheck, Layer, Mention
from annotator.permissions import Actor
from annotator.queries import cases
from annotator.services.evidence import ledger
from annotator.services.review import adjudicating

if TYPE_CHECKING:
    from annotator.demo.making import Making

Json = dict[str, Any]
REVIEWER = "reviewer"
DECISION = ("outcome", "reason", "rationale", "confidence")


def decide(making: Making, name: str, article: Article, given: Json) -> None:
    """Decide the cases that the file speaks of, then give the verdicts."""
    actor = making.actor(REVIEWER)
    for ruling in given["decisions"]:
        key = " ".join(ruling["link"]) if "link" in ruling else ruling["of"]
        case = find_case(making, name, article, key)
        if case is not None:
            adjudicating.settle(
                making.session, actor, case.public_id, _body(making, name, given, ruling, key, case)
            )
    for key, about in given["annotations"].items():
        if "verdict" in about and given["decisions"]:
            _check(making, actor, name, key, about["verdict"])


def find_case(making: Making, name: str, article: Article, key: str) -> Case | None:
    """Return the open case that holds somebody's reading of that name; None when all agreed on it."""
    mine = {uuid for (where, _, what), uuid in making.made.items() if (where, what) == (name, key)}
    for case in cases.of_article(making.session, article):
        if case.state == "open" and mine & {member["id"] for member in case.members}:
            return case
    return None


def _body(making: Making, name: str, given: Json, ruling: Json, key: str, case: Case) -> Json:
    body = {"outcome": "accept", **{field: ruling[field] for field in DECISION if field in ruling}}
    if "take" in ruling:
        chosen: Json = {"annotations": [making.made[name, ruling["take"], key]]}
        about = given["annotations"].get(key, {})
        attributes = dict(ruling.get("attributes", {}))
        if "gold" in about:
            attributes["normalized"] = about["gold"]
        if attributes:
            chosen["attributes"] = reading.named(about["tag"], attributes, making.scheme, making.ids)
        body["chosen"] = chosen
    return {**body, "case_version": case.version}


def _check(making: Making, actor: Actor, name: str, key: str, verdict: Json) -> None:
    check = _fact_check(making, name, key)
    if check is None:
        return
    evidence = reading.links(verdict["evidence"], making.ids)
    said = {
        "evidence": evidence,
        "questions": [_question(one, making.ids) for one in verdict.get("questions", ())],
    }
    for ruling in ({**verdict, **verdict.get("before", {})}, verdict):
        body = {key: value for key, value in check.body.items() if key not in (*OWNED, "id")}
        body |= {key: value for key, value in ruling.items() if key != "before"} | said
        ledger.put_fact_check(making.session, actor, making.project, check.uuid, body, if_match=check.version)


def _question(given: Json, ids: Mapping[str, str]) -> Json:
    answers = [{**one, "source": ids[one["source"]] if one.get("source") else None} for one in given["answers"]]
    return {**given, "answers": answers}


def _fact_check(making: Making, name: str, key: str) -> FactCheck | None:
    """Return the fact-check of the gold claim that came of the readings of that name."""
    readings = {uuid for (where, _, what), uuid in making.made.items() if (where, what) == (name, key)}
    query = (
        select(Annotation, FactCheck)
        .join(Mention, Mention.annotation_uuid == Annotation.uuid)
        .join(FactCheck, FactCheck.id == Mention.fact_check_id)
        .join(Layer, Layer.id == Annotation.layer_id)
        .where(Layer.article_id == making.articles[name].id, Layer.kind == "gold")
        .where(Annotation.withdrawn.is_(False))
    )
    found = (check for row, check in making.session.execute(query) if readings & set(row.derived_from))
    return next(found, None)
