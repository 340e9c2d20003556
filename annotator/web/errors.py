"""Errors as pages: what happened, and what to do. Strangers are led to the log-in."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response, make_response, redirect, request

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


def answer(status: int, code: str, detail: str, **extra: Any) -> Response:
    """Return the page of an error; a thing that is hidden gets the page of one that does not exist."""
    if status == LOGIN:
        return make_response(redirect(_login(), code=303))
    title = BY_CODE.get(code) or TITLES.get(status, "Something went wrong")
    response = page("error.html", status, title=rendered(title), status=status, code=code, detail=rendered(detail))
    if "retry_after" in extra:
        response.headers["Retry-After"] = str(extra["retry_after"])
    return response


def _login() -> str:
    here = safe_next(request.full_path.rstrip("?")) if request.method in SAFE else "/"
    return "/login" if here == "/" else f"/login?next={quote(here, safe='/')}"
