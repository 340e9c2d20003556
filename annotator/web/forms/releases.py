"""What a release is made of, and what its card says."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, Optional

from annotator.services.carding import LONGEST
from annotator.web.forms.fields import PageForm, choices, line, text
from exports.release.fields import FIELDS

LONG = frozenset({"creators", *(field.name for field in FIELDS if field.needed)}) - {"contact"}


class ReleaseForm(PageForm):
    """A number, how to divide, and how much of the texts to pass on."""

    version = line("Number", most=60, words="Three numbers: rows changed, rows added, only words changed.")
    split = line(
        "Parts", needed=False, most=400, words="Such as train=.8,dev=.1,test=.1; one part when left empty."
    )
    mode = RadioField(
        "What stays together",
        default="story",
        choices=choices(
            ("story", "Stories, and what shares a claim, a source or much of its text"),
            ("outlet", "Each outlet too"),
            ("time", "Stories, the earliest in the first part"),
        ),
        validators=[InputRequired("Choose one.")],
    )
    seed = IntegerField(
        "Seed", validators=[Optional()], default=0, description="Another number divides otherwise."
    )
    texts = RadioField(
        "Texts",
        default="full",
        choices=choices(
            ("full", "In full, where their rights are recorded"),
            ("quotes", "Only what was annotated, with a little around it"),
            ("offsets", "Only offsets, hashes and addresses"),
        ),
        validators=[InputRequired("Choose one.")],
    )

    def options(self) -> dict[str, Any]:
        """Return what was chosen; what only matters for parts is left out where there is one part."""
        split = self.split.data or None
        parts = {"split": split, "mode": self.mode.data} if split else {}
        return {**parts, "seed": self.seed.data or 0, "texts": self.texts.data}


def _card_form() -> type[PageForm]:
    made: dict[str, Any] = {"__doc__": "What the card says of the corpus; a draft may leave all empty."}
    for field in FIELDS:
        make = text if field.name in LONG else line
        words = field.help if field.needed else f"{field.help} May stay empty."
        made[field.name] = make(field.label, needed=False, most=LONGEST, words=words)
    return type("CardForm", (PageForm,), made)


CardForm = _card_form()
