"""The API, version 1: JSON in, JSON out, one blueprint a noun."""

from __future__ import annotations

from flask import Flask, current_app, request

import annotator.api.annotations as annotation_views
from annotator.api import (
    agreement,
    articles,
    assignments,
    calibrations,
    captures,
    cases,
    citations,
    comments,
    corpus,
    entities,
    fact_checks,
    health,
    imported_layers,
    jobs,
    ledger,
    parameters,
    problems,
    projects,
    quality,
    rechecks,
    relations,
    releases,
    submissions,
)
from annotator.edge import arriving, asking, guards
from annotator.errors import Missing, Refused

PREFIX = "/api/v1"
PUBLIC = frozenset({f"{PREFIX}/openapi.json"})
BODY_LIMIT = 2 * 1024 * 1024
MODULES = (
    agreement,
    annotation_views,
    articles,
    assignments,
    calibrations,
    captures,
    cases,
    citations,
    comments,
    corpus,
    entities,
    fact_checks,
    imported_layers,
    jobs,
    ledger,
    projects,
    quality,
    rechecks,
    relations,
    releases,
    submissions,
)


def install(app: Flask) -> None:
    """Add the blueprints, and what every request to the API passes."""
    for module in MODULES:
        app.register_blueprint(module.bp, url_prefix=PREFIX)
    app.register_blueprint(health.bp)
    app.before_request(_pass)
    problems.install(app)


def is_api() -> bool:
    """Tell whether the request is for the API."""
    path = request.path
    return path == "/api" or path.startswith("/api/")


def _pass() -> None:
    """Ask who it is before anything else: a stranger learns not even which paths exist."""
    if not is_api():
        return
    path, endpoint = request.path, request.endpoint
    if path not in PUBLIC and asking.actor().scope == "read" and request.method not in asking.SAFE:
        raise Refused("scope", "This token is for reading. Make one with the scope annotate or manage.")
    guards.check_origin()
    guards.check_coding()
    if "\0" in path:
        raise Missing()
    takes_much = endpoint in {"articles.import_articles", "captures.put_capture"}
    request.max_content_length = arriving.LARGEST if takes_much else BODY_LIMIT
    view = current_app.view_functions.get(endpoint or "")
    if view is not None:
        parameters.check(view)
