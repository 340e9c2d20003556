"""Writing guidelines."""

from __future__ import annotations

from annotator.services.projects import GUIDELINE_LIMIT
from annotator.web.forms import fields
from annotator.web.forms.fields import PageForm


class GuidelineForm(PageForm):
    """The text, and the version it was written from."""

    text = fields.text(
        "Guidelines",
        most=GUIDELINE_LIMIT,
        words="Markdown: # for headings, - for lists, **strong**, > for examples.",
        rows=24,
        spellcheck="true",
    )
    base = fields.HiddenNumber(default=0)
