"""The people of a project: roles given and taken, invitations."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import Blueprint, Response, flash, request
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Account, Member, Project
from annotator.permissions import Act, allowed
from annotator.permissions.actor import ROLES
from annotator.queries import targets
from annotator.services.people import accounts, links
from annotator.services.project import projects
from annotator.services.review import adopting
from annotator.web.answers import done, page
from annotator.web.doors import enter, project_page
from annotator.web.forms.people import InviteForm, MemberForm
from annotator.web.languages import rendered
from annotator.web.once import once
from annotator.web.terms import named
from schemas.sayings import say

bp = Blueprint("member_pages", __name__)
AS_IT_CAME, MOST_LAYERS = "-", 200
SEEN_ALREADY = _("That link was made and shown already. Make another one if it was lost.")


@bp.get("/projects/<slug>/people")
def show_members(slug: str) -> Response:
    """Show who is in the project, and in which roles."""
    return _show(slug, MemberForm(), InviteForm())


@bp.post("/projects/<slug>/people")
def add(slug: str) -> Response | Answer:
    """Give a role to somebody who has an account."""
    form = MemberForm(request.form)
    if not form.validate():
        return _show(slug, form, InviteForm(), 422)
    try:
        with writing() as opened:
            project = enter(opened, slug, Act.MEMBER_MANAGE)
            account = _known(opened, form.name.data)
            projects.add_member(opened, actor(), project, account, form.role.data)
    except Invalid as error:
        form.refuse(error)
        return _show(slug, form, InviteForm(), 422)
    return done(
        f"/projects/{slug}/people", say("%(name)s is %(data)s now.", name=account.name, data=named(form.role.data))
    )


@bp.post("/projects/<slug>/people/<account_id>/remove")
def remove(slug: str, account_id: str) -> Response | Answer:
    """Take a role from somebody; the last manager stays."""
    role = request.form.get("role", "")
    where = f"/projects/{slug}/people"
    try:
        with writing() as opened:
            project = enter(opened, slug, Act.MEMBER_MANAGE)
            account = _member(opened, project, account_id)
            projects.remove_member(opened, actor(), project, account, role)
            gone = account.id == actor().account_id and not _holds(opened, project, account)
    except Conflict as error:
        flash(rendered(error.detail), "bad")
        return _show(slug, MemberForm(), InviteForm(), 409)
    return done(
        "/" if gone else where,
        say("%(name)s is no %(role)s any more. Their work is kept.", name=account.name, role=named(role)),
    )


@bp.post("/projects/<slug>/people/invite")
def invite(slug: str) -> Response | Answer:
    """Make a link by which one person joins; it is shown once."""
    form = InviteForm(request.form)
    if not form.validate():
        return _show(slug, MemberForm(), form, 422)
    made: list[str] = []
    where = f"/projects/{slug}/people"

    def act(opened: Session) -> str:
        project = enter(opened, slug, Act.MEMBER_MANAGE)
        made.append(links.invite(opened, actor(), project, form.roles.data))
        return where

    once(act)
    if not made:
        return done(where, SEEN_ALREADY, "info")
    words = say(
        "Whoever opens it first joins the project as %(choices)s. It works once, for 7 days.",
        choices=", ".join(named(role) for role in form.roles.data),
    )
    return secret_page(_("The invitation"), words, f"{request.host_url}link/{made[0]}", where)


@bp.post("/projects/<slug>/people/layers")
def adopt_layers(slug: str) -> Answer:
    """Take layers that came with imports as readings: of a member, or of nobody known here."""
    where = f"/projects/{slug}/people"
    given = dict(zip(request.form.getlist("layer"), request.form.getlist("whose"), strict=False))
    whose = {name: one or None for name, one in given.items() if one != AS_IT_CAME}
    try:
        with writing() as opened:
            project = enter(opened, slug, Act.LAYER_ADOPT)
            if whose:
                adopting.ask(opened, actor(), project, whose)
    except Invalid as error:
        return done(where, error.detail, "bad")
    if not whose:
        return done(where, _("Nothing was chosen."), "info")
    return done(where, _("The layers are being compared. Their cases appear in the queue, article by article."))


def secret_page(title: str, words: str, secret: str, back: str) -> Response:
    """Return the page that shows a secret, which no other page will."""
    return page("secret.html", title=title, words=words, secret=secret, back=back)


def _show(slug: str, form: MemberForm, invitation: InviteForm, status: int = 200) -> Response:
    with reading() as opened:
        project = enter(opened, slug, Act.MEMBER_MANAGE)
        people = _people(opened, project)
        may_adopt = allowed(actor(), Act.LAYER_ADOPT, targets.of_project(project.id))
        imported = adopting.imported(opened, actor(), project)[:MOST_LAYERS] if may_adopt else []
    context = {"people": people, "imported": imported, "as_it_came": AS_IT_CAME}
    return project_page("members.html", project, status, form=form, invitation=invitation, **context)


def _people(opened: Session, project: Project) -> list[dict[str, Any]]:
    query = select(Account, Member.role).join(Member, Member.account_id == Account.id)
    found: dict[int, dict[str, Any]] = {}
    roles: dict[int, set[str]] = defaultdict(set)
    for account, role in opened.execute(query.where(Member.project_id == project.id).order_by(Account.name_key)):
        found[account.id] = {"account": account}
        roles[account.id].add(role)
    return [row | {"roles": [role for role in ROLES if role in roles[key]]} for key, row in found.items()]


def _known(opened: Session, name: str) -> Account:
    try:
        return accounts.find(opened, name)
    except Missing as error:
        words = say("There is no user %(name)r. Send an invitation instead; it also makes the account.", name=name)
        raise Invalid("unknown_value", words, pointer="/name") from error


def _member(opened: Session, project: Project, public_id: str) -> Account:
    query = select(Account).join(Member, Member.account_id == Account.id)
    account = opened.scalars(query.where(Member.project_id == project.id, Account.public_id == public_id)).first()
    if account is None:
        raise Missing()
    return account


def _holds(opened: Session, project: Project, account: Account) -> bool:
    opened.flush()
    query = select(Member.id).where(Member.project_id == project.id, Member.account_id == account.id)
    return opened.scalar(query.limit(1)) is not None
