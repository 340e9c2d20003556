"""The second step of a log-in: the code of the app, or setting the app up for whoever must have one."""

from __future__ import annotations

from flask import Blueprint, Response, request, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge import journal
from annotator.edge.asking import reading, settings, workspace, writing
from annotator.errors import AnnotatorError, Conflict, Invalid, LoginNeeded, TooMany
from annotator.models import Account
from annotator.queries import actors
from annotator.services.people import accounts, factors, logins
from annotator.web.answers import done, page, safe_next
from annotator.web.auth import here, remember, retry_later, status_of_try
from annotator.web.forms.accounts import CodeForm
from annotator.web.squares import square

bp = Blueprint("codes", __name__)
LATE = "Log in once more: a password waits ten minutes for its code."


@bp.get("/login/code")
def show_code() -> Response | Answer:
    """Ask whoever gave the password for the code."""
    where = safe_next(request.args.get("next"))
    with reading() as opened:
        account = _waiting(opened)
    return _show(CodeForm(), where) if account else done("/login", LATE, "info")


@bp.post("/login/code")
def send_code() -> Response | Answer:
    """Let the person in whose code is right; who sets the app up gets the recovery codes on the way."""
    where = safe_next(request.form.get("next"))
    form = CodeForm(request.form)
    with reading() as opened:
        account = _waiting(opened)
    if account is None:
        return done("/login", LATE, "info")
    if not form.validate():
        return _show(form, where, 422)
    try:
        codes = _enter(account.name, form.code.data)
    except (Invalid, TooMany, Conflict) as error:
        form.refuse(error)
        return retry_later(_show(form, where, status_of_try(error)), error)
    return page("codes.html", codes=codes, back=where) if codes else done(where)


def try_code(name: str) -> None:
    """Raise TooMany when codes or passwords of this person failed too often."""
    with reading() as opened:
        accounts.require_patience(opened, name, request.remote_addr or "unknown", settings().login_failures)


def count_wrong(name: str) -> AnnotatorError:
    """Count a wrong code as a failed log-in and return what is said of it."""
    with writing() as opened:
        accounts.note_failure(opened, name, request.remote_addr or "unknown")
        account = accounts.find(opened, name).id
    journal.note("login:failed", account, by="code")
    return factors.wrong_code()


def _enter(name: str, code: str) -> list[str]:
    """Let the person in, and return the recovery codes when the app was set up just now."""
    try_code(name)
    key, made, right = workspace().secret_key, [], True
    with writing() as opened:
        account = _waiting(opened)
        if account is None:
            raise LoginNeeded("login_needed", LATE)
        if factors.proved(opened, account):
            right = factors.passes(opened, account, code, key)
        else:
            try:
                made = factors.prove(opened, actors.of_account(opened, account), account, code, key)
            except Invalid:
                right = False
        if right:
            journal.note("login:begun", account.id, by="password and code")
            remember(opened, accounts.start_login(opened, account, place=here()))
            return made
    raise count_wrong(name)


def _waiting(opened: Session) -> Account | None:
    secret = session.get("half")
    return logins.waiting(opened, secret) if isinstance(secret, str) else None


def _show(form: CodeForm, where: str, status: int = 200) -> Response:
    with reading() as opened:
        account = _waiting(opened)
        fresh = account is not None and factors.proved(opened, account) is None
        shown = square(opened, account) if account and fresh else None
    return page("login_code.html", status, form=form, next=where, square=shown)
