"""Members of projects, users of the workspace, tokens."""

from __future__ import annotations

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from annotator.permissions.actor import ROLES, SCOPES
from annotator.services.tokens import MOST_DAYS
from annotator.web.forms import fields
from annotator.web.forms.accounts import PasswordForm
from annotator.web.forms.fields import CheckboxesField, PageForm, line

NEEDED = InputRequired("Choose one.")
ROLE_WORDS = {
    "annotator": "annotator: reads and marks the articles assigned to them",
    "reviewer": "reviewer: decides where layers differ",
    "researcher": "researcher: sees layers handed in, exports",
    "manager": "manager: imports, assigns, invites, writes the guidelines",
}
SCOPE_WORDS = {
    "read": "read: see what you may see",
    "annotate": "annotate: also save work",
    "manage": "manage: all that you may do",
}
ROLE_CHOICES = fields.choices(*((role, ROLE_WORDS[role]) for role in ROLES))
SCOPE_CHOICES = fields.choices(*((scope, SCOPE_WORDS[scope]) for scope in SCOPES))


class MemberForm(PageForm):
    """A role for somebody who has an account."""

    name = line("User name", most=64, autocomplete="off", autocapitalize="none", spellcheck="false")
    role = SelectField("Role", choices=ROLE_CHOICES, validators=[NEEDED])


class InviteForm(PageForm):
    """The roles of whoever opens the link."""

    roles = CheckboxesField(
        "Roles",
        [InputRequired("Choose at least one role.")],
        choices=ROLE_CHOICES,
        default=["annotator"],
    )


class UserForm(PageForm):
    """A new user."""

    name = line("User name", most=64, autocomplete="off", autocapitalize="none", spellcheck="false")


class EraseForm(PageForm):
    """The name of whom to erase, typed, and on what ground."""

    name = line("User name, to be sure", most=64, autocomplete="off", autocapitalize="none", spellcheck="false")
    basis = line(
        "On what ground", most=500, words="Stands in the history for ever: name nobody.", autocomplete="off"
    )


class ChangePasswordForm(PasswordForm):
    """A new password, by whoever knows the old one."""

    current = fields.password("Current password")


class TokenForm(PageForm):
    """A token for the API."""

    scope = SelectField("May", choices=SCOPE_CHOICES, default="annotate", validators=[NEEDED])
    days = IntegerField(
        "Days it lives",
        [InputRequired("Write a number."), NumberRange(1, MOST_DAYS, f"A number from 1 to {MOST_DAYS}.")],
        default=90,
        render_kw={"min": 1, "max": MOST_DAYS, "class": "short", "inputmode": "numeric"},
    )
