"""What every request for a page passes before its view."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from flask import Flask, request
from werkzeug.exceptions import MethodNotAllowed

from annotator.edge import guards
from annotator.errors import Malformed, Missing, Refused
from annotator.web import parameters
from schemas.sayings import say

REPLACED = "\ufffd"
"""What stands where bytes of a field were no text."""

OTHERS = ("/api", "/static", "/healthz", "/readyz", "/metrics")
FORM_LIMIT = 2 * 1024 * 1024
FORM_PARTS = 1000
"""A form with a row for each paragraph has more parts than most."""


def install(app: Flask) -> None:
    """Put the checks before every view."""
    app.before_request(check)


def check() -> None:
    """Refuse what no page takes: other sites' forms, tokens, bytes that are no text."""
    if request.path.startswith(OTHERS):
        return
    if request.path.endswith(("/import", "/import/pages", "/capture")):
        request.max_form_memory_size = request.max_content_length
    else:
        request.max_content_length = FORM_LIMIT
    request.max_form_parts = FORM_PARTS
    if request.authorization is not None:
        raise Refused("forbidden", "Pages take a log-in, not a token. Tokens are for the API.")
    if isinstance(request.routing_exception, MethodNotAllowed):
        raise request.routing_exception
    _check_text()
    parameters.check()
    guards.check_coding()
    guards.check_origin()


def _check_text() -> None:
    if "\0" in request.path:
        raise Missing()
    sent = [request.query_string]
    if request.mimetype == "application/x-www-form-urlencoded":
        sent.append(request.get_data(cache=True))
    for data in sent:
        try:
            unquote_to_bytes(data).decode()
        except UnicodeDecodeError as error:
            words = say("This is not UTF-8, at byte %(start)s. Go back and type it again.", start=error.start)
            raise Malformed("bad_encoding", words) from error
    if request.mimetype == "multipart/form-data":
        _check_parts(request.get_data(cache=True))


def _check_parts(sent: bytes) -> None:
    """Refuse fields in which bytes were replaced: more of the mark of that stand there than were sent."""
    found = sum(value.count(REPLACED) for value in request.form.values())
    if found > sent.count(REPLACED.encode()):
        raise Malformed("bad_encoding", "A field of this form is not UTF-8. Go back and type it again.")
