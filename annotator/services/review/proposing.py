"""Propose on cases what to take, from the votes and from what is known of who votes; proposals are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.cases.advice import Advice, Option, advise, advise_on_links, advise_on_verdicts
from annotator.domain.cases.anchoring import offer
from annotator.domain.cases.readings import Link, Reading
from annotator.domain.cases.verdicts import VERDICT
from annotator.models import Annotation, Article, Case, Project, Proposal
from annotator.queries import cases, projects, proposals
from annotator.records.readings import joined, same_things
from annotator.services.review import crowds
from annotator.services.review.crowds import THOUSAND

OPEN = ("kind", "tag", "segments", "attributes", "ids")
"""What an option on an open case tells."""

Record = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """What proposals on the cases of an article are made of: its readings and links by id."""

    readings: Mapping[str, Reading]
    links: Mapping[str, Link]


def propose(
    session: Session, project: Project, article: Article, wanted: Iterable[Case], material: Material
) -> int:
    """Make and keep the proposals on these cases; return how many are new, or no longer what they were."""
    known = crowds.known(session, project)
    rules = _rules(session, project)
    same = same_things(session, project)
    raw = _raw(session, material)
    shapes = _shapes(session, article, material.links)
    made = 0
    for case in wanted:
        advice = _advice(case, material, known.crowd, rules, shapes)
        if advice is not None:
            options = [_option(option, _back(option, raw, same)) for option in advice.options]
            made += _keep(session, case, advice, options, known.crowd.groups)
    session.flush()
    return made


def view(session: Session, project: Project, case: Case) -> Record | None:
    """Return what may be shown of the proposal on the case: all of it once it is decided, nothing before.

    Where the project shows proposals first, an open case tells its options and which is offered, never who is
    for them. `confidence` is a share of 1 once enough decisions were seen to hold it against; until then it is
    null, and the ground tells the votes.
    """
    row = proposals.latest(session, case)
    if row is None or (case.state == "open" and not project.proposals_first):
        return None
    if case.state == "open":
        shown = [{name: option[name] for name in OPEN} for option in row.options]
        return {"options": shown, "offered": offer(case.public_id, row.options, row.chosen).option}
    curve = crowds.known(session, project).curve
    return {
        "method": row.method,
        "options": [_shown(option) for option in row.options],
        "chosen": row.chosen,
        "ground": row.ground,
        "confidence": curve.at(row.confidence / THOUSAND) if curve else None,
        "decisions": curve.decisions if curve else None,
    }


def _advice(case: Case, material: Material, crowd: Any, rules: Any, shapes: Mapping[str, str]) -> Advice | None:
    readings = _readings(case, material)
    if case.primary == VERDICT:
        return advise_on_verdicts(readings)
    if readings:
        return advise(readings, case.missing, crowd, rules)
    links = [material.links[uuid] for uuid in _ids(case) if uuid in material.links]
    return advise_on_links(links, shapes, case.missing) if links else None


def _readings(case: Case, material: Material) -> list[Reading]:
    return [material.readings[uuid] for uuid in _ids(case) if uuid in material.readings]


def _ids(case: Case) -> list[str]:
    return [member["id"] for member in case.members if member["id"] and member["role"] != "duplicate"]


def _rules(session: Session, project: Project) -> Mapping[str, Any]:
    tags = projects.scheme(session, project).tags
    return {tag: {n: a for n, a in rule.attributes.items() if a.gold != "never"} for tag, rule in tags.items()}


def _shapes(session: Session, article: Article, links: Mapping[str, Link]) -> dict[str, str]:
    """Return what each link says between the cases of its ends: its type, and in which direction."""
    at = {m["id"]: case.public_id for case in cases.of_article(session, article) for m in case.members}
    return {uuid: f"{link.type} {at.get(link.start, '')} {at.get(link.end, '')}" for uuid, link in links.items()}


def _keep(session: Session, case: Case, advice: Advice, options: list[Record], groups: int) -> bool:
    """Keep the advice as the case's proposal by this method, in place of what less was known of."""
    row = proposals.latest(session, case)
    if row is None or row.method != advice.method:
        row = Proposal(case_id=case.id, case_version=case.version, method=advice.method, options=None)
        session.add(row)
    sure = round(THOUSAND * advice.confidence)
    fresh = (row.options, row.chosen, row.confidence) != (options, advice.chosen, sure)
    row.options, row.chosen, row.confidence = options, advice.chosen, sure
    row.votes, row.ground, row.params = dict(advice.votes), advice.ground, {"groups": groups}
    return fresh


def _shown(option: Record) -> Record:
    probable = None if option["p"] is None else option["p"] / THOUSAND
    return {**{name: value for name, value in option.items() if name != "alike"}, "p": probable}


def _raw(session: Session, material: Material) -> dict[str, Mapping[str, Any]]:
    query = select(Annotation.uuid, Annotation.attributes).where(Annotation.uuid.in_(list(material.readings)))
    return {uuid: attributes for uuid, attributes in session.execute(query)}


def _back(option: Option, raw: Mapping[str, Mapping[str, Any]], same: Mapping[str, str]) -> dict[str, str]:
    """Return the id of an entity, as one of these readings names it, by the name under which it is compared."""
    said = [value for attributes in raw.values() for value in attributes.values()]
    mine = [value for uuid in option.ids for value in raw.get(uuid, {}).values()]
    return {same[uuid]: uuid for uuid in _strings([*said, *mine]) if uuid in same}


def _strings(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _strings(value)


def _option(option: Option, back: Mapping[str, str]) -> Record:
    return {
        "kind": option.kind,
        "tag": option.tag,
        "segments": [{"start": segment.start, "end": segment.end} for segment in option.segments],
        "attributes": {name: joined(value, dict(back)) for name, value in option.attributes.items()},
        "ids": list(option.ids),
        "alike": list(option.alike),
        "support": list(option.support),
        "p": None if option.share is None else round(THOUSAND * option.share),
    }


def material_of(readings: Iterable[Reading], links: Iterable[Link]) -> Material:
    """Return readings and links of an article as material."""
    return Material({one.id: one for one in readings}, {one.id: one for one in links})
