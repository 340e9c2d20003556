"""The own account: password, tokens, log-ins."""

from __future__ import annotations

from flask import Blueprint, Response, request, session
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator import clock
from annotator.edge.asking import actor, reading, settings, writing
from annotator.errors import Invalid, Missing, TooMany
from annotator.models import Account, Login, Token
from annotator.services import accounts, tokens
from annotator.web.answers import done, page
from annotator.web.auth import remember
from annotator.web.forms.people import ChangePasswordForm, TokenForm
from annotator.web.members import SEEN_ALREADY, secret_page
from annotator.web.once import once

bp = Blueprint("account_pages", __name__)
HERE = "/account"


@bp.get("/account")
def show_account() -> Response:
    """Show what the person can change of the own account."""
    return _show(ChangePasswordForm(), TokenForm())


@bp.post("/account/password")
def change_password() -> Response | Answer:
    """Change the password; all other log-ins end."""
    form = ChangePasswordForm(request.form)
    status = 422
    if form.validate():
        try:
            _check_current(form.current.data)
            with writing() as opened:
                account = _me(opened)
                accounts.set_password(opened, account, form.password.data)
                secret = accounts.start_login(opened, account)
            remember(secret)
            return done(HERE, "The password is changed. You are logged out everywhere else.")
        except (Invalid, TooMany) as error:
            form.refuse(error)
            status = 429 if isinstance(error, TooMany) else 422
    return _show(form, TokenForm(), status)


@bp.post("/account/tokens")
def make_token() -> Response | Answer:
    """Make a token for the API; it is shown once."""
    form = TokenForm(request.form)
    actor()
    if not form.validate():
        return _show(ChangePasswordForm(), form, 422)
    made: list[str] = []

    def act(opened: Session) -> str:
        made.append(tokens.create(opened, _me(opened), scope=form.scope.data, days=form.days.data))
        return HERE

    once(act)
    if not made:
        return done(HERE, SEEN_ALREADY, "info")
    words = (
        f"Programs send it as “Authorization: Bearer …”. It lives {form.days.data} days; keep it like a password."
    )
    return secret_page("The token", words, made[0], HERE)


@bp.post("/account/tokens/<token_id>/end")
def end_token(token_id: str) -> Answer:
    """End a token at once."""
    try:
        with writing() as opened:
            tokens.end(opened, actor().account_id, token_id)
    except Missing:
        return done(HERE, "That token had ended already.", "info")
    return done(HERE, "The token has ended.")


@bp.post("/account/logout")
def log_out_everywhere() -> Answer:
    """End all log-ins of the person, this one too."""
    with writing() as opened:
        accounts.end_all(opened, _me(opened))
    session.clear()
    return done("/login", "You are logged out everywhere.")


def _me(opened: Session) -> Account:
    return opened.get_one(Account, actor().account_id)


def _check_current(password: str) -> None:
    """Raise Invalid unless the password is right; wrong ones count as failed log-ins."""
    who, address = actor().name, request.remote_addr or "unknown"
    with reading() as opened:
        accounts.require_patience(opened, who, address, settings().login_failures)
        kept = _me(opened).password_hash
    if not accounts.verify_password(kept, password):
        with writing() as opened:
            accounts.note_failure(opened, who, address)
        raise Invalid("wrong_password", "This is not your current password.", pointer="/current")


def _show(form: ChangePasswordForm, token: TokenForm, status: int = 200) -> Response:
    with reading() as opened:
        me = _me(opened)
        query = select(Token).where(Token.account_id == me.id, Token.expires > clock.now())
        mine = opened.scalars(query.order_by(Token.expires)).all()
        logins = opened.scalar(select(func.count()).select_from(Login).where(Login.account_id == me.id))
    return page("account.html", status, form=form, token=token, tokens=mine, logins=logins, me_account=me)
