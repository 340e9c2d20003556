"""How often an account may save: a bucket that fills with time, stored so that it holds over workers."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table, bindparam, case, text, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.prepared import Prepared
from annotator.errors import TooMany
from annotator.models import Allowance
from annotator.permissions import Actor

ONE = 1000
"""One save, in the unit the bucket is counted in."""

_TABLE = cast(Table, Allowance.__table__)
_PASSED = case((bindparam("now") > _TABLE.c.at, bindparam("now") - _TABLE.c.at), else_=0)
"""A clock that was set back takes nothing away."""

_FILLED = _TABLE.c.left + _PASSED * bindparam("rate")
_TAKE: Prepared[tuple[int]] = Prepared(
    update(_TABLE)
    .where(_TABLE.c.account_id == bindparam("account"))
    .values(left=case((bindparam("full") < _FILLED, bindparam("full")), else_=_FILLED) - ONE, at=bindparam("now"))
    .returning(_TABLE.c.left)
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
    full = burst * ONE
    taken = _TAKE.first(session, account=actor.account_id, now=now, rate=rate, full=full)
    if taken is None:
        session.execute(_BEGIN, {"account_id": actor.account_id, "left": full - ONE, "at": now})
    elif taken[0] < 0:
        words = "You save faster than this server takes it. Nothing is lost here; it is sent again in a second."
        raise TooMany("rate_limited", words, retry_after=1)
