"""What was computed once, found again by the hash of what it was computed from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.models import Computed

BATCH = 500


def find(session: Session, keys: Collection[str]) -> dict[str, Any]:
    """Return what there is of these keys."""
    wanted, found = list(keys), {}
    for at in range(0, len(wanted), BATCH):
        query = select(Computed.key, Computed.body).where(Computed.key.in_(wanted[at : at + BATCH]))
        found.update({key: body for key, body in session.execute(query)})
    return found


def keep(session: Session, bodies: Mapping[str, Any]) -> None:
    """Store what is not there yet; nothing of it is an act, since it can be computed again."""
    there = find(session, bodies)
    now = clock.now()
    session.add_all(
        [Computed(key=key, body=body, created=now) for key, body in bodies.items() if key not in there]
    )
    session.flush()
