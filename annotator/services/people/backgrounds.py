"""What people choose to say of themselves: given, taken back, and told of five or more alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import Invalid
from annotator.models import Account, Background, Project, Pseudonym
from exports.release.background import AGES, CONSENT, EDUCATIONS, banded
from schemas.sayings import say


def find(session: Session, account: Account) -> Background | None:
    """Return what the person said, None when that is nothing."""
    return session.scalar(select(Background).where(Background.account_id == account.id))


def give(session: Session, account: Account, age: str, education: str) -> None:
    """Keep what the person says of themselves; raises Invalid `unknown_value`. It stands in no history."""
    for name, value, known in (("age", age, AGES), ("education", education, EDUCATIONS)):
        if value not in known:
            words = say("%(name)s is one of %(choices)s.", name=name, choices=", ".join(known))
            raise Invalid("unknown_value", words, pointer=f"/{name}")
    row = find(session, account) or Background(account_id=account.id)
    row.age, row.education, row.consent, row.given = age, education, CONSENT, clock.now()
    session.add(row)
    session.flush()


def take_back(session: Session, account: Account) -> None:
    """Forget what the person said; releases that are frozen keep their counts."""
    session.execute(delete(Background).where(Background.account_id == account.id))


def of_release(session: Session, project: Project, names: Collection[str]) -> dict[str, Any]:
    """Return the background of the annotators of these pseudonyms, in bands, as a release may tell it."""
    query = select(Pseudonym.name, Background.age, Background.education)
    query = query.join(Background, Background.account_id == Pseudonym.account_id)
    rows = session.execute(query.where(Pseudonym.project_id == project.id, Background.consent == CONSENT))
    return banded(len(names), [(age, education) for name, age, education in rows if name in names])
