"""The people of the workspace, for its admins."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, flash, request, session
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Account, Factor
from annotator.permissions import Act, require
from annotator.services.people import accounts, factors, links
from annotator.web.answers import done, page
from annotator.web.confirming import ask_again
from annotator.web.forms.people import UserForm
from annotator.web.languages import rendered
from annotator.web.members import SEEN_ALREADY, secret_page
from annotator.web.once import once
from schemas.sayings import say

bp = Blueprint("people_pages", __name__)
HERE = "/people"

Deed = Callable[[Session, Account], None]
GRAVE = {
    "admin": "Make an admin",
    "lost": "Take a second factor away",
    "must": "Require a second factor",
    "need-not": "Let a person do without a second factor",
}
"""What asks for the admin's own password, unless it was given minutes ago."""

DEEDS: dict[str, tuple[Deed, str]] = {
    "disable": (
        lambda s, a: accounts.set_disabled(s, actor(), a),
        _("%(name)s is shut out and logged out everywhere."),
    ),
    "enable": (lambda s, a: accounts.set_disabled(s, actor(), a, False), _("%(name)s may log in again.")),
    "admin": (lambda s, a: accounts.set_admin(s, actor(), a, True), _("%(name)s is an admin now.")),
    "no-admin": (lambda s, a: accounts.set_admin(s, actor(), a, False), _("%(name)s is no admin any more.")),
    "create": (lambda s, a: accounts.set_may_create(s, actor(), a, True), _("%(name)s may make projects.")),
    "must": (lambda s, a: factors.set_must(s, actor(), a, True), _("%(name)s must have a second factor now.")),
    "need-not": (
        lambda s, a: factors.set_must(s, actor(), a, False),
        _("%(name)s need not have a second factor."),
    ),
    "lost": (
        lambda s, a: factors.lost(s, actor(), a),
        _("%(name)s has no second factor now, and is logged out."),
    ),
    "logout": (lambda s, a: accounts.log_out(s, actor(), a), _("%(name)s is logged out everywhere.")),
    "no-create": (
        lambda s, a: accounts.set_may_create(s, actor(), a, False),
        _("%(name)s makes no more projects."),
    ),
}


@bp.get("/people")
def show_people() -> Response:
    """Show everybody who has an account."""
    require(actor(), Act.ACCOUNT_MANAGE)
    return _show(UserForm())


@bp.post("/people")
def make() -> Response | Answer:
    """Make a user, and the link by which the person chooses a password; it is shown once."""
    require(actor(), Act.ACCOUNT_MANAGE)
    form = UserForm(request.form)
    if not form.validate():
        return _show(form, 422)
    made: list[str] = []

    def act(opened: Session) -> str:
        account = accounts.create(opened, actor(), form.name.data)
        made.append(links.for_password(opened, actor(), account))
        return HERE

    try:
        once(act)
    except (Invalid, Conflict) as error:
        form.refuse(error)
        return _show(form, 422)
    return _shown(form.name.data, made)


@bp.post("/people/logout")
def log_everybody_out() -> Response | Answer:
    """End every log-in of the workspace, this one too."""
    require(actor(), Act.ACCOUNT_MANAGE)
    with writing() as opened:
        accounts.log_everybody_out(opened, actor())
    session.clear()
    return done("/login", "Everybody is logged out.")


@bp.post("/people/<account_id>/link")
def reset(account_id: str) -> Response | Answer:
    """Make a link by which the person chooses a new password; it is shown once."""
    require(actor(), Act.ACCOUNT_MANAGE)
    with reading() as opened:
        name = find(opened, account_id).name
    if asked := ask_again("Make a password link"):
        return asked
    made: list[str] = []

    def act(opened: Session) -> str:
        made.append(links.for_password(opened, actor(), find(opened, account_id)))
        return HERE

    once(act)
    return _shown(name, made)


@bp.post("/people/<account_id>/<deed>")
def change(account_id: str, deed: str) -> Response | Answer:
    """Shut out or let in, make an admin or not, let make projects or not."""
    require(actor(), Act.ACCOUNT_MANAGE)
    if deed not in DEEDS:
        raise Missing()
    if deed in GRAVE and (asked := ask_again(GRAVE[deed])):
        return asked
    act, words = DEEDS[deed]
    try:
        with writing() as opened:
            account = find(opened, account_id)
            act(opened, account)
    except Conflict as error:
        flash(rendered(error.detail), "bad")
        return _show(UserForm(), 409)
    return done(HERE, str(words) % {"name": account.name})


def _shown(name: str, made: list[str]) -> Response | Answer:
    if not made:
        return done(HERE, SEEN_ALREADY, "info")
    words = say("Send it to %(name)s, who chooses a password with it. It works once, for 7 days.", name=name)
    return secret_page(say("The link for %(name)s", name=name), words, f"{request.host_url}link/{made[0]}", HERE)


def _show(form: UserForm, status: int = 200) -> Response:
    with reading() as opened:
        people = opened.scalars(select(Account).order_by(Account.disabled, Account.name_key)).all()
        proved = set(opened.scalars(select(Factor.account_id).where(Factor.since.is_not(None))))
    return page("people.html", status, form=form, people=people, proved=proved)


def find(opened: Session, public_id: str) -> Account:
    """Return the account of that id; raises Missing."""
    account = opened.scalar(select(Account).where(Account.public_id == public_id))
    if account is None:
        raise Missing()
    return account
