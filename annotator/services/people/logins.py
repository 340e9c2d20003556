"""The log-ins of a person: which there are, ending them, and giving the password once more."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import LoginNeeded
from annotator.models import Account, Login
from annotator.services.people.accounts import secret_hash

FRESH = timedelta(minutes=10)
"""For how long after the password was given nobody asks for it again."""

HALF = timedelta(minutes=10)
"""For how long a right password waits for its code."""


def of_account(session: Session, account: Account) -> list[Login]:
    """Return the person's log-ins, the one used last first."""
    query = select(Login).where(Login.account_id == account.id, Login.pending.is_(False))
    return list(session.scalars(query.order_by(Login.seen.desc(), Login.id.desc())))


def current(session: Session, secret: str) -> Login | None:
    """Return the log-in of that secret."""
    return session.scalar(select(Login).where(Login.token_hash == secret_hash(secret)))


def waiting(session: Session, secret: str) -> Account | None:
    """Return who gave the right password a few minutes ago and has yet to give a code; None for anybody else."""
    since = clock.now() - HALF
    query = select(Account).join(Login, Login.account_id == Account.id).where(Account.disabled.is_(False))
    query = query.where(Login.token_hash == secret_hash(secret), Login.pending.is_(True), Login.created > since)
    return session.scalar(query)


def is_fresh(login: Login) -> bool:
    """Tell whether the password of this log-in was given within the last minutes."""
    return clock.now() - login.confirmed < FRESH


def renew(session: Session, secret: str, new: str) -> None:
    """Note that the password was given once more, and let a new secret take the place of this one."""
    login = current(session, secret)
    if login is None:
        raise LoginNeeded("login_needed", "This log-in has ended. Log in again.")
    login.confirmed, login.token_hash = clock.now(), secret_hash(new)


def end_one(session: Session, account: Account, public_id: str) -> bool:
    """End one log-in of the person; tell whether there was one."""
    query = delete(Login).where(Login.account_id == account.id, Login.public_id == public_id)
    return session.execute(query.returning(Login.id)).first() is not None


def end_others(session: Session, account: Account, secret: str) -> None:
    """End all log-ins of the person but the one of that secret."""
    session.execute(delete(Login).where(Login.account_id == account.id, Login.token_hash != secret_hash(secret)))
