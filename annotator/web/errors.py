"""Errors as pages: what happened, and what to do. Strangers are led to the log-in."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from flask import Response, current_app, make_response, redirect, request
from werkzeug.exceptions import HTTPException

from annotator.edge.status import TITLES
from annotator.web.answers import page, safe_next
from annotator.web.languages import rendered

LOGIN = 401
BY_CODE = {
    "csrf": "Load the page again",
    "link_expired": "This link works no longer",
    "bad_parameter": "There is no such page",
}
SAFE = ("GET", "HEAD")
LASTING = (404, 405, 409, 412)
"""Where the same form would be refused again, or would undo what somebody else did: it is not filled in anew."""


def answer(status: int, code: str, detail: str, **extra: Any) -> Response:
    """Return the page of an error; a thing that is hidden gets the page of one that does not exist."""
    if status == LOGIN:
        return make_response(redirect(_login(), code=303))
    title = BY_CODE.get(code) or TITLES.get(status, "Something went wrong")
    told = {"title": rendered(title), "detail": rendered(detail), "status": status, "code": code}
    response = page("error.html", status, **told, passes=request.method not in SAFE and status not in LASTING)
    if "retry_after" in extra:
        response.headers["Retry-After"] = str(extra["retry_after"])
    return response


def _login() -> str:
    here = safe_next(request.full_path.rstrip("?") if request.method in SAFE else _form())
    return "/login" if here == "/" else f"/login?next={quote(here, safe='/')}"


def _form() -> str:
    """Return where the form stands that was sent, if a page stands there: the person goes on with it."""
    try:
        came = urlsplit(request.referrer or "")
        current_app.url_map.bind_to_environ(request.environ).match(came.path, method="GET")
    except (HTTPException, ValueError):
        return "/"
    return urlunsplit(("", "", came.path, came.query, "")) if came.netloc == request.host else "/"
