"""Words for what the records call by short names: roles, scopes, states, metrics."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

TERMS = {
    "annotator": _("annotator"),
    "reviewer": _("reviewer"),
    "researcher": _("researcher"),
    "manager": _("manager"),
    "read": _("read"),
    "annotate": _("annotate"),
    "manage": _("manage"),
    "added": _("added"),
    "removed": _("removed"),
    "open": _("open"),
    "submitted": _("handed in"),
    "adjudicated": _("adjudicated"),
    "released": _("released"),
    "nominal": _("same or not"),
    "ordinal": _("by order"),
    "masi": _("by what sets share"),
}


def named(term: str) -> str:
    """Return what people call the term, or the term itself."""
    return str(TERMS.get(term, term))
