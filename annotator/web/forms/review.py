"""What a reviewer says of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Optional

from annotator.domain.rulings import RATIONALE_LIMIT
from annotator.web.forms import fields
from annotator.web.forms.fields import PageForm

SURE = [("1", "Unsure"), ("2", "Fairly sure"), ("3", "Sure")]
OUTCOMES = ("several", "parts", "merge", "reject", "undecidable", "amend", "add")


class DecisionForm(PageForm):
    """The outcome with its reason; `choice` is the id of a reading, or one of the other outcomes."""

    choice = HiddenField("Decision", [DataRequired("Choose a reading, or one of the other outcomes.")])
    keep = SelectMultipleField("Readings to keep", validate_choice=False)
    reason = SelectField("Reason", [InputRequired("Choose a reason.")])
    confidence = RadioField("How sure are you", choices=fields.choices(*SURE), default="3")
    rationale = fields.text("Why", needed=False, most=RATIONALE_LIMIT, rows=2)
    case_version = fields.HiddenNumber(validators=[InputRequired("Load the page again.")])
    shown = fields.HiddenNumber(validators=[Optional()])

    def offer(self, scheme: Mapping[str, Any]) -> DecisionForm:
        """Take the reasons of the scheme as choices, and return the form."""
        terms: Sequence[Mapping[str, Any]] = scheme["vocabularies"].get("decision_reason", ())
        self.reason.choices = fields.choices(
            ("", "Reason"), *((term["id"], term["label"]["en"]) for term in terms)
        )
        return self
