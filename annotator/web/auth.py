"""In and out."""

from __future__ import annotations

from flask import Blueprint, Response, request, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import reading, settings, whoever, writing
from annotator.errors import LoginNeeded, Missing, TooMany
from annotator.models import Account
from annotator.services import accounts
from annotator.web.answers import done, page, safe_next
from annotator.web.forms.accounts import LoginForm

bp = Blueprint("auth", __name__)
WRONG = "User name and password do not fit together. Try again, or ask an admin for a new link."


@bp.get("/login")
def show_login() -> Response | Answer:
    """Show the log-in; who is logged in goes on."""
    where = safe_next(request.args.get("next"))
    if whoever() is not None:
        return done(where)
    return _form(LoginForm(), where)


@bp.post("/login")
def log_in() -> Response | Answer:
    """Let the person in who knows the password."""
    where = safe_next(request.form.get("next"))
    form = LoginForm(request.form)
    if not form.validate():
        return _form(form, where, 422)
    try:
        secret = _enter(form.username.data, form.password.data)
    except TooMany as error:
        form.refuse(error)
        response = _form(form, where, 429)
        response.headers["Retry-After"] = str(error.extra["retry_after"])
        return response
    except LoginNeeded as error:
        form.refuse(error)
        return _form(form, where, 422)
    remember(secret)
    return done(where)


@bp.post("/logout")
def log_out() -> Answer:
    """End the log-in, on the server too."""
    forget()
    return done("/login", "You are logged out.")


def remember(secret: str) -> None:
    """Put the secret of a log-in into a fresh cookie; the log-in that was there ends."""
    forget()
    session["login"] = secret
    session.permanent = True


def forget() -> None:
    """End the log-in of this browser and empty its cookie."""
    secret = session.get("login")
    if isinstance(secret, str):
        with writing() as opened:
            accounts.end_login(opened, secret)
    session.clear()


def _enter(name: str, password: str) -> str:
    """Return the secret of a new log-in; the work is the same for names that nobody has."""
    address = request.remote_addr or "unknown"
    with reading() as opened:
        accounts.require_patience(opened, name, address, settings().login_failures)
        account = _find(opened, name)
    kept = account.password_hash if account and not account.disabled else None
    if not accounts.verify_password(kept, password):
        with writing() as opened:
            accounts.note_failure(opened, name, address)
        raise LoginNeeded("wrong_login", WRONG)
    with writing() as opened:
        return accounts.start_login(opened, accounts.find(opened, name))


def _find(opened: Session, name: str) -> Account | None:
    try:
        return accounts.find(opened, name)
    except Missing:
        return None


def _form(form: LoginForm, where: str, status: int = 200) -> Response:
    return page("login.html", status, form=form, next=where)
