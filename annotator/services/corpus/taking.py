"""Take in the layers that come with an article, and the entities, sources and fact-checks they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from annotator.db.prepared import Prepared
from annotator.errors import Conflict
from annotator.models import (
    Annotation,
    Arrival,
    Article,
    Decision,
    Entity,
    FactCheck,
    Layer,
    Mention,
    Relation,
    Source,
)
from annotator.records.rows import AnnotationRow, RelationRow
from annotator.services.evidence.ledger import source_fields
from annotator.services.proof.history import Act, Touching

Record = dict[str, Any]
Shared = type[Entity] | type[Source] | type[FactCheck]
ARRIVALS, ANNOTATIONS, RELATIONS = (cast(Table, table.__table__) for table in (Arrival, Annotation, Relation))
_NEW_ANNOTATION: Prepared[Any] = Prepared(insert(ANNOTATIONS), columns=AnnotationRow._fields)
_NEW_RELATION: Prepared[Any] = Prepared(insert(RELATIONS), columns=RelationRow._fields)


@dataclass
class Gathered(Touching):
    """What one batch of an import stores; `mentions` are those for fact-checks that were there before it."""

    session: Session
    event_id: int
    project_id: int
    scheme_version: int
    touched: list[tuple[int | None, str, Any]] = field(default_factory=list)
    mentions: dict[int, list[str]] = field(default_factory=dict)


def take_layers(act: Gathered, article: Article, record: Record) -> None:
    """Store the layers of a checked record with every id, state, origin and version as they came."""
    for body in record["entities"]:
        own = {name: value for name, value in body.items() if name != "joined_into"}
        joined = {"name": body["name"], "joined_into": body.get("joined_into")}
        _unite(act, Entity, own, joined)
    for body in record["sources"]:
        _unite(act, Source, body, source_fields(body))
    for body in record["fact_checks"]:
        _take_fact_check(act, body)
    for layer in record["layers"]:
        _take_layer(act, article, layer)
    for body in record["decisions"]:
        row = Decision(uuid=body["id"], article_id=article.id, body=body)
        act.session.add(row)
        act.touch(row, article=article)


def add_mentions(act: Act, mentions: dict[int, list[str]]) -> None:
    """Add to fact-checks that were there before an import what it brought claims for."""
    for number, uuids in mentions.items():
        row = act.session.get(FactCheck, number, with_for_update=True)
        if row is not None:
            _mention(act.session, row, uuids)
            act.touch(row)


def _unite(act: Gathered, table: type[Entity] | type[Source], body: Record, fields: Record) -> None:
    """Store what is new; what the project has under the same id stays as it is."""
    if _find(act, table, body["id"]) is None:
        row = table(project_id=act.project_id, uuid=body["id"], body=body, version=1, made_by=None, **fields)
        row.arrival_id = act.event_id
        act.session.add(row)
        act.session.flush()
        act.touch(row)


def _find(act: Gathered, table: Shared, uuid: str) -> tuple[int, bool] | None:
    """Return the number of the row of that id, and whether this import brought it; published or not.

    Raises Conflict `arriving` when another import is bringing it.
    """
    rows = cast(Table, table.__table__)
    hidden = select(ARRIVALS.c.event_id).where(ARRIVALS.c.event_id == rows.c.arrival_id).scalar_subquery()
    query = select(rows.c.id, hidden).where(rows.c.project_id == act.project_id, rows.c.uuid == uuid)
    found = act.session.execute(query).first()
    if found is None:
        return None
    number, bringer = found
    if bringer not in {None, act.event_id}:
        words = f"Another import that is under way brings {uuid} too. Start this one again when that is done."
        raise Conflict("arriving", words)
    return number, bringer is not None


def _take_fact_check(act: Gathered, body: Record) -> None:
    """Store a fact-check, or add the mentions of this line to the one that is there."""
    session, uuids = act.session, body.get("mentions", [])
    found = _find(act, FactCheck, body["id"])
    if found and not found[1]:
        act.mentions.setdefault(found[0], []).extend(uuids)
        return
    if found:
        row = _own(session, found[0])
    else:
        row = FactCheck(project_id=act.project_id, uuid=body["id"], body={**body, "mentions": []}, version=1)
        row.arrival_id = act.event_id
        session.add(row)
        session.flush()
    _mention(session, row, uuids)
    act.touch(row)


def _own(session: Session, number: int) -> FactCheck:
    """Return a fact-check that this import brought, which no other session sees."""
    columns = cast(Table, FactCheck.__table__)
    query = select(FactCheck).from_statement(select(columns).where(columns.c.id == number))
    row: FactCheck = session.scalars(query).one()
    return row


def _mention(session: Session, row: FactCheck, uuids: list[str]) -> None:
    there = row.body.get("mentions", [])
    added = [uuid for uuid in dict.fromkeys(uuids) if uuid not in there]
    row.body = {**row.body, "mentions": [*there, *added]}
    session.flush()
    session.add_all([Mention(fact_check_id=row.id, annotation_uuid=uuid) for uuid in added])


def _take_layer(act: Gathered, article: Article, record: Record) -> None:
    layer = Layer(
        article_id=article.id,
        name=record["layer"],
        kind="gold" if record["layer"] == "gold" else "imported",
        state=record["state"],
        guideline_version=record["guideline_version"],
        scheme_version=act.scheme_version,
        aside=record.get("aside"),
        positions=len(record["annotations"]) + len(record["relations"]),
    )
    act.session.add(layer)
    act.session.flush()
    annotations = [_annotation(layer, n, body) for n, body in enumerate(record["annotations"], 1)]
    after = len(annotations) + 1
    relations = [_relation(layer, n, body) for n, body in enumerate(record["relations"], after)]
    _NEW_ANNOTATION.many(act.session, (row._asdict() for row in annotations))
    _NEW_RELATION.many(act.session, (row._asdict() for row in relations))
    act.touch(layer, article=article)
    act.touch_all([*annotations, *relations], within=layer.name, article=article)


def _annotation(layer: Layer, position: int, body: Record) -> AnnotationRow:
    segments = body["anchor"]["segments"]
    return AnnotationRow(
        layer_id=layer.id,
        uuid=body["id"],
        position=position,
        start=segments[0]["start"] if segments else None,
        end=segments[-1]["end"] if segments else None,
        withdrawn=False,
        **{name: body[name] for name in ("tag", "anchor", "attributes", "sources", "note", "confidence")},
        **{name: body[name] for name in ("origin", "version", "derived_from")},
    )


def _relation(layer: Layer, position: int, body: Record) -> RelationRow:
    return RelationRow(
        layer_id=layer.id,
        uuid=body["id"],
        position=position,
        type=body["type"],
        from_uuid=body["from"],
        to_uuid=body["to"],
        version=1,
        withdrawn=False,
        withdrawn_with=None,
    )
