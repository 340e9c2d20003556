"""The pages behind links that work once: choose a password, join a project."""

from __future__ import annotations

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import reading, whoever, writing
from annotator.errors import Conflict, Invalid
from annotator.models import Account, Project
from annotator.services.people import links
from annotator.web.answers import done, page
from annotator.web.auth import hosts, let_in
from annotator.web.forms.accounts import JoinForm, PasswordForm
from schemas.sayings import say

bp = Blueprint("links", __name__)


@bp.get("/link/<secret>")
def show_link(secret: str) -> Response:
    """Show what the link is for."""
    with reading() as opened:
        purpose = links.open_link(opened, secret).purpose
    return _form(secret, PasswordForm() if purpose == "password" else JoinForm())


@bp.post("/link/<secret>")
def use_link(secret: str) -> Response | Answer:
    """Use the link up: with a new password, as a new person, or as whoever is logged in."""
    with reading() as opened:
        purpose = links.open_link(opened, secret).purpose
    known = whoever()
    if purpose == "invite" and known and request.form.get("as") == "me":
        return _join_as_me(secret, known.account_id)
    form = PasswordForm(request.form) if purpose == "password" else JoinForm(request.form)
    if not form.validate():
        return _form(secret, form, 422)
    words = "Your password is set." if purpose == "password" else "Welcome. You are logged in."
    try:
        with writing() as opened:
            return let_in(opened, _account(opened, secret, form), "/", words)
    except (Invalid, Conflict) as error:
        form.refuse(error)
        return _form(secret, form, 422)


def _account(opened: Session, secret: str, form: PasswordForm) -> Account:
    if isinstance(form, JoinForm):
        return links.join(opened, secret, form.name.data, form.password.data, hosts=hosts())
    return links.choose_password(opened, secret, form.password.data, hosts=hosts())


def _join_as_me(secret: str, account_id: int | None) -> Answer:
    with writing() as opened:
        account = opened.get_one(Account, account_id)
        project = opened.get_one(Project, links.open_link(opened, secret).project_id)
        links.join_as(opened, secret, account)
    return done(f"/projects/{project.slug}", say("You are now a member of %(title)s.", title=project.title))


def _form(secret: str, form: PasswordForm, status: int = 200) -> Response:
    with reading() as opened:
        link = links.open_link(opened, secret)
        project = opened.get(Project, link.project_id) if link.project_id else None
        account = opened.get(Account, link.account_id) if link.account_id else None
    return page("link.html", status, form=form, link=link, secret=secret, project=project, account=account)
