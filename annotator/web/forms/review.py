"""What a reviewer says of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Optional

from annotator.domain.rulings import RATIONALE_LIMIT
from annotator.web.forms import fields
from annotator.web.forms.fields import PageForm
from annotator.web.languages import said

SURE = [("1", _("Unsure")), ("2", _("Fairly sure")), ("3", _("Sure"))]
OUTCOMES = ("several", "parts", "merge", "reject", "undecidable", "amend", "add")


class DecisionForm(PageForm):
    """The outcome with its reason; `choice` is the id of a reading, or one of the other outcomes."""

    choice = HiddenField(_("Decision"), [DataRequired(_("Choose a reading, or one of the other outcomes."))])
    keep = SelectMultipleField(_("Readings to keep"), validate_choice=False)
    reason = SelectField(_("Reason"), [InputRequired(_("Choose a reason."))])
    confidence = RadioField(_("How sure are you"), choices=fields.choices(*SURE), default="3")
    rationale = fields.text(_("Why"), needed=False, most=RATIONALE_LIMIT, rows=2)
    case_version = fields.HiddenNumber(validators=[InputRequired(_("Load the page again."))])
    shown = fields.HiddenNumber(validators=[Optional()])

    def offer(self, scheme: Mapping[str, Any]) -> DecisionForm:
        """Take the reasons of the scheme as choices, and return the form."""
        terms: Sequence[Mapping[str, Any]] = scheme["vocabularies"].get("decision_reason", ())
        self.reason.choices = fields.choices(
            ("", _("Reason")), *((term["id"], said(term["label"])) for term in terms)
        )
        return self
