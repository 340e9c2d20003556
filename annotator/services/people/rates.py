"""How often an account may save, import and export, stored so that it holds over workers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Table, bindparam, case, delete, func, select, text, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.prepared import Prepared
from annotator.errors import TooMany
from annotator.models import Allowance, Attempt
from annotator.permissions import Actor
from schemas.sayings import say

ONE = 1000
"""One save, in the unit the bucket is counted in."""

SPAN_HOURS = 10
SPAN = timedelta(hours=SPAN_HOURS)

_TABLE = cast(Table, Allowance.__table__)
_PASSED = case((bindparam("now") > _TABLE.c.at, bindparam("now") - _TABLE.c.at), else_=0)
"""A clock that was set back takes nothing away."""

_FILLED = _TABLE.c.left + _PASSED * bindparam("rate")
_TAKE: Prepared[Any] = Prepared(
    update(_TABLE)
    .where(_TABLE.c.account_id == bindparam("account"), _FILLED >= ONE)
    .values(left=case((bindparam("full") < _FILLED, bindparam("full")), else_=_FILLED) - ONE, at=bindparam("now"))
)

_BEGIN = text(
    'INSERT INTO allowance (account_id, "left", at) VALUES (:account_id, :left, :at) ON CONFLICT DO NOTHING'
)
"""Two first saves at once begin one bucket."""


def spend_save(session: Session, actor: Actor, *, rate: int, burst: int) -> None:
    """Take one save from the account's allowance: `rate` a second, `burst` at once; raises TooMany."""
    if actor.account_id is None:
        return
    now = int(clock.now().timestamp() * 1000)
    bucket = {"account": actor.account_id, "now": now, "full": burst * ONE}
    if not (_taken(session, rate, bucket) or _begun(session, bucket) or _taken(session, rate, bucket)):
        words = "You save faster than this server takes it. Nothing is lost here; it is sent again in a second."
        raise TooMany("rate_limited", words, retry_after=1)


def _taken(session: Session, rate: int, bucket: dict[str, int]) -> bool:
    return _TAKE.run(session, rate=rate, **bucket) == 1


def _begun(session: Session, bucket: dict[str, int]) -> bool:
    """Begin the bucket, with one save taken; tell whether nobody else had."""
    new = {"account_id": bucket["account"], "left": bucket["full"] - ONE, "at": bucket["now"]}
    found: CursorResult[Any] = session.execute(_BEGIN, new)  # type: ignore[assignment]
    return found.rowcount == 1


def spend_hourly(session: Session, actor: Actor, what: str, an_hour: int) -> None:
    """Count one import or export of the account; raises TooMany.

    So many an hour are taken for long, ten hours' worth at once; the command line is never limited.
    """
    if actor.account_id is None:
        return
    key, now = f"{what} {actor.account_id}", clock.now()
    session.execute(delete(Attempt).where(Attempt.key == key, Attempt.at <= now - SPAN))
    count, first = session.execute(select(func.count(), func.min(Attempt.at)).where(Attempt.key == key)).one()
    if count >= an_hour * SPAN_HOURS:
        wait = max(1, int((first + SPAN - now).total_seconds()))
        words = say(
            "That is more than this server takes of one person. Go on in %(wait)s minutes.", wait=wait // 60 + 1
        )
        raise TooMany("rate_limited", words, retry_after=wait)
    session.add(Attempt(key=key, at=now))
