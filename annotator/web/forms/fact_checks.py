"""A verdict, a piece of evidence, a question with its answer, a rating scale."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired

from annotator.web.forms import fields
from annotator.web.forms.fields import CheckboxesField, HiddenNumber, PageForm, choices, line
from annotator.web.languages import said

Scheme = dict[str, Any]


def terms(scheme: Scheme, name: str) -> list[tuple[str, str]]:
    """Return the terms of a vocabulary as options."""
    return [(term["id"], said(term["label"]) or term["id"]) for term in scheme["vocabularies"].get(name, [])]


class VerdictForm(PageForm):
    """What somebody rules on a claim; `seen` is the version that was looked at."""

    verdict = RadioField(_("Verdict"), [DataRequired(_("Choose one."))], choices=[])
    missing_context = BooleanField(_("It misses context: it may be true and still mislead"))
    rating = SelectField(_("Rating"), choices=[], default="")
    justification = fields.text(
        _("Why"), needed=False, most=10_000, words=_("Name the sources that lead to it."),
        **{"data-needed": _("needed unless not checked")},
    )  # fmt: skip
    as_of = line(_("As of"), needed=False, words=_("The day of the evidence."), placeholder="2023-09-15")
    seen = HiddenNumber(default=0)

    def offer(self, scheme: Scheme) -> None:
        """Let the verdicts of the scheme be chosen, and the labels of the project's scales."""
        self.verdict.choices = fields.choices(*terms(scheme, "verdict"))
        labels = [
            (
                f"{name}:{entry['id']}",
                f"{said(scale.get('label')) or name}: {said(entry.get('label')) or entry['id']}",
            )
            for name, scale in scheme.get("scales", {}).items()
            for entry in scale["entries"]
        ]
        self.rating.choices = fields.choices(("", _("None")), *labels)

    def show(self, check: dict[str, Any], version: int) -> None:
        """Fill in the verdict that stands."""
        self.verdict.data = check.get("verdict")
        self.missing_context.data = bool(check.get("missing_context"))
        rating = check.get("rating")
        self.rating.data = f"{rating['scale']}:{rating['id']}" if rating else ""
        self.justification.data, self.as_of.data = check.get("justification"), check.get("as_of")
        self.seen.put(version)

    def said(self) -> dict[str, Any]:
        """Return the verdict as the API takes it."""
        scale, _, label = (self.rating.data or "").partition(":")
        return {
            "verdict": self.verdict.data,
            "missing_context": bool(self.missing_context.data),
            "rating": {"scale": scale, "id": label} if label else None,
            "justification": self.justification.data or None,
            "as_of": self.as_of.data or None,
        }


class ClaimForm(PageForm):
    """A canonical claim."""

    claim = line(_("Claim"), most=500, words=_("One sentence that stands alone, without a word of rating."))
    claim_date = line(_("Made on"), needed=False, words=_("A year, a month or a day."), placeholder="2023-09")


class DetailsForm(ClaimForm):
    """A canonical claim with who made it where, and how it was checked."""

    location_iso = line(_("Country"), needed=False, most=6, words=_("ISO 3166 code, such as KH or US-TX."))
    speakers = SelectMultipleField(_("Speakers"), choices=[])
    strategies = CheckboxesField(_("How it was checked"), choices=[])

    def said(self) -> dict[str, Any]:
        """Return these parts of a fact-check as the API takes them."""
        return {
            "claim": self.claim.data,
            "claim_date": self.claim_date.data or None,
            "location_iso": self.location_iso.data or None,
            "speakers": self.speakers.data or [],
            "strategies": self.strategies.data or [],
        }


class EvidenceForm(PageForm):
    """A source and what it does for the claim."""

    source = SelectField(_("Source"), [DataRequired(_("Choose one."))], choices=[])
    stance = SelectField(_("What it does"), choices=[])
    quote = fields.text(_("Exact words"), needed=False, most=1000)
    paraphrase = fields.text(_("In your own words"), needed=False, most=1000)
    evidence_locator = line(_("Page, paragraph or time"), needed=False, most=1000)

    def said(self) -> dict[str, Any]:
        """Return the link as the API takes it."""
        return {
            "source": self.source.data,
            "stance": self.stance.data,
            "quote": self.quote.data or None,
            "paraphrase": self.paraphrase.data or None,
            "locator": self.evidence_locator.data or None,
        }


class QuestionForm(PageForm):
    """A question whose answer is evidence, or one more answer to a question that is there."""

    answers_to = SelectField(_("Answers"), choices=[], default="")
    question = line(_("Question"), needed=False, most=500)
    answer = fields.text(_("Answer"), needed=False, most=5000)
    answer_type = SelectField(_("Kind of answer"), choices=[])
    answer_source = SelectField(_("Source of the answer"), choices=[], default="")
    source_medium = SelectField(_("Found in"), choices=[], default="")

    def offer(self, questions: list[dict[str, Any]]) -> None:
        """Let one of the questions be answered once more."""
        known = [(str(number), one["question"][:80]) for number, one in enumerate(questions)]
        self.answers_to.choices = choices(("", _("A new question")), *known)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields; a new question needs its words."""
        good: bool = super().validate(extra_validators)
        if not (self.answers_to.data or self.question.data):
            self.question.errors = [_("Fill this in.")]
            return False
        return good

    def said(self) -> dict[str, Any]:
        """Return the question with its answer as the API takes it."""
        answer = {
            "text": self.answer.data or None,
            "answer_type": self.answer_type.data,
            "source": self.answer_source.data or None,
            "source_medium": self.source_medium.data or None,
        }
        return {"question": self.question.data, "answers": [answer]}


class ScaleForm(PageForm):
    """A scale of the project's own."""

    scale = line(_("Short name"), most=60, words=_("Small letters, digits and hyphens."), spellcheck="false")
    label = line(_("Name"), most=200)
    labels = fields.text(_("Labels"), words=_("One a line, from worst to best."))

    def said(self) -> dict[str, Any]:
        """Return the scale as the API takes it: ids are made of the labels."""
        names = [name.strip() for name in (self.labels.data or "").split("\n") if name.strip()]
        entries = [
            {
                "id": "_".join("".join(c if c.isalnum() and c.isascii() else " " for c in name.lower()).split())
                or f"label_{number}",
                "order": number,
                "label": {"en": name},
            }
            for number, name in enumerate(names, 1)
        ]
        return {"label": {"en": self.label.data}, "entries": entries}
