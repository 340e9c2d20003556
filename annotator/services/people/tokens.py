"""API tokens: 256 bits, shown once, kept as a hash, scoped and expiring."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Account, Token
from annotator.permissions.actor import SCOPES
from annotator.services.people.accounts import secret_hash
from schemas.sayings import say

MOST_DAYS = 366


def create(session: Session, account: Account, *, scope: str = "annotate", days: int = 90) -> str:
    """Make a token of the account and return it; it cannot be shown again."""
    if scope not in SCOPES:
        raise Invalid(
            "unknown_value", say("A scope is one of %(choices)s.", choices=", ".join(SCOPES)), pointer="/scope"
        )
    if not 1 <= days <= MOST_DAYS:
        raise Invalid("out_of_range", say("A token lives 1 to %(most)s days.", most=MOST_DAYS), pointer="/days")
    if account.disabled:
        words = say("%(name)s is shut out, so no token would work. Let them in first.", name=account.name)
        raise Conflict("account_disabled", words)
    secret = clock.new_token()
    row = Token(public_id=clock.new_id(), account_id=account.id, token_hash=secret_hash(secret), scope=scope)
    row.created, row.expires = clock.now(), clock.now() + timedelta(days=days)
    session.add(row)
    session.flush()
    return secret


def end(session: Session, account_id: int | None, public_id: str) -> None:
    """End a token of the account; raises Missing when there is none."""
    query = select(Token).where(Token.public_id == public_id, Token.account_id == account_id)
    row = session.scalar(query)
    if row is None:
        raise Missing()
    session.execute(delete(Token).where(Token.id == row.id))
