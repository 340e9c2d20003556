"""The own second factor: set up, new recovery codes, ended."""

from __future__ import annotations

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, workspace, writing
from annotator.errors import Conflict, Invalid, Missing, TooMany
from annotator.models import Account
from annotator.services.people import accounts, factors
from annotator.web.answers import done, page
from annotator.web.auth import count_try, retry_later, status_of_try
from annotator.web.codes import wrong_code
from annotator.web.confirming import ask_again
from annotator.web.forms.accounts import CodeForm
from annotator.web.squares import square

bp = Blueprint("factor_pages", __name__)
HERE = "/account/factor"
ACCOUNT = "/account"


@bp.post("/account/factor")
def begin() -> Response | Answer:
    """Make the secret for an app."""
    actor()
    if asked := ask_again("Set up a second factor"):
        return asked
    try:
        with writing() as opened:
            factors.begin(opened, _me(opened), workspace().secret_key)
    except Conflict as error:
        return done(ACCOUNT, error.detail, "bad")
    return done(HERE)


@bp.get("/account/factor")
def show_factor() -> Response:
    """Show how the app is set up, until it is: who sees the secret has the factor."""
    actor()
    if asked := ask_again("Set up a second factor"):
        return asked
    return _show(CodeForm())


@bp.post("/account/factor/proof")
def prove() -> Response | Answer:
    """Turn the second factor on by the app's first code, and show the recovery codes."""
    form = CodeForm(request.form)
    actor()
    if asked := ask_again("Turn the second factor on"):
        return asked
    if not form.validate():
        return _show(form, 422)
    try:
        tried = count_try(actor().name)
        with writing() as opened:
            made = factors.prove(opened, actor(), _me(opened), form.code.data, workspace().secret_key)
            accounts.take_back(opened, tried)
    except Missing:
        return done(ACCOUNT, "That second factor is set up already.", "info")
    except TooMany as error:
        form.refuse(error)
        return retry_later(_show(form, status_of_try(error)), error)
    except Invalid:
        form.refuse(wrong_code(actor().name))
        return _show(form, 422)
    return page("codes.html", codes=made, back=ACCOUNT)


@bp.post("/account/factor/codes")
def renew_codes() -> Response | Answer:
    """Make new recovery codes; the old ones are good for nothing any more."""
    actor()
    if asked := ask_again("Make new recovery codes"):
        return asked
    try:
        with writing() as opened:
            made = factors.renew_codes(opened, actor(), _me(opened))
    except Missing:
        return done(ACCOUNT, "You have no second factor.", "info")
    return page("codes.html", codes=made, back=ACCOUNT)


@bp.post("/account/factor/end")
def end() -> Response | Answer:
    """Take the own second factor away."""
    actor()
    if asked := ask_again("End the second factor"):
        return asked
    try:
        with writing() as opened:
            factors.end(opened, actor(), _me(opened))
    except Conflict as error:
        return done(ACCOUNT, error.detail, "bad")
    return done(ACCOUNT, "Your password alone lets you in now.")


def _me(opened: Session) -> Account:
    return opened.get_one(Account, actor().account_id)


def _show(form: CodeForm, status: int = 200) -> Response:
    with reading() as opened:
        shown = square(opened, _me(opened))
    return page("factor.html", status, form=form, square=shown)
