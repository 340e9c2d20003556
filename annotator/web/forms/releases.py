"""What a release is made of, and what its card says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, Optional

from annotator.services.release.carding import LONGEST
from annotator.web.forms.fields import PageForm, choices, line, text
from exports.release.fields import FIELDS
from schemas.sayings import say

LONG = frozenset({"creators", *(field.name for field in FIELDS if field.needed)}) - {"contact"}


class ReleaseForm(PageForm):
    """A number, how to divide, and how much of the texts to pass on."""

    version = line(_("Number"), most=60, words=_("Three numbers: rows changed, rows added, only words changed."))
    split = line(
        _("Parts"), needed=False, most=400, words=_("Such as train=.8,dev=.1,test=.1; one part when left empty.")
    )
    folds = IntegerField(
        _("Folds"), validators=[Optional()], description=_("So many equal parts instead, for cross-validation.")
    )
    mode = RadioField(
        _("What stays together"),
        default="story",
        choices=choices(
            ("story", _("Stories, and what shares a claim, a source or much of its text")),
            ("outlet", _("Each outlet too")),
            ("time", _("Stories, the earliest in the first part")),
        ),
        validators=[InputRequired(_("Choose one."))],
    )
    hold_out = text(
        _("Outlets held out"),
        needed=False,
        most=4000,
        words=_("For the last part only, one a line, as they stand."),
    )
    seed = IntegerField(
        _("Seed"), validators=[Optional()], default=0, description=_("Another number divides otherwise.")
    )
    texts = RadioField(
        _("Texts"),
        default="full",
        choices=choices(
            ("full", _("In full, where their rights are recorded")),
            ("quotes", _("Only what was annotated, with a little around it")),
            ("offsets", _("Only offsets, hashes and addresses")),
        ),
        validators=[InputRequired(_("Choose one."))],
    )

    def options(self) -> dict[str, Any]:
        """Return what was chosen; what only matters for parts is left out where there is one part."""
        split, folds = self.split.data or None, self.folds.data
        held = [line.strip() for line in (self.hold_out.data or "").splitlines() if line.strip()]
        parts: dict[str, Any] = {"split": split, "folds": folds, "hold_out": held or None}
        if split or folds is not None:
            parts["mode"] = self.mode.data
        return {**parts, "seed": self.seed.data or 0, "texts": self.texts.data}


def _card_form() -> type[PageForm]:
    made: dict[str, Any] = {"__doc__": _("What the card says of the corpus; a draft may leave all empty.")}
    for field in FIELDS:
        make = text if field.name in LONG else line
        words = field.help if field.needed else say("%(help)s May stay empty.", help=field.help)
        made[field.name] = make(field.label, needed=False, most=LONGEST, words=words)
    return type("CardForm", (PageForm,), made)


CardForm = _card_form()
