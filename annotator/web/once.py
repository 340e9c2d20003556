"""A form that is sent twice acts once: each page of a form bears a key, and what came of it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.edge.asking import actor, writing
from annotator.models import Receipt

FIELD = "once"
SEE_OTHER = 303


def once(act: Callable[[Session], str]) -> tuple[str, bool]:
    """Do the act, which returns where to go next; the same form again does nothing.

    Returns the place, and whether the act was done now.
    """
    with writing() as opened:
        if (led := earlier(opened)) is not None:
            return led, False
        where = act(opened)
        keep(opened, where)
    return where, True


def earlier(opened: Session) -> str | None:
    """Return where this form led when it was sent before; None when it comes for the first time."""
    key = _key()
    row = _find(opened, key) if key is not None else None
    return row.body if row is not None else None


def keep(opened: Session, where: str) -> None:
    """Keep where this form leads, in the transaction of what it did."""
    key = _key()
    if key is not None:
        _keep(opened, key, where)


def _key() -> str | None:
    given = request.form.get(FIELD, "")
    return f"{request.path} {hashlib.sha256(given.encode()).hexdigest()}" if given else None


def _find(opened: Session, key: str) -> Receipt | None:
    return opened.scalar(select(Receipt).where(Receipt.key == key, Receipt.account_id == actor().account_id))


def _keep(opened: Session, key: str, where: str) -> None:
    opened.add(
        Receipt(
            account_id=actor().account_id,
            key=key,
            request_sha256="",
            status=SEE_OTHER,
            body=where,
            created=clock.now(),
        )
    )
