"""Turn a ruling into gold: the annotations it makes point to their readings, the decision to all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.types import stamp
from annotator.domain.rulings import Chosen, Ruling, read_chosen
from annotator.models import Annotation, Article, Case, Decision, Layer, Project, Relation
from annotator.permissions import OPERATOR, Actor
from annotator.queries import cases, projects
from annotator.records.articles import article_record
from annotator.records.layers import annotation_record, relation_record
from annotator.records.sources import sources_cited
from annotator.services.desk.desks import Desk
from annotator.services.evidence import joining
from annotator.services.proof.history import Act, actor_name
from annotator.services.review import gold, gold_links, results, verdict_cases
from annotator.services.review.bench import Bench, bench
from exports.proof.aliases import renamed

AUTOMATIC = "auto"
Answer = tuple[str, tuple[str, ...]]
"""What a decision says: `gold` with the content of what it makes, or its outcome."""


def decide(session: Session, actor: Actor, place: Bench, ruling: Ruling, *, phase: str) -> Decision:
    """Store the decision and the gold it makes; what an earlier decision on the case made is withdrawn."""
    earlier = cases.last_decision(session, place.case)
    ruling = results.checked(place, ruling)
    act = Act(session, actor, "case:decide", place.project)
    layer = gold.gold_layer(session, place.project, place.article, act)
    drafts = _drafts(session, place, layer, ruling)
    if place.is_verdict:
        verdict_cases.apply(session, actor, place.project, place.article, place.readings, ruling, earlier)
    if earlier is not None:
        gold.withdraw(session, place.article, earlier.body["result"], act)
    named = {link["source"] for fields, _ in drafts for link in fields["sources"]}
    stand_in = joining.join(session, place.project, named, act)
    for fields, _ in drafts:
        fields["sources"] = renamed(fields["sources"], stand_in)
    made = [gold.add(session, layer, fields, derived_from=readings) for fields, readings in drafts]
    session.flush()
    act.touch_all(made, within="gold", article=place.article)
    gold.check_claims(session, place.project, made, list(place.readings), act)
    result = [*(row.uuid for row in made), *_relate(session, place, ruling, act)]
    decision = _decision(session, actor, place, ruling, result, earlier, phase)
    place.case.state = "decided"
    act.touch(decision, article=place.article)
    act.touch(place.case, article=place.article)
    act.record()
    return decision


def decide_second(session: Session, actor: Actor, place: Bench, ruling: Ruling, first: Decision) -> Decision:
    """Store a decision beside the first, which stays in force: it makes no gold; raises Invalid as any other."""
    ruling = results.checked(place, ruling)
    act = Act(session, actor, "case:second", place.project)
    answers = [answer(session, place, one) for one in (ruling_of(place.case, first.body), ruling)]
    row = _decision(session, actor, place, ruling, [], None, "blind")
    row.body, row.second_to = {**row.body, "second_to": first.uuid}, first.uuid
    row.differs = answers[0] != answers[1]
    act.touch(row, article=place.article)
    session.flush()
    act.record()
    return row


def would_make(session: Session, place: Bench, ruling: Ruling) -> list[dict[str, Any]]:
    """Return the columns of the gold annotations that the ruling makes, without making them."""
    if place.is_link:
        return []
    layer = gold.find(session, place.article)
    assert layer is not None
    return [fields for fields, _ in _drafts(session, place, layer, ruling)]


def answer(session: Session, place: Bench, ruling: Ruling) -> Answer:
    """Return what the ruling says of the case: two that say the same make the same gold."""
    if place.is_link:
        taken = [place.links[uuid] for uuid in ruling.chosen.ids if uuid in place.links]
        return ruling.outcome, tuple(sorted(f"{row.type} {row.from_uuid} {row.to_uuid}" for row in taken))
    if place.is_verdict:
        return ruling.outcome, (*sorted(ruling.chosen.ids), repr(sorted(ruling.chosen.content.items())))
    contents = tuple(sorted(map(results.content_of, would_make(session, place, ruling))))
    return "gold" if contents else ruling.outcome, contents


def ruling_of(case: Case, body: Mapping[str, Any]) -> Ruling:
    """Return the ruling that a decision was made by, as if it were made on the case as it stands."""
    return Ruling(
        case.version,
        body["outcome"],
        read_chosen(body["chosen"]),
        body["reason"] or "other",
        body["rationale"] or "As decided before.",
        body["confidence"],
    )


def accept_automatically(
    session: Session, project: Project, article: Article, case: Case, *, chosen: str | None = None
) -> None:
    """Accept the reading chosen, or the one all agree on, unless the gold would lack what a reviewer must say."""
    place = bench(session, project, article, case)
    chosen = chosen or next(iter(place.readings or place.links), None)
    if chosen is None or (place.readings and _lacks(session, place, place.readings[chosen])):
        return
    ruling = Ruling(case.version, "accept", Chosen((chosen,)), None, None, None)
    decide(session, OPERATOR, place, ruling, phase=AUTOMATIC)


def void(session: Session, article: Article, case: Case, act: Act) -> None:
    """Set a case aside whose readings are no more, and the gold that came of it."""
    earlier = cases.last_decision(session, case)
    if earlier is not None:
        gold.withdraw(session, article, earlier.body["result"], act)
    case.state = "void"
    act.touch(case, article=article)


def _drafts(session: Session, place: Bench, layer: Layer, ruling: Ruling) -> results.Made:
    if place.is_verdict or place.is_link:
        return []
    desk = Desk(place.project, place.article, layer, projects.scheme(session, place.project))
    return results.of_ruling(session, desk, place, ruling)


def _decision(
    session: Session,
    actor: Actor,
    place: Bench,
    ruling: Ruling,
    result: list[str],
    earlier: Decision | None,
    phase: str,
) -> Decision:
    body: dict[str, Any] = {
        "id": clock.new_id(),
        "case": place.case.public_id,
        "case_version": place.case.version,
        "reviewer": AUTOMATIC if phase == AUTOMATIC else actor_name(session, actor, place.project),
        "phase": phase,
        "outcome": ruling.outcome,
        "compared": [*place.readings, *place.links],
        "chosen": ruling.chosen.to_record(),
        "result": result,
        "reason": ruling.reason,
        "rationale": ruling.rationale,
        "confidence": ruling.confidence,
        "seconds": ruling.seconds,
        "shown_order": list(ruling.shown),
        "created": stamp(clock.now()),
        "supersedes": earlier.uuid if earlier else None,
    }
    account = None if phase == AUTOMATIC else actor.account_id
    row = Decision(
        uuid=body["id"], article_id=place.article.id, case_id=place.case.id, account_id=account, body=body
    )
    session.add(row)
    return row


def _relate(session: Session, place: Bench, ruling: Ruling, act: Act) -> list[str]:
    """Bring the relations of the gold in step; return those that came, and those that this ruling takes."""
    wanted = gold_links.wanted(session, place.article, (place.case, ruling))
    live = gold.set_relations(session, place.article, wanted, act)
    drawn = [place.links[uuid] for uuid in gold_links.taken(ruling) if uuid in place.links]
    taken = gold_links.in_gold(session, place.article, drawn)
    return [uuid for key, (uuid, is_new) in sorted(live.items()) if is_new or key in taken]


def _lacks(session: Session, place: Bench, reading: Annotation) -> bool:
    """Tell whether the reading, taken as gold, would leave a hole."""
    query = select(Relation).where(
        Relation.layer_id == reading.layer_id,
        Relation.from_uuid == reading.uuid,
        Relation.withdrawn.is_(False),
    )
    record = annotation_record(reading) | {"attributes": results.for_gold(reading, _scheme(session, place))}
    outgoing = [relation_record(row) for row in session.scalars(query)]
    sources = sources_cited(session, place.project, [record])
    about = article_record(place.article, place.project.slug)
    return bool(_scheme(session, place).gold_holes(record, outgoing, about, sources)[0])


def _scheme(session: Session, place: Bench) -> Any:
    return projects.scheme(session, place.project)
