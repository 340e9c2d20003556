"""Members of projects, users of the workspace, tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from annotator.permissions.actor import ROLES, SCOPES
from annotator.services.people.tokens import MOST_DAYS
from annotator.web import languages
from annotator.web.forms import fields
from annotator.web.forms.accounts import PasswordForm
from annotator.web.forms.fields import CheckboxesField, PageForm, line
from exports.release.background import AGES, EDUCATIONS
from schemas.sayings import say

NEEDED = InputRequired(_("Choose one."))
ROLE_WORDS = {
    "annotator": _("annotator: reads and marks the articles assigned to them"),
    "reviewer": _("reviewer: decides where layers differ"),
    "researcher": _("researcher: sees layers handed in, exports"),
    "manager": _("manager: imports, assigns, invites, writes the guidelines"),
}
SCOPE_WORDS = {
    "read": _("read: see what you may see"),
    "annotate": _("annotate: also save work"),
    "manage": _("manage: all that you may do"),
}
ROLE_CHOICES = fields.choices(*((role, ROLE_WORDS[role]) for role in ROLES))
SCOPE_CHOICES = fields.choices(*((scope, SCOPE_WORDS[scope]) for scope in SCOPES))


AGE_WORDS = {"under-20": _("under 20"), "70-on": _("70 or older")}
EDUCATION_WORDS = {
    "school": _("School"),
    "vocational": _("Vocational training"),
    "bachelor": _("Bachelor or the like"),
    "master": _("Master or the like"),
    "doctorate": _("Doctorate"),
}


def _named(known: Mapping[str, str], words: Mapping[str, Any]) -> list[SelectChoice]:
    """Return the choices of what is known, by the words of the page where it has some."""
    return fields.choices(*((value, words.get(value, plain)) for value, plain in known.items()))


class MemberForm(PageForm):
    """A role for somebody who has an account."""

    name = line(_("User name"), most=64, autocomplete="off", autocapitalize="none", spellcheck="false")
    role = SelectField(_("Role"), choices=ROLE_CHOICES, validators=[NEEDED])


class InviteForm(PageForm):
    """The roles of whoever opens the link."""

    roles = CheckboxesField(
        _("Roles"),
        [InputRequired(_("Choose at least one role."))],
        choices=ROLE_CHOICES,
        default=["annotator"],
    )


class BackgroundForm(PageForm):
    """Age and education in bands."""

    age = SelectField(
        _("Age"), choices=_named({"": ""} | AGES, {"": _("Choose")} | AGE_WORDS), validators=[NEEDED]
    )
    education = SelectField(
        _("Education"),
        choices=_named({"": ""} | EDUCATIONS, {"": _("Choose")} | EDUCATION_WORDS),
        validators=[NEEDED],
    )


class UserForm(PageForm):
    """A new user."""

    name = line(_("User name"), most=64, autocomplete="off", autocapitalize="none", spellcheck="false")


class EraseForm(PageForm):
    """The name of whom to erase, typed, and on what ground."""

    name = line(_("User name, to be sure"), most=64, autocomplete="off", autocapitalize="none", spellcheck="false")
    basis = line(
        _("On what ground"), most=500, words=_("Stands in the history for ever: name nobody."), autocomplete="off"
    )


class ChangePasswordForm(PasswordForm):
    """A new password, by whoever knows the old one."""

    current = fields.password(_("Current password"))


class LanguageForm(PageForm):
    """The language of the pages."""

    language = SelectField(_("Language"), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages there are."""
        super().__init__(*args, **kwargs)
        self.language.choices = fields.choices(*languages.names())


class TokenForm(PageForm):
    """A token for the API."""

    scope = SelectField(_("May"), choices=SCOPE_CHOICES, default="annotate", validators=[NEEDED])
    days = IntegerField(
        _("Days it lives"),
        [
            InputRequired(_("Write a number.")),
            NumberRange(1, MOST_DAYS, say("A number from 1 to %(most)s.", most=MOST_DAYS)),
        ],
        default=90,
        render_kw={"min": 1, "max": MOST_DAYS, "class": "short", "inputmode": "numeric"},
    )
