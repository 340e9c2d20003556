"""The password once more, before what could give somebody else's hands lasting power."""

from __future__ import annotations

from flask import Response, g, request, session

from annotator import clock
from annotator.edge.asking import actor, reading, writing
from annotator.errors import Busy, Invalid, Refused, TooMany
from annotator.models import Account
from annotator.services.people import accounts, logins
from annotator.web.answers import page
from annotator.web.auth import count_try, retry_later, status_of_try
from annotator.web.forms.accounts import ConfirmForm

FIELD = "confirm_password"
LEFT_OUT = {FIELD, "csrf_token", "username"}


def ask_again(what: str) -> Response | None:
    """Return the page that asks for the password, with all that was sent; None when it was given minutes ago."""
    form = ConfirmForm(request.form)
    if FIELD in request.form:
        if not form.validate():
            return _page(form, what, 422)
        try:
            check_password(form.confirm_password.data, FIELD)
        except (Invalid, TooMany) as error:
            form.refuse(error)
            return retry_later(_page(form, what, status_of_try(error)), error)
        _renew(_secret(), clock.new_token())
        return None
    with reading() as opened:
        login = logins.current(opened, _secret())
        return None if login is not None and logins.is_fresh(login) else _page(form, what, 403)


def check_password(password: str, field: str) -> None:
    """Raise Invalid, at the field, unless this is the person's password; wrong ones count as failed log-ins."""
    tried = count_try(actor().name)
    with reading() as opened:
        kept = opened.get_one(Account, actor().account_id).password_hash
    if not accounts.verify_password(kept, password):
        raise Invalid("wrong_password", "This is not your current password.", pointer=f"/{field}")
    with writing() as opened:
        accounts.take_back(opened, tried)


def _renew(old: str, new: str) -> None:
    """Let the log-in have a new secret. Whether it has, when the commit went unheard, is looked up."""
    try:
        with writing() as opened:
            logins.renew(opened, old, new)
    except Busy:
        with reading() as opened:
            if logins.current(opened, new) is not None:
                _take(new)
        raise
    _take(new)


def _take(secret: str) -> None:
    session["login"], g.renewed = secret, True


def _secret() -> str:
    secret = session.get("login")
    if not isinstance(secret, str):
        raise Refused("forbidden", "Log in first.")
    return secret


def _page(form: ConfirmForm, what: str, status: int) -> Response:
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in LEFT_OUT]
    return page("confirm.html", status, form=form, what=what, sent=sent, action=request.path)
