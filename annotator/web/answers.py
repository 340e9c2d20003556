"""What a page answers: a template, or the way to the page that shows what was done."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import chain
from typing import Any

from flask import (
    Response,
    copy_current_request_context,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
)
from werkzeug.wrappers import Response as Answer

from annotator.web.languages import rendered

log = logging.getLogger(__name__)
HERE = re.compile(r"/(?!/)[^\\\s\x00-\x1f\x7f]*")


def page(template: str, status: int = 200, /, **context: Any) -> Response:
    """Return the page of a template."""
    return make_response(render_template(template, **context), status)


def page_in_two(held: ExitStack, template: str, cut: str, /, **context: Any) -> Response:
    """Return a page whose beginning, up to the text `cut`, leaves before the rest is made.

    A browser fetches what the beginning names meanwhile. What `held` holds, such as the session that
    the rest reads from, is held until the rest is made. Where that fails stands how to try again.
    """
    current_app.update_template_context(context)
    pieces = current_app.jinja_env.get_template(template).generate(context)
    beginning, *begun = "".join(_until(pieces, cut)).partition(cut)
    kept = held.pop_all()
    number = g.get("request_id", "-")  # what is kept for a request does not come along with its context
    rest = copy_current_request_context(lambda: _rest(chain(begun, pieces), number))
    response = Response(_both(beginning, rest, kept), mimetype="text/html")
    response.call_on_close(kept.close)  # also when nobody reads on
    return response


def _until(pieces: Iterator[str], cut: str) -> Iterator[str]:
    for piece in pieces:
        yield piece
        if cut in piece:
            return


def _rest(pieces: Iterable[str], number: str) -> str:
    try:
        return "".join(pieces)
    except Exception:  # the beginning has left: no error of any kind can become an answer of its own
        log.exception("request %s failed", number)
        return render_template("parts/broken.html", number=number)


def _both(beginning: str, rest: Callable[[], str], held: ExitStack) -> Iterator[str]:
    yield beginning
    with held:
        made = rest()
    yield made


def done(where: str, words: str | None = None, kind: str = "good") -> Answer:
    """Return the way to the page that comes after an act, with a notice to be shown there."""
    if words:
        flash(rendered(words), kind)
    return redirect(where, code=303)


def safe_next(text: str | None) -> str:
    """Return the address on this site that `next` names, and home for every other."""
    return text if text and HERE.fullmatch(text) else "/"
