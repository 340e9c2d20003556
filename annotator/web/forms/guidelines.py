"""Writing guidelines."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from annotator.services.project.projects import GUIDELINE_LIMIT
from annotator.web.forms import fields
from annotator.web.forms.fields import PageForm


class GuidelineForm(PageForm):
    """The text, and the version it was written from."""

    text = fields.text(
        _("Guidelines"),
        most=GUIDELINE_LIMIT,
        words=_("Markdown: # for headings, - for lists, **strong**, > for examples."),
        rows=24,
        spellcheck="true",
    )
    base = fields.HiddenNumber(default=0)
