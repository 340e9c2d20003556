"""Store, change, withdraw and bring back the annotations of the own layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from annotator.db.prepared import Prepared
from annotator.domain.anchors import parse_anchor
from annotator.domain.drafts import Draft, read_draft
from annotator.errors import Invalid, Missing
from annotator.models import Annotation, Article
from annotator.permissions import Actor
from annotator.records.layers import annotation_record
from annotator.records.rows import AnnotationRow, RelationRow
from annotator.services.desk import dependents, overlapping, timing
from annotator.services.desk.desks import ArticleRow, Desk, Stored, is_held, next_position, sit_down
from annotator.services.desk.live import lines_after, lines_now
from annotator.services.evidence import references
from annotator.services.proof.history import Act
from annotator.services.versions import require_version

TABLE = cast(Table, Annotation.__table__)
CONTENT = ("tag", "anchor", "start", "end", "attributes", "sources", "note", "confidence")
"""The columns that a draft fills."""

_THE_ONE = (TABLE.c.layer_id == bindparam("the_layer"), TABLE.c.uuid == bindparam("the_uuid"))
_STORED: Prepared[AnnotationRow] = Prepared(
    select(*(TABLE.c[name] for name in AnnotationRow._fields)).where(*_THE_ONE), AnnotationRow
)
_NEW: Prepared[Any] = Prepared(TABLE.insert(), columns=AnnotationRow._fields)
_CHANGE: Prepared[Any] = Prepared(update(TABLE).where(*_THE_ONE), columns=(*CONTENT, "version", "withdrawn"))


def check(session: Session, actor: Actor, article_id: str, uuid: str, body: Mapping[str, Any]) -> None:
    """Check a draft that is long before the turn to write is waited for; raises what `put` would raise."""
    desk = sit_down(session, actor, article_id, lock=False)
    read(session, actor, desk, read_draft(body), stored=held(session, desk, uuid))


def put(
    session: Session,
    actor: Actor,
    article_id: str,
    uuid: str,
    body: Mapping[str, Any],
    *,
    if_match: int | None,
    seconds: int = 0,
) -> Stored[AnnotationRow]:
    """Store the annotation under the client's id.

    The same content again changes nothing, whatever `if_match` says. Raises Missing when the id is held
    elsewhere, Invalid, Conflict `assignment_closed`, VersionRequired, Stale. `seconds` were worked before it.
    """
    desk = sit_down(session, actor, article_id)
    stored = held(session, desk, uuid)
    fields = read(session, actor, desk, read_draft(body), stored=stored)
    if stored is not None and not stored.withdrawn and _same(stored, fields):
        return Stored(stored, False, lines_now(session, desk))
    desk.require_open()
    brought_back: list[RelationRow] = []
    if stored is None:
        row = _add(session, desk, uuid, fields)
    else:
        require_version(if_match, stored.version, _current(stored))
        row = stored._replace(**fields, version=stored.version + 1, withdrawn=False)
        _write(session, row)
        brought_back = dependents.settle(session, desk, uuid, back=stored.withdrawn)
    overlapping.require_apart(session, desk, row)
    lines = _record(session, actor, "annotation:put", desk, [row, *brought_back], seconds)
    return Stored(row, row.version == 1, lines)


def withdraw(
    session: Session, actor: Actor, article_id: str, uuid: str, *, if_match: int | None, seconds: int = 0
) -> Stored[AnnotationRow]:
    """Withdraw the annotation and its relations with it; a second time changes nothing."""
    desk = sit_down(session, actor, article_id)
    stored = held(session, desk, uuid)
    if stored is None:
        raise Missing()
    if stored.withdrawn:
        return Stored(stored, False, lines_now(session, desk))
    desk.require_open()
    if if_match is not None:
        require_version(if_match, stored.version, _current(stored))
    row = stored._replace(version=stored.version + 1, withdrawn=True)
    _write(session, row)
    gone = dependents.withdraw(session, desk, uuid)
    lines = _record(session, actor, "annotation:withdraw", desk, [row, *gone], seconds)
    return Stored(row, False, lines)


def read(
    session: Session, actor: Actor, desk: Desk, draft: Draft, *, stored: AnnotationRow | None = None
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


def held(session: Session, desk: Desk, uuid: str) -> AnnotationRow | None:
    """Return the annotation of that id in the layer, None when the id is free; else raises Missing."""
    if not is_held(session, desk, Annotation, uuid):
        return None
    return _STORED.first(session, the_layer=desk.layer.id, the_uuid=uuid)


def _add(session: Session, desk: Desk, uuid: str, fields: dict[str, Any]) -> AnnotationRow:
    row = AnnotationRow(
        layer_id=desk.layer.id,
        uuid=uuid,
        position=next_position(session, desk),
        origin="human",
        version=1,
        derived_from=[],
        withdrawn=False,
        **fields,
    )
    _NEW.run(session, **row._asdict())
    return row


def _write(session: Session, row: AnnotationRow) -> None:
    _CHANGE.run(session, the_layer=row.layer_id, the_uuid=row.uuid, **row._asdict())


def _record(
    session: Session,
    actor: Actor,
    action: str,
    desk: Desk,
    rows: list[AnnotationRow | RelationRow],
    seconds: int,
) -> Sequence[str]:
    """Write the act into the history, and return the lines of the layer after it."""
    act = Act(session, actor, action, desk.project, name=desk.layer.name)
    act.touch_all(rows, within=desk.layer.name, article=desk.article)
    timing.spend(act, desk.article.id, desk.layer.id, desk.layer.name, seconds)
    act.record()
    return lines_after(session, desk, act.head, rows)


def _inner(value: dict[str, Any], article: Article | ArticleRow, pointer: str) -> dict[str, Any]:
    """Check an anchor inside the attributes as strictly as the annotation's own."""
    return parse_anchor(value, article.text, article.regions, pointer=pointer).to_record(article.text)


def _same(row: AnnotationRow, fields: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in fields.items())


def _current(row: AnnotationRow) -> dict[str, Any]:
    return annotation_record(row) | ({"withdrawn": True} if row.withdrawn else {})
