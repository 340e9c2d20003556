"""A new entity: what it is called, and what it is."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import DataRequired

from annotator.web.forms.fact_checks import terms
from annotator.web.forms.fields import PageForm, choices, line


class EntityForm(PageForm):
    """A person, body or outlet."""

    name = line(_("Name"), most=500, autocomplete="off")
    kind = SelectField(_("What it is"), [DataRequired(_("Choose one."))], choices=[])

    def offer(self, scheme: dict[str, Any]) -> None:
        """Let the kinds of the scheme be chosen."""
        self.kind.choices = choices(("", _("Choose")), *terms(scheme, "entity_kind"))
