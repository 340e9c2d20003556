"""Changing a tag of a label scheme, with the sources it needs."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, ValidationError
from wtforms.validators import DataRequired, NumberRange, Optional, Regexp

import schemas
from annotator.domain.schemes.edits import Path
from annotator.web.forms import fields
from annotator.web.forms.attributes import AttributeForm
from annotator.web.forms.conditions import ConditionField
from annotator.web.forms.fields import CheckboxesField, choices, line
from annotator.web.forms.schemes import Json, NamedPart
from annotator.web.languages import said
from schemas.sayings import say

PATTERNS = {"claim": "solid", "rebuttal": "double", "omission": "dotted", "framing": "wavy"}
"""Each colour with the underline that goes with it, so that colour is never alone."""

TAKEN_KEYS = frozenset("abgijklmnpstuvwxyz")
"""Letters that do something else on the desk."""

_COLOURS = choices(
    ("claim", _("Blue, solid line")),
    ("rebuttal", _("Orange, double line")),
    ("omission", _("Purple, dotted line")),
    ("framing", _("Green, wavy line")),
)
_ANCHORS = choices(
    ("span", _("Words")), ("point", _("A point between words")), ("article", _("The whole article"))
)
_PROVED = choices(("", _("No")), ("submit", _("When handing in")), ("gold", _("For gold only")))
_KEY = Regexp(r"^[a-z0-9]$", message=_("One small letter or digit."))
PROOF = ("proved", "stance", "least", "own_article", "known", "known_when")


class TagForm(NamedPart):
    """A tag: what it is called, what it means, its key and colour, what it stands on, what proves it."""

    texts = ("label", "definition")
    plain = ("key", "colour", "anchors")

    definition = fields.text(_("What it means"), needed=False, most=1000, rows=2)
    key = line(
        _("Key"), needed=False, most=1, words=_("Makes the tag at the desk: one letter or digit."),
        autocomplete="off", **{"class": "short"},
    )  # fmt: skip
    colour = SelectField(_("Colour and line"), choices=_COLOURS, validators=[Optional()])
    anchors = CheckboxesField(_("Stands on"), [DataRequired(_("Choose at least one."))], choices=_ANCHORS)
    proved = RadioField(_("Needs a source"), choices=_PROVED, default="", validators=[Optional()])
    stance = SelectField(_("What the source must do"), choices=[], validators=[Optional()])
    least = IntegerField(
        _("How many"), [Optional(), NumberRange(1, 20, _("From 1 to 20."))], default=1,
        render_kw={"inputmode": "numeric", "class": "short"},
    )  # fmt: skip
    own_article = ConditionField(_("The annotated article itself counts as a source"))
    known = SelectField(
        _("Hindsight is told by"), choices=[], validators=[Optional()],
        description=_("Under the condition below a no is refused, and a source later than the article warns."),
    )  # fmt: skip
    known_when = ConditionField(_("It had to be known at publication"))

    def fit(self, body: Json, path: Path, part: Json) -> None:
        """Offer the answers and stances of the scheme; a tag that is new has no rules about sources yet."""
        if not path[-1]:
            for name in PROOF:
                del self[name]
            return
        asked = [field.attribute for field in AttributeForm(body, path[1])]
        terms = schemas.vocabulary("stance", body)
        self.stance.choices = choices(*((term["id"], said(term.get("label")) or term["id"]) for term in terms))
        named = [(one.name, one.label) for one in asked if one.kind == "bool"]
        self.known.choices = choices(("", _("Nothing")), *named)
        self.own_article.offer(asked, part.get("sources", {}).get("own_article_when", {}))
        self.known_when.offer(asked, part.get("known_then", {}).get("when", {}))

    def show(self, part: Json, language: str) -> None:
        """Fill in what the tag says."""
        super().show(part, language)
        if "proved" in self:
            rule = part.get("sources", {})
            self.proved.data = rule.get("required", "")
            self.stance.data, self.least.data = rule.get("stance"), rule.get("min", 1)
            self.known.data = part.get("known_then", {}).get("attribute", "")

    def validate_key(self, field: Any) -> None:
        """A key of the desk makes no tag."""
        if field.data:
            _KEY(self, field)
        if field.data in TAKEN_KEYS:
            raise ValidationError(
                say("The desk uses %(key)r for something else. Choose another, or none.", key=field.data)
            )

    def validate_known(self, field: Any) -> None:
        """What had to be known had to be so under a condition."""
        if field.data and not self.known_when.data:
            raise ValidationError(_("Say below when it had to be known."))

    def changes(self, part: Json, language: str) -> Json:
        """Return the keys of the tag; the underline goes with the colour."""
        told = super().changes(part, language)
        colour = told["colour"]
        if colour != part.get("colour"):
            told["pattern"] = PATTERNS.get(colour or "")
        return told | (self._proof(part) if "proved" in self else {})

    def _proof(self, part: Json) -> Json:
        before = part.get("sources", {})
        rule = {"required": self.proved.data, "min": self.least.data, "stance": self.stance.data}
        if rule["min"] == 1 and "min" not in before:
            del rule["min"]
        rule |= {"own_article_when": self.own_article.data} if self.own_article.data else {}
        known = {"attribute": self.known.data, "when": self.known_when.data}
        return {"sources": rule if self.proved.data else None, "known_then": known if self.known.data else None}
