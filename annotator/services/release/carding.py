"""What the project says of its corpus: the fields of the card, kept between releases."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import Invalid
from annotator.models import Card, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import targets
from annotator.services.proof.history import Act
from exports.release.fields import NAMES
from schemas.sayings import say

LONGEST = 10_000


def read(session: Session, project: Project) -> dict[str, str]:
    """Return what the fields say; all are there, empty where nothing was said."""
    card = _find(session, project)
    said: Mapping[str, str] = card.body if card else {}
    return {name: said.get(name, "") for name in NAMES}


def write(session: Session, actor: Actor, project: Project, given: Mapping[str, object]) -> dict[str, str]:
    """Set the fields that are given; raises Refused, Invalid `unknown_field`, `wrong_type`, `too_long`."""
    require(actor, Permission.CARD_WRITE, targets.of_project(project.id))
    before = read(session, project)
    after = before | {name: _checked(name, value) for name, value in given.items()}
    if after == before:
        return after
    card = _find(session, project)
    if card is None:
        card = Card(project_id=project.id, body=after, version=1)
        session.add(card)
    else:
        card.body, card.version = after, card.version + 1
    session.flush()
    act = Act(session, actor, "card:write", project)
    act.touch(card)
    act.record()
    return after


def _find(session: Session, project: Project) -> Card | None:
    return session.scalar(select(Card).where(Card.project_id == project.id))


def _checked(name: str, value: object) -> str:
    if name not in NAMES:
        words = say(
            "The card has no field %(name)r; it has %(choices)s.", name=name[:40], choices=", ".join(NAMES)
        )
        raise Invalid("unknown_field", words, pointer=f"/{name[:40]}")
    if not isinstance(value, str):
        raise Invalid("wrong_type", say("%(name)s is text.", name=name), pointer=f"/{name}")
    if len(value) > LONGEST:
        raise Invalid(
            "too_long",
            say("%(name)s may have %(most)s characters.", name=name, most=LONGEST),
            pointer=f"/{name}",
            limit=LONGEST,
        )
    return value.strip()
