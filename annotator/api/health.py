"""Whether the program is alive and can serve, for machines; and the description of the API."""

from __future__ import annotations

from flask import Blueprint, Response, request
from sqlalchemy import text

import schemas
from annotator.api.answers import json
from annotator.edge.asking import reading, whoever
from annotator.errors import Missing
from annotator.queries import counts

bp = Blueprint("health", __name__)
LOOPBACK = frozenset({"127.0.0.1", "::1"})


@bp.get("/healthz")
def healthz() -> Response:
    """Say that the program runs."""
    return json({"status": "ok"})


@bp.get("/readyz")
def readyz() -> Response:
    """Say that the store answers."""
    with reading() as session:
        session.execute(text("SELECT 1"))
    return json({"status": "ok"})


@bp.get("/metrics")
def metrics() -> Response:
    """Give counts, to admins and to the machine itself."""
    known = whoever()
    if request.remote_addr not in LOOPBACK and not (known and known.admin):
        raise Missing()
    with reading() as session:
        rows = counts.of_tables(session)
    lines = [f'annotator_rows{{table="{name}"}} {count}\n' for name, count in rows.items()]
    return Response("# TYPE annotator_rows gauge\n" + "".join(lines), mimetype="text/plain")


@bp.get("/api/v1/openapi.json")
def openapi() -> Response:
    """Describe the API."""
    return json(schemas.openapi())
