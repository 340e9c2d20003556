"""Store, change, withdraw and bring back the annotations of the own layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from sqlalchemy import Table, and_, bindparam, literal, select, union_all, update
from sqlalchemy.orm import Session

from annotator.domain.anchors import parse_anchor
from annotator.domain.drafts import Draft, read_draft
from annotator.domain.schemes import Scheme
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Annotation, Article, Assignment, Layer, Project, Relation
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, Target, allowed, require
from annotator.queries import layers, projects
from annotator.records.layers import annotation_record, layer_hash, relation_record
from annotator.services import references
from annotator.services.history import Act
from annotator.services.versions import require_version

Kind = TypeVar("Kind", Annotation, Relation)


@dataclass(frozen=True)
class Stored:
    """What a save made: the annotation, whether it is new, and the hash of its layer."""

    row: Annotation
    created: bool
    layer_hash: str


@dataclass(frozen=True)
class Desk:
    """Where an annotator works: the article, locked, the own layer, and the scheme in force."""

    project: Project
    article: Article
    layer: Layer
    scheme: Scheme

    def require_open(self) -> None:
        """Raise Conflict when the layer was handed in or is frozen."""
        if self.layer.state != "open":
            detail = "This article was handed in. Reopen it to change it; your work is kept here."
            raise Conflict("assignment_closed", detail)


_HOLDERS = union_all(
    *(
        select(literal(kind.__tablename__), kind.layer_id).where(kind.uuid == bindparam("uuid"))
        for kind in (Annotation, Relation)
    )
)
_LIVE = union_all(
    *(
        select(kind.uuid, kind.version).where(kind.layer_id == bindparam("layer_id"), kind.withdrawn.is_(False))
        for kind in (Annotation, Relation)
    )
)
_NEW = cast(Table, Annotation.__table__).insert()
_LAYERS = cast(Table, Layer.__table__)
_NEXT_POSITION = (
    update(_LAYERS)
    .where(_LAYERS.c.id == bindparam("layer_id"))
    .values(positions=_LAYERS.c.positions + 1)
    .returning(_LAYERS.c.positions)
)
_DESK = (
    select(Article, Layer, Project)
    .join(Layer, and_(Layer.article_id == Article.id, Layer.account_id == bindparam("account_id")))
    .join(Project, Project.id == Article.project_id)
    .join(Assignment, and_(Assignment.article_id == Article.id, Assignment.account_id == Layer.account_id))
    .where(Article.public_id == bindparam("article_id"), Assignment.slot.is_not(None))
    .with_for_update(of=Article)
)


def sit_down(session: Session, actor: Actor, article_id: str) -> Desk:
    """Return the desk of the actor at the article; raises Missing unless it is assigned to the actor.

    The article stays locked until the transaction ends: all acts on one article take turns.
    """
    found = session.execute(_DESK, {"account_id": actor.account_id, "article_id": article_id}).first()
    if found is None:
        raise Missing()
    article, layer, project = found
    target = Target(project.id, assigned=True, opened=article.opened, own=True, open_layer=layer.state == "open")
    if not allowed(replace(actor, scope="manage"), Permission.LAYER_WRITE, target):
        raise Missing()
    require(actor, Permission.LAYER_WRITE, target)
    return Desk(project, article, layer, projects.scheme(session, project))


def put(
    session: Session,
    actor: Actor,
    article_id: str,
    uuid: str,
    body: Mapping[str, Any],
    *,
    if_match: int | None,
) -> Stored:
    """Store the annotation under the client's id.

    The same content again changes nothing, whatever `if_match` says. Raises Missing when the id is held
    elsewhere, Invalid, Conflict `assignment_closed`, VersionRequired, Stale.
    """
    desk = sit_down(session, actor, article_id)
    row = held(session, desk.layer, Annotation, uuid)
    fields = read(session, actor, desk, read_draft(body), stored=row)
    if row is not None and not row.withdrawn and _same(row, fields):
        return Stored(row, False, hash_of(session, desk.layer))
    desk.require_open()
    if row is None:
        row = _add(session, desk, uuid, fields)
        brought_back: list[Relation] = []
    else:
        require_version(if_match, row.version, _current(row))
        brought_back = _change(session, desk, row, fields)
    act = Act(session, actor, "annotation:put", desk.project, name=desk.layer.name)
    act.touch(row, within=desk.layer.name, article=desk.article)
    act.touch_all(brought_back, within=desk.layer.name, article=desk.article)
    act.record()
    return Stored(row, row.version == 1, hash_of(session, desk.layer))


def withdraw(session: Session, actor: Actor, article_id: str, uuid: str, *, if_match: int | None) -> Annotation:
    """Withdraw the annotation and its relations with it; a second time changes nothing."""
    desk = sit_down(session, actor, article_id)
    row = held(session, desk.layer, Annotation, uuid)
    if row is None:
        raise Missing()
    if row.withdrawn:
        return row
    desk.require_open()
    if if_match is not None:
        require_version(if_match, row.version, _current(row))
    row.withdrawn, row.version = True, row.version + 1
    act = Act(session, actor, "annotation:withdraw", desk.project, name=desk.layer.name)
    act.touch(row, within=desk.layer.name, article=desk.article)
    for relation in _relations(session, desk.layer, uuid):
        if not relation.withdrawn:
            relation.withdrawn, relation.withdrawn_with = True, uuid
            relation.version += 1
            act.touch(relation, within=desk.layer.name, article=desk.article)
    act.record()
    return row


def read(
    session: Session, actor: Actor, desk: Desk, draft: Draft, *, stored: Annotation | None = None
) -> dict[str, Any]:
    """Check a draft against text and scheme, and return the columns it fills; raises Invalid."""
    anchor = parse_anchor(draft.anchor, desk.article.text, desk.article.regions)
    kept = stored.attributes if stored is not None and stored.tag == draft.tag else None
    problems = desk.scheme.check_draft(draft.tag, anchor.kind, draft.attributes, draft.sources, stored=kept)
    if problems:
        raise Invalid.many(problems, scheme_version=desk.project.scheme_version)
    attributes = desk.scheme.normalise(draft.tag, draft.attributes)
    for name, rule in desk.scheme.tags[draft.tag].attributes.items():
        if rule.type == "anchor" and name in attributes:
            attributes[name] = _inner(attributes[name], desk.article, f"/attributes/{name}")
    references.require_known(session, actor, desk.project, desk.scheme, draft.tag, attributes, draft.sources)
    return {
        "tag": draft.tag,
        "anchor": anchor.to_record(desk.article.text),
        "start": anchor.start,
        "end": anchor.end,
        "attributes": attributes,
        "sources": desk.scheme.normalise_sources(draft.sources),
        "note": draft.note,
        "confidence": draft.confidence,
    }


def held(session: Session, layer: Layer, table: type[Kind], uuid: str) -> Kind | None:
    """Return the row of that id in the layer, None when the id is free; raises Missing when held elsewhere."""
    holders = session.connection().execute(_HOLDERS, {"uuid": uuid}).all()
    if not holders:
        return None
    if (table.__tablename__, layer.id) not in {tuple(holder) for holder in holders}:
        raise Missing()
    return session.scalars(select(table).where(table.uuid == uuid, table.layer_id == layer.id)).one()


def hash_of(session: Session, layer: Layer) -> str:
    """Return the hash over what is live in the layer, for the client to compare with its own."""
    return hash_of_layer(session, layer.id)


def hash_of_layer(session: Session, layer_id: int) -> str:
    """Return the same for a layer of which only the number is known."""
    session.flush()
    live = session.connection().execute(_LIVE, {"layer_id": layer_id})
    return layer_hash((uuid, version) for uuid, version in live)


def next_position(layer: Layer) -> int:
    """Return the next place in the order in which things were made in the layer."""
    layer.positions += 1
    return layer.positions


def _add(session: Session, desk: Desk, uuid: str, fields: dict[str, Any]) -> Annotation:
    """Insert the row without the unit of work, which takes as long as all else together; it is not tracked."""
    connection = session.connection()
    position = connection.execute(_NEXT_POSITION, {"layer_id": desk.layer.id}).scalar_one()
    made = {"origin": "human", "derived_from": [], "version": 1, "withdrawn": False}
    values = {"layer_id": desk.layer.id, "uuid": uuid, "position": position, **made, **fields}
    connection.execute(_NEW, values)
    return Annotation(**values)


def _change(session: Session, desk: Desk, row: Annotation, fields: dict[str, Any]) -> list[Relation]:
    """Change the row, and bring back the relations that were withdrawn with it."""
    was_withdrawn = row.withdrawn
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.withdrawn = False
    session.flush()
    relations = _relations(session, desk.layer, row.uuid)
    back = [relation for relation in relations if was_withdrawn and relation.withdrawn_with]
    live = _live_tags(session, desk.layer)
    back = [relation for relation in back if {relation.from_uuid, relation.to_uuid} <= live.keys()]
    for relation in back:
        relation.withdrawn, relation.withdrawn_with = False, None
        relation.version += 1
    there = layers.relations_in(session, desk.layer)
    for relation in relations:
        if not relation.withdrawn:
            others = [relation_record(other) for other in there if other is not relation]
            _require_legal(desk.scheme, relation, live, others)
    return back


def _require_legal(
    scheme: Scheme, relation: Relation, live: dict[str, dict[str, Any]], others: list[dict[str, Any]]
) -> None:
    problem = scheme.check_relation(relation.type, live[relation.from_uuid], live[relation.to_uuid], others)
    if problem:
        detail = f"The relation {relation.uuid} would become illegal: {problem.detail}"
        raise Invalid("bad_relation", detail, pointer="/tag", relation=relation.uuid)


def _live_tags(session: Session, layer: Layer) -> dict[str, dict[str, Any]]:
    query = select(Annotation.uuid, Annotation.tag).where(
        Annotation.layer_id == layer.id, Annotation.withdrawn.is_(False)
    )
    return {uuid: {"id": uuid, "tag": tag} for uuid, tag in session.execute(query)}


def _relations(session: Session, layer: Layer, uuid: str) -> list[Relation]:
    query = select(Relation).where(Relation.layer_id == layer.id)
    ends = (Relation.from_uuid == uuid) | (Relation.to_uuid == uuid)
    return list(session.scalars(query.where(ends).order_by(Relation.position)))


def _inner(value: dict[str, Any], article: Article, pointer: str) -> dict[str, Any]:
    """Check an anchor inside the attributes as strictly as the annotation's own."""
    return parse_anchor(value, article.text, article.regions, pointer=pointer).to_record(article.text)


def _same(row: Annotation, fields: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in fields.items())


def _current(row: Annotation) -> dict[str, Any]:
    return annotation_record(row) | ({"withdrawn": True} if row.withdrawn else {})
