"""The second step of a log-in: the code of the app, or setting the app up for whoever must have one."""

from __future__ import annotations

from flask import Blueprint, Response, request, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge import journal
from annotator.edge.asking import reading, workspace, writing
from annotator.errors import AnnotatorError, Conflict, Invalid, LoginNeeded, TooMany
from annotator.models import Account
from annotator.queries import actors
from annotator.services.people import accounts, factors, logins
from annotator.web.answers import done, page, safe_next
from annotator.web.auth import count_try, here, remember, retry_later, status_of_try
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


def wrong_code(name: str) -> AnnotatorError:
    """Note a wrong code in the log and return what is said of it."""
    with reading() as opened:
        account = accounts.find(opened, name).id
    journal.note("login:failed", account, by="code")
    return factors.wrong_code()


def _enter(name: str, code: str) -> list[str]:
    """Let the person in, and return the recovery codes when the app was set up just now."""
    tried = count_try(name)
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
            accounts.take_back(opened, tried)
            journal.note("login:begun", account.id, by="password and code")
            remember(opened, accounts.start_login(opened, account, place=here()))
            return made
    raise wrong_code(name)


def _waiting(opened: Session) -> Account | None:
    secret = session.get("half")
    return logins.waiting(opened, secret) if isinstance(secret, str) else None


def _show(form: CodeForm, where: str, status: int = 200) -> Response:
    with reading() as opened:
        account = _waiting(opened)
        fresh = account is not None and factors.proved(opened, account) is None
        shown = square(opened, account) if account and fresh else None
    return page("login_code.html", status, form=form, next=where, square=shown)
