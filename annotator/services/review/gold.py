"""The gold layer: written by decisions alone, with a fact-check for every claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import Conflict
from annotator.models import (
    Annotation,
    Article,
    Assignment,
    Decision,
    FactCheck,
    Layer,
    Mention,
    Project,
    Relation,
)
from annotator.permissions import OPERATOR
from annotator.queries import layers, projects
from annotator.records.articles import article_record
from annotator.records.layers import annotation_record, relation_record
from annotator.records.sources import sources_cited
from annotator.services.evidence import proposals
from annotator.services.proof.history import Act

CLAIM_LIMIT = 500


def gold_layer(session: Session, project: Project, article: Article, act: Act) -> Layer:
    """Return the gold of the article, made empty where there is none; raises Conflict when it is released."""
    layer = find(session, article)
    if layer is None:
        layer = Layer(
            article_id=article.id,
            name="gold",
            kind="gold",
            state="open",
            guideline_version=project.guideline_version,
            scheme_version=project.scheme_version,
            positions=0,
        )
        session.add(layer)
        session.flush()
        act.touch(layer, article=article)
    if layer.state == "released":
        raise Conflict("layer_frozen", "This gold is part of a release; reopen it for the next one first.")
    return layer


def find(session: Session, article: Article) -> Layer | None:
    """Return the gold of the article, if there is one."""
    return session.scalar(select(Layer).where(Layer.article_id == article.id, Layer.kind == "gold"))


def came_along(session: Session, article: Article) -> bool:
    """Tell whether the article is done as it came: an import brought its gold, and nobody here is to read it."""
    assigned = select(Assignment.id).where(Assignment.article_id == article.id, Assignment.slot.is_not(None))
    if session.scalar(assigned.limit(1)) is not None:
        return False
    held = select(Annotation.id).join(Layer, Layer.id == Annotation.layer_id)
    held = held.where(Layer.article_id == article.id, Layer.kind == "gold")
    if session.scalar(held.limit(1)) is None:
        return False
    ruled = select(Decision.id).where(Decision.article_id == article.id, Decision.case_id.is_not(None))
    return session.scalar(ruled.limit(1)) is None


def add(session: Session, layer: Layer, fields: dict[str, Any], *, derived_from: Iterable[str]) -> Annotation:
    """Add one gold annotation that points to the readings it comes from."""
    layer.positions += 1
    row = Annotation(
        layer_id=layer.id,
        uuid=clock.new_id(),
        position=layer.positions,
        origin="adjudication",
        version=1,
        derived_from=list(derived_from),
        withdrawn=False,
        **fields,
    )
    session.add(row)
    return row


def withdraw(session: Session, article: Article, uuids: Iterable[str], act: Act) -> None:
    """Withdraw what an earlier decision made, and the relations that hang on it; a release stays as it is."""
    layer = find(session, article)
    wanted = list(uuids)
    if layer is None or layer.state == "released" or not wanted:
        return
    rows = select(Annotation).where(Annotation.layer_id == layer.id, Annotation.uuid.in_(wanted))
    for row in session.scalars(rows.where(Annotation.withdrawn.is_(False))):
        row.withdrawn, row.version = True, row.version + 1
        act.touch(row, within="gold", article=article)
    links = select(Relation).where(Relation.layer_id == layer.id, Relation.withdrawn.is_(False))
    for link in session.scalars(links.where(Relation.from_uuid.in_(wanted) | Relation.to_uuid.in_(wanted))):
        link.withdrawn, link.version = True, link.version + 1
        act.touch(link, within="gold", article=article)


def check_claims(
    session: Session, project: Project, made: Sequence[Annotation], compared: Sequence[str], act: Act
) -> None:
    """Give every new gold claim its fact-check: that of the same readings where there is one, or a new one.

    What any of the readings compared proposes on the one claim is kept there, also of those not taken.
    """
    claims = [row for row in made if row.tag == "claim"]
    for row in claims:
        _check_claim(session, project, row, compared if len(claims) == 1 else row.derived_from, act)


def set_relations(
    session: Session, article: Article, wanted: set[tuple[str, str, str]], act: Act
) -> dict[tuple[str, str, str], tuple[str, bool]]:
    """Bring the relations of the gold to those wanted, as (type, from, to).

    Returns the id of each that the gold now has, and whether it came only now.
    """
    layer = find(session, article)
    if layer is None:
        return {}
    rows = session.scalars(select(Relation).where(Relation.layer_id == layer.id)).all()
    there = {(row.type, row.from_uuid, row.to_uuid): row for row in rows}
    fresh = {key: _relate(session, layer, *key) for key in sorted(wanted - there.keys())}
    changed = {key: row for key, row in there.items() if row.withdrawn == (key in wanted)}
    for key, row in changed.items():
        row.withdrawn, row.version = key not in wanted, row.version + 1
    act.touch_all([*fresh.values(), *changed.values()], within="gold", article=article)
    live = {**there, **fresh}
    return {key: (live[key].uuid, key in fresh or key in changed) for key in wanted}


def set_state(session: Session, project: Project, article: Article, *, done: bool) -> None:
    """Say whether the gold is adjudicated: done, and nothing that gold needs is missing."""
    layer = find(session, article)
    act = Act(session, OPERATOR, "gold:state", project)
    if layer is None and not done:
        return
    before = layer.state if layer else None
    if before == "released":
        return
    layer = layer or gold_layer(session, project, article, act)
    layer.state = "adjudicated" if done and not holes(session, project, article, layer) else "open"
    if layer.state != before:
        act.touched.clear()
        act.touch(layer, article=article)
        act.record()


def holes(session: Session, project: Project, article: Article, layer: Layer) -> list[Any]:
    """Return what the gold still lacks, by the rules of the scheme, with a pointer to each place."""
    scheme = projects.scheme(session, project)
    records = [annotation_record(row) for row in layers.annotations_in(session, layer)]
    links = [relation_record(row) for row in layers.relations_in(session, layer)]
    sources = sources_cited(session, project, records)
    about = article_record(article, project.slug)
    found: list[Any] = []
    for record in records:
        outgoing = [link for link in links if link["from"] == record["id"]]
        found.extend(scheme.gold_holes(record, outgoing, about, sources)[0])
    return found + scheme.layer_holes(records)


def _relate(session: Session, layer: Layer, kind: str, start: str, end: str) -> Relation:
    layer.positions += 1
    row = Relation(layer_id=layer.id, uuid=clock.new_id(), position=layer.positions, version=1, type=kind)
    row.from_uuid, row.to_uuid, row.withdrawn = start, end, False
    session.add(row)
    return row


def _check_claim(session: Session, project: Project, row: Annotation, readings: Sequence[str], act: Act) -> None:
    check = _of_readings(session, project, row.derived_from)
    proposed = proposals.of_readings(session, readings)
    if check is None:
        words = row.attributes.get("normalized") or " ".join(s["exact"] for s in row.anchor["segments"])
        body = {"id": clock.new_id(), "claim": words[:CLAIM_LIMIT], "mentions": [row.uuid], "evidence": []}
        body |= {"verdict": "not_checked", "missing_context": False, "rating": None, "justification": None}
        body |= {"proposals": proposed} if proposed else {}
        check = FactCheck(project_id=project.id, uuid=body["id"], body=body, version=1, made_by=None)
        session.add(check)
        session.flush()
    else:
        gone = _withdrawn(session, check.body["mentions"]) | set(row.derived_from)
        kept = [uuid for uuid in check.body["mentions"] if uuid not in gone]
        known = check.body.get("proposals") or []
        new = proposals.not_among(known, proposed)
        check.body = {**check.body, "mentions": [*kept, row.uuid]}
        if new:
            check.body = {**check.body, "proposals": [*known, *new]}
        check.version += 1
        session.execute(
            delete(Mention).where(Mention.fact_check_id == check.id, Mention.annotation_uuid.in_(gone))
        )
    session.add(Mention(fact_check_id=check.id, annotation_uuid=row.uuid))
    act.touch(check)


def _of_readings(session: Session, project: Project, readings: Sequence[str]) -> FactCheck | None:
    """Return the fact-check that mentions one of the readings, or that a withdrawn gold claim of them had."""
    query = select(FactCheck).join(Mention, Mention.fact_check_id == FactCheck.id)
    query = query.where(FactCheck.project_id == project.id).order_by(FactCheck.id)
    if working := session.scalars(query.where(Mention.annotation_uuid.in_(readings))).first():
        return working
    found = session.execute(
        query.add_columns(Annotation.derived_from)
        .join(Annotation, Annotation.uuid == Mention.annotation_uuid)
        .where(Annotation.withdrawn.is_(True))
    ).all()
    return next((check for check, old in found if set(old) & set(readings)), None)


def _withdrawn(session: Session, uuids: Sequence[str]) -> set[str]:
    query = select(Annotation.uuid).where(Annotation.uuid.in_(uuids), Annotation.withdrawn.is_(True))
    return set(session.scalars(query))
