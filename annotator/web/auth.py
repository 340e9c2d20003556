"""In and out."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, request, session
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge import journal
from annotator.edge.asking import reading, settings, whoever, workspace, writing
from annotator.errors import AnnotatorError, LoginNeeded, Missing, TooMany
from annotator.models import Account
from annotator.services.people import accounts, factors
from annotator.web.answers import done, page, safe_next
from annotator.web.forms.accounts import LoginForm
from annotator.web.places import place_of

bp = Blueprint("auth", __name__)
WRONG = _("User name and password do not fit together. Try again, or ask an admin for a new link.")


@bp.get("/login")
def show_login() -> Response | Answer:
    """Show the log-in; who is logged in goes on."""
    where = safe_next(request.args.get("next"))
    if whoever() is not None:
        return done(where)
    return _form(LoginForm(), where)


@bp.post("/login")
def log_in() -> Response | Answer:
    """Let the person in who knows the password, or ask on for the second factor."""
    where = safe_next(request.form.get("next"))
    form = LoginForm(request.form)
    if not form.validate():
        return _form(form, where, 422)
    try:
        kept, tried = _known(form.username.data, form.password.data)
        with writing() as opened:
            account = accounts.find(opened, form.username.data)
            if account.password_hash != kept:  # it was changed while it was tried
                raise LoginNeeded("wrong_login", WRONG)
            accounts.take_back(opened, tried)
            accounts.renew_hash(account, form.password.data)
            return let_in(opened, account, where)
    except (LoginNeeded, TooMany) as error:
        form.refuse(error)
        return retry_later(_form(form, where, status_of_try(error)), error)


@bp.post("/logout")
def log_out() -> Answer:
    """End the log-in, on the server too."""
    with writing() as opened:
        forget_in(opened)
    response = done("/login", "You are logged out.")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def let_in(opened: Session, account: Account, where: str, words: str | None = None) -> Answer:
    """Begin a log-in for whoever gave the password, or one that waits for a code; return the way on."""
    must = factors.must(opened, account, settings().second_factor_for)
    proved = factors.proved(opened, account)
    if must and proved is None:
        factors.begin(opened, account, workspace().secret_key)
    pending = must or proved is not None
    secret = accounts.start_login(opened, account, place=here(), pending=pending)
    journal.note("login:code-asked" if pending else "login:begun", account.id, by="password")
    forget_in(opened)
    session["half" if pending else "login"] = secret
    session.permanent = True
    return done(f"/login/code?next={quote(where, safe='/')}" if pending else where, words)


def remember(opened: Session, secret: str) -> None:
    """Put the secret of a log-in into a fresh cookie; the log-in that was there ends, in the same transaction."""
    forget_in(opened)
    session["login"] = secret
    session.permanent = True


def forget_in(opened: Session) -> None:
    """End what log-ins this browser has, whole or waiting for a code, and empty its cookie."""
    for name in ("login", "half"):
        if isinstance(secret := session.get(name), str):
            accounts.end_login(opened, secret)
    session.clear()


def hosts() -> list[str]:
    """Return the names under which everybody here knows the server: no password may say one."""
    return [request.host, *settings().hosts]


def here() -> str:
    """Say in coarse words from where the request comes."""
    return place_of(request.headers.get("User-Agent", ""))


def status_of_try(error: Exception) -> int:
    """Return the status of a page that asks again."""
    return 429 if isinstance(error, TooMany) else 422


def retry_later(response: Response, error: AnnotatorError) -> Response:
    """Say on the answer how long to wait, where that is what the error asks for."""
    if "retry_after" in error.extra:
        response.headers["Retry-After"] = str(error.extra["retry_after"])
    return response


def count_try(name: str) -> list[int]:
    """Count a password or code as wrong before it is tried; raises TooMany when too many were."""
    address, most = request.remote_addr or "unknown", settings().login_failures
    with reading() as opened:  # who must wait anyway takes no writer's turn
        accounts.require_patience(opened, name, address, most)
    with writing() as opened:
        return accounts.count_try(opened, name, address, most)


def _known(name: str, password: str) -> tuple[str | None, list[int]]:
    """Return the hash that the right password fits, and the try; names that nobody has take the same work."""
    tried = count_try(name)
    with reading() as opened:
        account = _find(opened, name)
    kept = account.password_hash if account and not account.disabled else None
    if not accounts.verify_password(kept, password):
        journal.note("login:failed", account.id if account else None, by="password")
        raise LoginNeeded("wrong_login", WRONG)
    return kept, tried


def _find(opened: Session, name: str) -> Account | None:
    try:
        return accounts.find(opened, name)
    except Missing:
        return None


def _form(form: LoginForm, where: str, status: int = 200) -> Response:
    return page("login.html", status, form=form, next=where)
