"""Logging in, joining, choosing a password."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.validators import EqualTo

from annotator.web.forms import fields
from annotator.web.forms.fields import PageForm, line

NEW_WORDS = _("At least 8 characters, 15 are better. A few words that only you would put together are best.")


class LoginForm(PageForm):
    """Who it is."""

    username = line(_("User name"), most=200, autocomplete="username", autocapitalize="none", spellcheck="false")
    password = fields.password(_("Password"))


class PasswordForm(PageForm):
    """A new password, twice."""

    password = fields.password(_("New password"), new=True, words=NEW_WORDS)
    again = fields.password(_("The same again"), new=True)

    def validate(self, **kwargs: object) -> bool:
        """Check each field, and that the two are one."""
        self.again.validators = [*self.again.validators, EqualTo("password", _("The two are not the same."))]
        return bool(super().validate(**kwargs))


class JoinForm(PasswordForm):
    """A new person: a name and a password."""

    name = line(_("User name"), most=64, autocomplete="username", autocapitalize="none", spellcheck="false")


class CodeForm(PageForm):
    """The code of an authenticator app, or a recovery code."""

    code = line(_("Code"), most=64, autocomplete="one-time-code", autocapitalize="none", spellcheck="false")


class ConfirmForm(PageForm):
    """The password of whoever is logged in, once more."""

    confirm_password = fields.password(_("Your password"))
