"""Changing an attribute of a tag: what is asked, and when it must be answered."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.validators import DataRequired, NumberRange, Optional

from annotator.domain.schemes.edits import Path
from annotator.web.forms import fields
from annotator.web.forms.attributes import AttributeForm
from annotator.web.forms.conditions import ConditionField
from annotator.web.forms.fields import choices
from annotator.web.forms.schemes import Json, NamedPart
from annotator.web.languages import said
from annotator.web.terms import called

_TYPES = choices(
    ("id", _("One of a vocabulary")),
    ("ids", _("Several of a vocabulary")),
    ("text", _("Text")),
    ("bool", _("Yes or no")),
    ("int", _("A number from 1 to 3")),
    ("entity", _("A person or body")),
    ("entities", _("People and bodies")),
    ("date", _("A date")),
    ("country", _("A country")),
    ("anchor", _("Words of the article")),
    ("rating", _("A label of a rating scale")),
)
_REQUIRED = choices(
    ("", _("May stay empty")), ("submit", _("Needed when handing in")), ("gold", _("Needed for gold only"))
)
_SHORT = {"inputmode": "numeric", "class": "short"}


def _number(label: Any, least: int, most: int, words: Any = "") -> IntegerField:
    told = _("From %(least)s to %(most)s.", least=least, most=f"{most:,}")
    return IntegerField(label, [Optional(), NumberRange(least, most, told)], description=words, render_kw=_SHORT)


class QuestionForm(NamedPart):
    """An attribute of a tag: what is asked, of what type, and when it must be answered."""

    texts = ("label", "help")
    plain = (
        "required", "limit", "advised", "min", "max", "gold", "ordered", "one_per_layer",
        "unless_relation", "ends_with", "when", "only_when", "warn_missing_when",
    )  # fmt: skip
    of_types: ClassVar[dict[str, tuple[str, ...]]] = {
        "limit": ("text",), "advised": ("text",), "min": ("int", "ids"), "max": ("int",),
        "ordered": ("entities",), "ends_with": ("entities",), "one_per_layer": ("bool",),
    }  # fmt: skip
    """The types of answer that a rule is for; the others are for all."""

    help = fields.text(_("Help under it"), needed=False, most=1000, rows=2)
    required = RadioField(_("Answer"), choices=_REQUIRED, default="", validators=[Optional()])
    type = SelectField(_("Type of answer"), choices=_TYPES, validators=[DataRequired(_("Choose one."))])
    vocabulary = SelectField(_("Vocabulary"), choices=[], validators=[Optional()])
    when = ConditionField(_("Needed only if"))
    only_when = ConditionField(_("Makes sense only if"))
    warn_missing_when = ConditionField(_("Warns when left empty if"))
    unless_relation = SelectField(_("Not needed once there is a link"), choices=[], validators=[Optional()])
    limit = _number(_("Longest text"), 1, 10_000, _("In characters."))
    advised = _number(_("Advised length"), 1, 10_000, _("In characters; longer is allowed."))
    min = _number(_("At least"), 0, 10_000)
    max = _number(_("At most"), 0, 10_000)
    ordered = BooleanField(_("Their order matters"))
    ends_with = SelectField(_("The last one is the answer to"), choices=[], validators=[Optional()])
    one_per_layer = BooleanField(_("Yes on one annotation of an article at most"))
    gold = BooleanField(_("A proposal: it does not enter gold"))

    def fit(self, body: Json, path: Path, part: Json) -> None:
        """Offer the vocabularies, links and other attributes of the scheme; keep the rules of this type."""
        named = ((name, called(name)) for name, terms in body.get("vocabularies", {}).items() if terms)
        self.vocabulary.choices = choices(("", _("None")), *named)
        others = [field.attribute for field in AttributeForm(body, path[1]) if field.name != path[-1]]
        for name in ("when", "only_when", "warn_missing_when"):
            self[name].offer(others, part.get(name, {}))
        links = (
            (k, said(r.get("label")) or k) for k, r in body.get("relations", {}).items() if path[1] in r["from"]
        )
        self.unless_relation.choices = choices(("", _("No link changes that")), *links)
        last = ((one.name, one.label) for one in others if one.kind == "entity")
        self.ends_with.choices = choices(("", _("Nothing in particular")), *last)
        for name, types in self.of_types.items():
            if path[-1] and part["type"] not in types:
                del self[name]

    def show(self, part: Json, language: str) -> None:
        """Fill in what the attribute says."""
        super().show(part, language)
        self.required.data = part.get("required", "")
        self.gold.data = part.get("gold") == "never"

    def changes(self, part: Json, language: str) -> Json:
        """Return the keys of the attribute as they are to be."""
        told = super().changes(part, language)
        return told | {"gold": "never" if self.gold.data else None}

    def validate_when(self, field: Any) -> None:
        """A condition of what is needed says something only where it is needed."""
        if field.data and not self.required.data:
            raise ValidationError(_("Choose above when the answer is needed, or leave this condition out."))

    def new(self) -> Json:
        """Return the type of the attribute, which stays, and the least that the type must say."""
        kind = self.type.data
        named = {"vocabulary": self.vocabulary.data} if kind in ("id", "ids") and self.vocabulary.data else {}
        least = {"min": 1} if kind == "ids" and self.required.data else {}
        return {"type": kind, **named, **({"min": 1, "max": 3} if kind == "int" else least)}
