"""Take in the layers that come with an article, and the entities, sources and fact-checks they name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import (
    Annotation,
    Article,
    Decision,
    Entity,
    FactCheck,
    Layer,
    Mention,
    Project,
    Relation,
    Source,
)
from annotator.services.history import Act
from annotator.services.ledger import source_fields

Record = dict[str, Any]


def take_layers(session: Session, project: Project, article: Article, record: Record, act: Act) -> None:
    """Store the layers of a checked record with every id, state, origin and version as they came."""
    for body in record["entities"]:
        _unite(session, project, Entity, body, {"name": body["name"]}, act)
    for body in record["sources"]:
        _unite(session, project, Source, body, source_fields(body), act)
    for body in record["fact_checks"]:
        _take_fact_check(session, project, body, act)
    for layer in record["layers"]:
        _take_layer(session, project, article, layer, act)
    for body in record["decisions"]:
        row = Decision(uuid=body["id"], article_id=article.id, body=body)
        session.add(row)
        act.touch(row, article=article)


def _unite(
    session: Session,
    project: Project,
    table: type[Entity] | type[Source],
    body: Record,
    fields: Record,
    act: Act,
) -> None:
    """Store what is new; what the project has under the same id stays as it is."""
    query = select(table.id).where(table.project_id == project.id, table.uuid == body["id"])
    if session.scalar(query) is None:
        row = table(project_id=project.id, uuid=body["id"], body=body, version=1, made_by=None, **fields)
        session.add(row)
        session.flush()
        act.touch(row)


def _take_fact_check(session: Session, project: Project, body: Record, act: Act) -> None:
    """Store a fact-check, or add the mentions of this line to the one that is there."""
    query = select(FactCheck).where(FactCheck.project_id == project.id, FactCheck.uuid == body["id"])
    row = session.scalar(query)
    if row is None:
        row = FactCheck(project_id=project.id, uuid=body["id"], body=body, version=1, made_by=None)
        session.add(row)
        added = body.get("mentions", [])
    else:
        added = [uuid for uuid in body.get("mentions", []) if uuid not in row.body.get("mentions", [])]
        row.body = {**row.body, "mentions": [*row.body.get("mentions", []), *added]}
    session.flush()
    session.add_all([Mention(fact_check_id=row.id, annotation_uuid=uuid) for uuid in dict.fromkeys(added)])
    act.touch(row)


def _take_layer(session: Session, project: Project, article: Article, record: Record, act: Act) -> None:
    layer = Layer(
        article_id=article.id,
        name=record["layer"],
        kind="gold" if record["layer"] == "gold" else "imported",
        state=record["state"],
        guideline_version=record["guideline_version"],
        scheme_version=project.scheme_version,
        positions=len(record["annotations"]) + len(record["relations"]),
    )
    session.add(layer)
    session.flush()
    annotations = [_annotation(layer, n, body) for n, body in enumerate(record["annotations"], 1)]
    after = len(annotations) + 1
    relations = [_relation(layer, n, body) for n, body in enumerate(record["relations"], after)]
    session.add_all([*annotations, *relations])
    act.touch(layer, article=article)
    act.touch_all([*annotations, *relations], within=layer.name, article=article)


def _annotation(layer: Layer, position: int, body: Record) -> Annotation:
    segments = body["anchor"]["segments"]
    return Annotation(
        layer_id=layer.id,
        uuid=body["id"],
        position=position,
        start=segments[0]["start"] if segments else None,
        end=segments[-1]["end"] if segments else None,
        withdrawn=False,
        **{name: body[name] for name in ("tag", "anchor", "attributes", "sources", "note", "confidence")},
        **{name: body[name] for name in ("origin", "version", "derived_from")},
    )


def _relation(layer: Layer, position: int, body: Record) -> Relation:
    return Relation(
        layer_id=layer.id,
        uuid=body["id"],
        position=position,
        type=body["type"],
        from_uuid=body["from"],
        to_uuid=body["to"],
        version=1,
        withdrawn=False,
    )
