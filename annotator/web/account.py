"""The own account: password, tokens, log-ins."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, session
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator import clock
from annotator.edge.asking import actor, reading, settings, writing
from annotator.errors import Invalid, Missing, TooMany
from annotator.models import Account, Token
from annotator.services.people import accounts, backgrounds, factors, logins, tokens
from annotator.web.answers import done, page
from annotator.web.auth import here, hosts, remember
from annotator.web.confirming import ask_again, check_password
from annotator.web.forms.people import BackgroundForm, ChangePasswordForm, LanguageForm, TokenForm
from annotator.web.members import SEEN_ALREADY, secret_page
from annotator.web.once import once
from schemas.sayings import say

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
            check_password(form.current.data, "current")
            with writing() as opened:
                account = _me(opened)
                accounts.set_password(opened, account, form.password.data, hosts=hosts())
                accounts.record(opened, actor(), "account:password", account)
                remember(opened, accounts.start_login(opened, account, place=here()))
            return done(HERE, "The password is changed. You are logged out everywhere else.")
        except (Invalid, TooMany) as error:
            form.refuse(error)
            status = 429 if isinstance(error, TooMany) else 422
    return _show(form, TokenForm(), status)


@bp.post("/account/language")
def choose_language() -> Response | Answer:
    """Say in which language the pages are to be."""
    form = LanguageForm(request.form)
    if not form.validate():
        return _show(ChangePasswordForm(), TokenForm(), 422)
    with writing() as opened:
        accounts.set_language(opened, _me(opened), form.language.data or None)
    return done(HERE, "The language is kept. Every page is in it from now on.")


@bp.post("/account/background")
def give_background() -> Response | Answer:
    """Say of oneself what releases may count."""
    form = BackgroundForm(request.form)
    if not form.validate():
        return _show(ChangePasswordForm(), TokenForm(), 422, form)
    with writing() as opened:
        me = _me(opened)
        backgrounds.give(opened, me, form.age.data, form.education.data)
        accounts.record(opened, actor(), "account:background", me)
    return done(HERE, "It is kept. You can take it back at any time.")


@bp.post("/account/background/end")
def take_background_back() -> Answer:
    """Have it forgotten."""
    with writing() as opened:
        me = _me(opened)
        backgrounds.take_back(opened, me)
        accounts.record(opened, actor(), "account:background", me)
    return done(HERE, "It is forgotten.")


@bp.post("/account/tokens")
def make_token() -> Response | Answer:
    """Make a token for the API; it is shown once."""
    form = TokenForm(request.form)
    actor()
    if not form.validate():
        return _show(ChangePasswordForm(), form, 422)
    if asked := ask_again("Make a token for the API"):
        return asked
    made: list[str] = []

    def act(opened: Session) -> str:
        me = _me(opened)
        made.append(tokens.create(opened, me, scope=form.scope.data, days=form.days.data))
        accounts.record(opened, actor(), "account:token", me)
        return HERE

    once(act)
    if not made:
        return done(HERE, SEEN_ALREADY, "info")
    words = say(
        "Programs send it as “Authorization: Bearer …”. It lives %(data)s days; keep it like a password.",
        data=form.days.data,
    )
    return secret_page(_("The token"), words, made[0], HERE)


@bp.post("/account/tokens/<token_id>/end")
def end_token(token_id: str) -> Answer:
    """End a token at once."""
    try:
        with writing() as opened:
            tokens.end(opened, actor().account_id, token_id)
            accounts.record(opened, actor(), "account:token-end", _me(opened))
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


@bp.post("/account/logins/others/end")
def end_other_logins() -> Response | Answer:
    """End all log-ins of the person but this one."""
    actor()
    if asked := ask_again("Log out everywhere else"):
        return asked
    with writing() as opened:
        logins.end_others(opened, _me(opened), session.get("login", ""))
    return done(HERE, "You are logged out everywhere else.")


@bp.post("/account/logins/<login_id>/end")
def end_login(login_id: str) -> Response | Answer:
    """End one log-in of the person."""
    actor()
    if asked := ask_again("End a log-in"):
        return asked
    with writing() as opened:
        ended = logins.end_one(opened, _me(opened), login_id)
    if not ended:
        return done(HERE, "That log-in had ended already.", "info")
    return done(HERE, "That log-in has ended.")


def _me(opened: Session) -> Account:
    return opened.get_one(Account, actor().account_id)


def _show(
    form: ChangePasswordForm, token: TokenForm, status: int = 200, background: BackgroundForm | None = None
) -> Response:
    known: dict[str, Any]
    with reading() as opened:
        me = _me(opened)
        query = select(Token).where(Token.account_id == me.id, Token.expires > clock.now())
        mine = opened.scalars(query.order_by(Token.expires)).all()
        known = {"tokens": mine, "logins": logins.of_account(opened, me), "me_account": me}
        said = backgrounds.find(opened, me)
        known["said"], known["background"] = said, background or BackgroundForm(obj=said)
        known["spoken"] = LanguageForm(language=me.language or "")
        known["factor"], known["codes_left"] = factors.proved(opened, me), factors.codes_left(opened, me)
        known["must"] = factors.must(opened, me, settings().second_factor_for)
        this = logins.current(opened, session.get("login", ""))
    return page("account.html", status, form=form, token=token, this=this.id if this else None, **known)
