"""Entities, sources and fact-checks of a project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy import Select, func

from annotator.api.answers import if_match, page, uuid_of, versioned
from annotator.api.authorising import authorised, in_project
from annotator.api.body import read_object
from annotator.api.parameters import takes
from annotator.domain.urls import canonical_url
from annotator.edge.asking import actor, reading, writing
from annotator.errors import Missing
from annotator.models import Entity, FactCheck, Source
from annotator.permissions import Act, allowed
from annotator.queries import ledger, projects, targets
from annotator.services.evidence import ledger as service

bp = Blueprint("ledger", __name__)
Row = Entity | Source | FactCheck


@bp.get("/projects/<slug>/entities")
@takes("limit", "cursor", "q")
def list_entities(slug: str) -> Response:
    """List the entities the actor may see, those whose name holds `q`."""
    query = ledger.standing_entities(actor())
    return _list(slug, Entity, query.where(_holds(Entity.name)) if request.args.get("q") else query)


@bp.get("/projects/<slug>/entities/<uuid>")
def show_entity(slug: str, uuid: str) -> Response:
    """Show an entity."""
    return _show(slug, Entity, ledger.entities_visible_to(actor()), uuid)


@bp.put("/projects/<slug>/entities/<uuid>")
@authorised(in_project(Act.ENTITY_WRITE))
def put_entity(slug: str, uuid: str) -> Response:
    """Store an entity under the client's id."""
    return _put(slug, uuid, service.put_entity)


@bp.get("/projects/<slug>/sources")
@takes("limit", "cursor", "q", "url")
def list_sources(slug: str) -> Response:
    """List the sources the actor may see, those whose title holds `q` or whose address it is, or is `url`."""
    query = ledger.sources_visible_to(actor()).where(Source.joined_into.is_(None))
    words = request.args.get("q", "").strip()
    if words.lower().startswith(("http://", "https://")):
        query = query.where(Source.canonical_url == canonical_url(words))
    elif words:
        query = query.where(_holds(Source.title))
    if request.args.get("url"):
        query = query.where(Source.canonical_url == canonical_url(request.args["url"]))
    return _list(slug, Source, query)


@bp.get("/projects/<slug>/sources/<uuid>")
def show_source(slug: str, uuid: str) -> Response:
    """Show a source."""
    return _show(slug, Source, ledger.sources_visible_to(actor()), uuid)


@bp.put("/projects/<slug>/sources/<uuid>")
@authorised(in_project(Act.SOURCE_WRITE))
def put_source(slug: str, uuid: str) -> Response:
    """Store a source under the client's id."""
    return _put(slug, uuid, service.put_source)


@bp.get("/projects/<slug>/fact-checks")
@takes("limit", "cursor")
def list_fact_checks(slug: str) -> Response:
    """List the fact-checks."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        if not allowed(actor(), Act.FACT_CHECK_READ, targets.of_project(project.id)):
            raise Missing()
    return _list(slug, FactCheck, ledger.fact_checks_visible_to(actor()))


@bp.get("/projects/<slug>/fact-checks/<uuid>")
def show_fact_check(slug: str, uuid: str) -> Response:
    """Show a fact-check."""
    return _show(slug, FactCheck, ledger.fact_checks_visible_to(actor()), uuid)


@bp.put("/projects/<slug>/fact-checks/<uuid>")
@authorised(in_project(Act.FACT_CHECK_WRITE))
def put_fact_check(slug: str, uuid: str) -> Response:
    """Store a fact-check under the client's id."""
    return _put(slug, uuid, service.put_fact_check)


def _holds(column: Any) -> Any:
    """The column holds the words of `q`, capitals or not; the words are no pattern."""
    words = request.args["q"].strip()[:200].casefold()
    return func.lower(column).contains(words, autoescape=True)


def _list(slug: str, table: type[Row], query: Select[Any]) -> Response:
    with reading() as session:
        project = projects.find(session, actor(), slug)
        return page(session, query.where(table.project_id == project.id), table.uuid, _view)


def _show(slug: str, table: type[Row], query: Select[Any], uuid: str) -> Response:
    key = uuid_of(uuid)
    with reading() as session:
        project = projects.find(session, actor(), slug)
        row = session.scalar(query.where(table.project_id == project.id, table.uuid == key))
    if row is None:
        raise Missing()
    return versioned(_view(row), row.version)


def _put(slug: str, uuid: str, store: Callable[..., service.Stored]) -> Response:
    key, version, body = uuid_of(uuid), if_match(), read_object()
    with writing() as session:
        project = projects.find(session, actor(), slug)
        stored = store(session, actor(), project, key, body, if_match=version)
    return versioned(_view(stored.row), stored.row.version, created=stored.created)


def _view(row: Row) -> dict[str, Any]:
    return {**row.body, "version": row.version}
