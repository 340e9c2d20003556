"""Store entities, sources and fact-checks of a project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, insert, select
from sqlalchemy.orm import Session

from annotator.domain import sources
from annotator.domain.names import check_label
from annotator.domain.schemes.drafts import unsigned
from annotator.domain.urls import canonical_url
from annotator.domain.verdicts import NOT_CHECKED, OWNED, check_claim, check_rating, check_verdict
from annotator.errors import Conflict, Invalid, Missing, Problem
from annotator.models import Entity, FactCheck, Mention, Project, Source
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, Target, require
from annotator.queries import ledger, projects
from annotator.services.evidence import references, verdicts
from annotator.services.proof.history import Act, actor_name
from annotator.services.shapes import check_shape
from annotator.services.versions import require_version

KEPT = ("capture", "aliases")
"""What of a source the server alone says."""

Row = Entity | Source | FactCheck


@dataclass(frozen=True)
class Stored:
    """What a PUT made: the row, and whether it is new."""

    row: Row
    created: bool


def put_entity(
    session: Session, actor: Actor, project: Project, uuid: str, body: dict[str, Any], *, if_match: int | None
) -> Stored:
    """Store an entity under the client's id; raises Invalid, Missing, VersionRequired or Stale."""
    _require_write(actor, Permission.ENTITY_WRITE, project)
    check_shape("entity", body, without=("id", "joined_into"))
    check_label(body["name"], "/name")
    for number, name in enumerate(body.get("aliases", ())):
        check_label(name, f"/aliases/{number}")
    ordered = _ordered({"aliases": [], **body}, ("name", "kind", "aliases", "wikidata"))
    query = ledger.entities_visible_to(actor).where(Entity.project_id == project.id, Entity.uuid == uuid)
    fields = {"name": ordered["name"]}
    return _put(session, actor, project, Entity, query, uuid, {"id": uuid, **ordered}, fields, if_match)


def put_source(
    session: Session, actor: Actor, project: Project, uuid: str, body: dict[str, Any], *, if_match: int | None
) -> Stored:
    """Store a source under the client's id; raises Invalid, Missing, VersionRequired or Stale."""
    _require_write(actor, Permission.SOURCE_WRITE, project)
    _refuse(sources.faults(body, projects.scheme(session, project)))
    check_shape("source", {"title": "", **body}, without=("id", *KEPT))
    _refuse(sources.lacking(body))
    references.require_article_known(session, actor, project, body)
    query = ledger.sources_visible_to(actor).where(Source.project_id == project.id, Source.uuid == uuid)
    stored = session.scalar(query)
    kept = {name: stored.body[name] for name in KEPT if stored and stored.body.get(name)}
    whole = {"id": uuid, **body, **kept}
    return _put(session, actor, project, Source, query, uuid, whole, source_fields(body), if_match)


def put_fact_check(
    session: Session, actor: Actor, project: Project, uuid: str, body: dict[str, Any], *, if_match: int | None
) -> Stored:
    """Store a fact-check under the client's id; raises Invalid `evidence_required` for a bare verdict."""
    _require_write(actor, Permission.FACT_CHECK_WRITE, project)
    check_shape("fact_check", body, without=("id",))
    check_claim(body)
    check_verdict(body)
    check_rating(body.get("rating"), projects.scheme(session, project).data.get("scales", {}))
    references.require_check_known(session, actor, project, body)
    references.require_other_evidence(session, project, body)
    query = ledger.fact_checks_visible_to(actor).where(FactCheck.project_id == project.id, FactCheck.uuid == uuid)
    whole = _signed(session, actor, project, session.scalar(query), {"id": uuid, **body})
    stored = _put(session, actor, project, FactCheck, query, uuid, whole, {}, if_match)
    set_mentions(session, stored.row.id, body.get("mentions", []))
    return stored


def _signed(
    session: Session, actor: Actor, project: Project, stored: FactCheck | None, given: dict[str, Any]
) -> dict[str, Any]:
    """Return the body with what the server alone says of it: the proposals, and who decided a new verdict when."""
    before = stored.body if stored else {}
    said = {name: value for name, value in given.items() if name not in OWNED}
    if "evidence" in said:
        said["evidence"] = unsigned(said["evidence"], before.get("evidence", []))
    whole = said | {name: before[name] for name in OWNED if name in before}
    if verdicts.stands(said, before) or (said.get("verdict") or NOT_CHECKED) == NOT_CHECKED:
        return whole
    if project.second_verdict:
        words = "This project asks for a second, blind verdict: send this one to …/verdict, to wait for it."
        raise Conflict("second_needed", words, pointer="/verdict")
    return verdicts.rule(whole, before, actor_name(session, actor, project), stored.version + 1 if stored else 1)


def set_mentions(session: Session, fact_check_id: int, uuids: list[str]) -> None:
    """Keep the index from annotations to fact-checks as the record says."""
    session.flush()
    session.execute(delete(Mention).where(Mention.fact_check_id == fact_check_id))
    rows = [{"fact_check_id": fact_check_id, "annotation_uuid": uuid} for uuid in dict.fromkeys(uuids)]
    if rows:
        session.execute(insert(Mention), rows)


def source_fields(body: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that sources are found by."""
    url = body.get("url")
    return {"title": body.get("title") or "", "canonical_url": canonical_url(url) if url else None}


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise Invalid.many(found)


def _require_write(actor: Actor, act: Permission, project: Project) -> None:
    require(actor, act, Target(project_id=project.id))


def _put(
    session: Session,
    actor: Actor,
    project: Project,
    table: type[Row],
    visible: Select[Any],
    uuid: str,
    body: dict[str, Any],
    fields: dict[str, Any],
    if_match: int | None,
) -> Stored:
    row = session.scalar(visible.with_for_update())
    if row is None:
        if session.scalar(select(table.id).where(table.project_id == project.id, table.uuid == uuid)):
            raise Missing()
        row = table(project_id=project.id, uuid=uuid, body=body, version=1, made_by=actor.account_id, **fields)
        session.add(row)
    elif row.body == body:
        return Stored(row, created=False)
    else:
        require_version(if_match, row.version, {**row.body, "version": row.version})
        row.body, row.version = body, row.version + 1
        for name, value in fields.items():
            setattr(row, name, value)
    created = row.id is None
    session.flush()
    act = Act(session, actor, f"{table.__tablename__}:put", project)
    act.touch(row)
    act.record()
    return Stored(row, created)


def _ordered(body: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: body[name] for name in names if name in body}
