"""Changing a label scheme."""

from __future__ import annotations

from annotator.web.forms import fields
from annotator.web.forms.fields import PageForm
from schemas.yamltext import LIMIT


class SchemeForm(PageForm):
    """The scheme as YAML, and the version it was written from."""

    text = fields.text(
        "Scheme",
        most=LIMIT,
        words="Tags, attributes, vocabularies, relations as YAML. Deprecate what is in use.",
        rows=30,
        spellcheck="false",
    )
    base = fields.HiddenNumber(default=0)
