"""Changing a relation of a label scheme: what it joins, and how."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import DataRequired

from annotator.domain.schemes.edits import Path
from annotator.web.forms import fields
from annotator.web.forms.fields import CheckboxesField, choices
from annotator.web.forms.schemes import Json, NamedPart
from annotator.web.languages import said

_ENDS = {"starts": "from", "ends": "to"}
_SOME = [DataRequired(_("Choose at least one."))]


class RelationForm(NamedPart):
    """A relation: what it is called, what it means, the tags at its ends, the rules for it."""

    texts = ("label", "definition")
    plain = ("same_tag", "symmetric", "acyclic")

    definition = fields.text(_("What it means"), needed=False, most=1000, rows=2)
    starts = CheckboxesField(_("Goes from"), _SOME, choices=[])
    ends = CheckboxesField(_("Goes to"), _SOME, choices=[])
    same_tag = BooleanField(_("Joins two of the same tag only"))
    symmetric = BooleanField(_("Means the same in both directions"))
    acyclic = BooleanField(_("Never leads back to where it began"))

    def fit(self, body: Json, path: Path, part: Json) -> None:
        """Offer the tags of the scheme, and those that the relation names already."""
        kept = {*part.get("from", ()), *part.get("to", ())}
        tags = [
            (n, said(t.get("label")) or n) for n, t in body["tags"].items() if n in kept or not t.get("deprecated")
        ]
        self.starts.choices = self.ends.choices = choices(*tags)

    def show(self, part: Json, language: str) -> None:
        """Fill in what the relation says."""
        super().show(part, language)
        for field, name in _ENDS.items():
            self[field].data = part.get(name, [])

    def changes(self, part: Json, language: str) -> Json:
        """Return the keys of the relation as they are to be; its ends in the order they had."""
        told = super().changes(part, language)
        for field, name in _ENDS.items():
            before, chosen = part.get(name, []), self[field].data or []
            told[name] = [*(tag for tag in before if tag in chosen), *(tag for tag in chosen if tag not in before)]
        return told
