"""Links that work once: to choose a password, or to join a project."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import Conflict, Invalid, Malformed
from annotator.models import Account, Link, Project
from annotator.permissions import OPERATOR, Actor, require
from annotator.permissions import Act as Permission
from annotator.permissions.actor import ROLES
from annotator.queries import targets
from annotator.services.people import accounts
from annotator.services.project import projects
from schemas.sayings import say

LIFE = timedelta(days=7)


def for_password(session: Session, actor: Actor, account: Account) -> str:
    """Make a link by which the person chooses a password; return its secret."""
    require(actor, Permission.ACCOUNT_MANAGE)
    return _make(session, actor, Link(purpose="password", account_id=account.id, roles=[]))


def invite(session: Session, actor: Actor, project: Project, roles: list[str]) -> str:
    """Make a link by which one new or known person joins the project; return its secret."""
    require(actor, Permission.MEMBER_MANAGE, targets.of_project(project.id))
    if not roles or not set(roles) <= set(ROLES):
        raise Invalid(
            "unknown_value",
            say("Choose at least one role: %(choices)s.", choices=", ".join(ROLES)),
            pointer="/roles",
        )
    return _make(session, actor, Link(purpose="invite", project_id=project.id, roles=sorted(set(roles))))


def open_link(session: Session, secret: str, *, lock: bool = False) -> Link:
    """Return the link of that secret, still good.

    Raises Malformed `link_expired`, Conflict `account_disabled` for the password of somebody who is shut out.
    """
    query = select(Link).where(Link.token_hash == accounts.secret_hash(secret))
    link = session.scalar(query.with_for_update() if lock else query)
    if link is None or link.used is not None or link.expires < clock.now():
        raise Malformed("link_expired", "This link was used or has expired. Ask whoever sent it for a new one.")
    if link.account_id is not None and session.get_one(Account, link.account_id).disabled:
        words = "This account is disabled. Ask an admin to enable it, then open this link again."
        raise Conflict("account_disabled", words)
    return link


def choose_password(session: Session, secret: str, password: str, *, hosts: Iterable[str] = ()) -> Account:
    """Set the password of the person the link was made for; this and every other such link is used up."""
    link = open_link(session, secret, lock=True)
    account = session.get_one(Account, link.account_id)
    accounts.set_password(session, account, password, hosts=hosts)
    return account


def join(session: Session, secret: str, name: str, password: str, *, hosts: Iterable[str] = ()) -> Account:
    """Make the invited person's account, with the roles of the invitation; the link is used up."""
    link = open_link(session, secret, lock=True)
    account = _admit(session, link, accounts.enrol(session, OPERATOR, name))
    accounts.set_password(session, account, password, hosts=hosts)  # a member by now: it may not say the project
    return account


def join_as(session: Session, secret: str, account: Account) -> Account:
    """Give the roles of the invitation to a person who has an account; the link is used up."""
    return _admit(session, open_link(session, secret, lock=True), account)


def _admit(session: Session, link: Link, account: Account) -> Account:
    project = session.get_one(Project, link.project_id)
    for role in link.roles:
        projects.add_member(session, OPERATOR, project, account, role)
    link.used = clock.now()
    return account


def _make(session: Session, actor: Actor, link: Link) -> str:
    secret = clock.new_token()
    link.token_hash, link.maker_id = accounts.secret_hash(secret), actor.account_id
    link.created, link.expires = clock.now(), clock.now() + LIFE
    session.add(link)
    session.flush()
    return secret
