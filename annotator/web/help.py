"""A short guide."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.edge.asking import actor
from annotator.web.answers import page

bp = Blueprint("help_pages", __name__)


@bp.get("/help")
def show_help() -> Response:
    """Show how to work here."""
    actor()
    return page("help.html", section="help")
