"""Every error of the API as one problem document (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, request
from werkzeug.exceptions import (
    ClientDisconnected,
    HTTPException,
    MethodNotAllowed,
    RequestEntityTooLarge,
    SecurityError,
)

from annotator.db.damage import record_damaged
from annotator.edge import asking, journal, soundness
from annotator.edge.status import TITLES, status_of
from annotator.errors import AnnotatorError, Invalid, of_machine
from annotator.services.proof import locating
from exports.record import RecordError
from exports.strict import StrictError
from schemas.sayings import say

log = logging.getLogger(__name__)
HTTP_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "json_only",
    431: "header_too_large",
}
MOST_ERRORS = 100
STRICT_STATUS = {"bad_character": 422, "out_of_range": 422}


def install(app: Flask) -> None:
    """Answer all errors: as problem documents, or as the page that `error_page` of the app makes."""
    app.register_error_handler(AnnotatorError, _known)
    app.register_error_handler(StrictError, _strict)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RecordError, _unfit)
    app.register_error_handler(OSError, _machine)
    app.register_error_handler(Exception, _unknown)


def document(status: int, code: str, detail: str, **extra: Any) -> dict[str, Any]:
    """Return a problem document."""
    return {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "code": code,
        "detail": detail,
        "pointer": extra.pop("pointer", None),
        "saved": False,
        "request_id": g.get("request_id", "-"),
        **extra,
    }


def answer(status: int, code: str, detail: str, **extra: Any) -> Response:
    """Return the answer that carries a problem document, as a page where a page was asked for."""
    journal.note_refusal(status, code, program=wants_json())
    if not wants_json():
        page: Response = current_app.extensions["error_page"](status, code, detail, **extra)
        return page
    response = jsonify(document(status, code, _worded(detail), **extra))
    response.status_code = status
    response.mimetype = "application/problem+json"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if "retry_after" in extra:
        response.headers["Retry-After"] = str(extra["retry_after"])
    return response


def wants_json() -> bool:
    """Tell whether the request speaks JSON: the API, health, and nothing else."""
    return request.path.startswith(("/api", "/healthz", "/readyz", "/metrics"))


def _worded(detail: str) -> str:
    """Say it in the language of the page whose script asks; English to programs, which bring a token."""
    if "Authorization" in request.headers:
        return detail
    rendered: Callable[[str], str] = current_app.extensions["rendered"]
    return rendered(detail)


def _known(error: AnnotatorError) -> Response:
    extra = dict(error.extra)
    if isinstance(error, Invalid):
        problems = error.problems[:MOST_ERRORS]
        extra["errors"] = [{**one.to_record(), "detail": _worded(one.detail)} for one in problems]
    return answer(status_of(error), error.code, error.detail, pointer=error.pointer, **extra)


def _strict(error: StrictError) -> Response:
    return answer(STRICT_STATUS.get(error.code, 400), error.code, error.detail, **error.where)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, SecurityError):
        return answer(400, "bad_host", "This host name is not served here.")
    if isinstance(error, RequestEntityTooLarge):
        limit = request.max_content_length
        parts = request.max_form_parts
        size = f"{(limit or 0) / 2**20:.3g}"
        words = say("At most %(size)s MB, or %(parts)s fields, are taken here.", size=size, parts=parts)
        return answer(413, "too_large", words, limit=limit, size=request.content_length)
    if isinstance(error, ClientDisconnected):
        detail = "The request broke off before its end. Nothing was saved; send it again."
        return answer(400, "bad_request", detail)
    if 300 <= status < 400:
        return Response(status=status, headers=dict(error.get_headers()))
    detail = "There is nothing here." if status == 404 else str(error.description)
    if isinstance(error, MethodNotAllowed):
        taken = ", ".join(sorted(error.valid_methods or ()))
        detail = say("This address takes %(taken)s, not %(method)s.", taken=taken, method=request.method[:20])
    response = answer(status, HTTP_CODES.get(status, "error"), detail)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _machine(error: OSError) -> Response:
    known = of_machine(error)
    if known is None:
        return _unknown(error)
    log.error("request %s: %s", g.get("request_id", "-"), str(error))
    return _known(known)


def _unfit(error: RecordError) -> Response:
    """Say of a record that may not leave that it is not as it was written: nothing like it is let in."""
    log.error("request %s: %s", g.get("request_id", "-"), error)
    return _known(record_damaged())


def _unknown(error: Exception) -> Response:
    number = g.get("request_id", "-")
    log.exception("request %s failed", number)
    if locating.may_be_damage(error) and (found := soundness.damage(asking.store())):
        log.error("request %s: %s", number, found)
        return _known(record_damaged())
    return answer(500, "internal", "This is an error of ours. Nothing was saved; quote the request id.")
