"""Who is asking: from a log-in or a token to an Actor with its roles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.prepared import Prepared
from annotator.models import Account, Article, Assignment, Login, Member, Project, Token
from annotator.permissions import Actor

IN_FORCE = ~(exists().where(Project.id == Member.project_id, Project.withdrawn.is_(True)).correlate(Member))
"""A withdrawn project gives nobody a role, so that nothing of it is seen or done."""

SKEW = timedelta(minutes=5)
"""How far the clocks of workers may differ; what began later than that began by a wrong clock, and ends."""

BY_TOKEN: Prepared[Any] = Prepared(
    select(
        Account.id, Account.name, Account.admin, Account.may_create, Token.scope, Member.project_id, Member.role
    )
    .join(Token, Token.account_id == Account.id)
    .outerjoin(Member, and_(Member.account_id == Account.id, IN_FORCE))
    .where(Token.token_hash == bindparam("token_hash"), Token.expires > bindparam("now"))
    .where(Account.disabled.is_(False), Token.created < bindparam("soon"))
)
BY_LOGIN = (
    select(Account, Login)
    .join(Login, Login.account_id == Account.id)
    .where(Login.token_hash == bindparam("token_hash"), Account.disabled.is_(False), Login.pending.is_(False))
    .where(Login.created > bindparam("created"), Login.seen > bindparam("seen"), Login.seen < bindparam("soon"))
)
BLINDED: Prepared[tuple[int]] = Prepared(
    select(Article.project_id)
    .join(Assignment, Assignment.article_id == Article.id)
    .where(Assignment.account_id == bindparam("account_id"), Assignment.slot.is_not(None))
    .where(Article.opened.is_(False))
    .distinct()
)
ROLES = select(Member.project_id, Member.role).where(Member.account_id == bindparam("account_id"), IN_FORCE)
STAFF = frozenset({"reviewer", "researcher", "manager"})


def by_token(session: Session, token_hash: str) -> Actor | None:
    """Return whoever holds the token, if it is still good."""
    now = clock.now()
    rows = BY_TOKEN.all(session, token_hash=token_hash, now=now, soon=now + SKEW)
    if not rows:
        return None
    account_id, name, admin, may_create, scope, *_ = rows[0]
    held = [(project_id, role) for *_, project_id, role in rows if role is not None]
    return _actor(session, account_id, name, held, admin=admin, may_create=may_create, scope=scope)


def by_login(session: Session, token_hash: str, *, hours: int, idle_minutes: int) -> tuple[Actor, Login] | None:
    """Return whoever is logged in with this secret, and the log-in, unless it is too old or was idle."""
    now = clock.now()
    ages = {"created": now - timedelta(hours=hours), "seen": now - timedelta(minutes=idle_minutes)}
    found = session.execute(BY_LOGIN, {"token_hash": token_hash, "soon": now + SKEW, **ages}).first()
    return (of_account(session, found[0]), found[1]) if found else None


def of_account(session: Session, account: Account) -> Actor:
    """Return the account as an actor, its roles and where it is blind."""
    held = [(row.project_id, row.role) for row in session.execute(ROLES, {"account_id": account.id})]
    rights = {"admin": account.admin, "may_create": account.may_create, "language": account.language}
    return _actor(session, account.id, account.name, held, **rights)


def now(session: Session, actor: Actor) -> Actor:
    """Return the actor with the roles of now, none when shut out: long work asks once more before it is kept."""
    if actor.account_id is None:
        return actor
    account = session.get_one(Account, actor.account_id)
    held = Actor(account.id, account.name) if account.disabled else of_account(session, account)
    return replace(held, scope=actor.scope)


def _actor(session: Session, account_id: int, name: str, held: list[tuple[int, str]], **rights: Any) -> Actor:
    roles: dict[int, set[str]] = defaultdict(set)
    for project_id, role in held:
        roles[project_id].add(role)
    staff = any(STAFF & set_of for set_of in roles.values())
    return Actor(
        account_id,
        name,
        roles={project: frozenset(set_of) for project, set_of in roles.items()},
        blinded=_blinded(session, account_id) if staff else frozenset(),
        **rights,
    )


def _blinded(session: Session, account_id: int) -> frozenset[int]:
    return frozenset(project_id for (project_id,) in BLINDED.all(session, account_id=account_id))
