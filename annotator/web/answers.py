"""What a page answers: a template, or the way to the page that shows what was done."""

from __future__ import annotations

import re
from typing import Any

from flask import Response, flash, make_response, redirect, render_template
from werkzeug.wrappers import Response as Answer

HERE = re.compile(r"/(?!/)[^\\\s\x00-\x1f\x7f]*")


def page(template: str, status: int = 200, /, **context: Any) -> Response:
    """Return the page of a template."""
    return make_response(render_template(template, **context), status)


def done(where: str, words: str | None = None, kind: str = "good") -> Answer:
    """Return the way to the page that comes after an act, with a notice to be shown there."""
    if words:
        flash(words, kind)
    return redirect(where, code=303)


def safe_next(text: str | None) -> str:
    """Return the address on this site that `next` names, and home for every other."""
    return text if text and HERE.fullmatch(text) else "/"
