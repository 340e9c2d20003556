"""Second looks at changed definitions, as far as the actor may see them; and what was made before a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from annotator.errors import Missing
from annotator.models import (
    Annotation,
    Article,
    Case,
    Chain,
    Change,
    Decision,
    Event,
    Layer,
    Project,
    Recheck,
    RecheckItem,
    Relation,
)
from annotator.permissions import Actor
from annotator.queries import seconds
from annotator.queries.aliases import alias
from annotator.queries.blindness import assigned, in_projects, staff_not_blind
from annotator.queries.seconds import awaits_in_article

OPEN, KEPT, CHANGED, PASSED = "open", "kept", "changed", "passed"
"""To be looked at; kept as it was; changed, withdrawn or decided again; passed on to its reviewers since."""

_BEFORE, _AFTER, _WHOSE = alias(Decision), alias(Decision), alias(Layer)


@dataclass(frozen=True)
class Progress:
    """How many of the items are in which state."""

    open: int = 0
    kept: int = 0
    changed: int = 0
    passed: int = 0

    @property
    def all(self) -> int:
        """Return how many there are."""
        return self.open + self.kept + self.changed + self.passed


def of_project(session: Session, project: Project) -> Sequence[Recheck]:
    """Return the second looks of the project, the latest first."""
    query = select(Recheck).where(Recheck.project_id == project.id)
    return session.scalars(query.order_by(Recheck.id.desc())).all()


def find(session: Session, project: Project, public_id: str) -> Recheck:
    """Return the second look; raises Missing."""
    query = select(Recheck).where(Recheck.project_id == project.id, Recheck.public_id == public_id)
    found = session.scalar(query)
    if found is None:
        raise Missing()
    return found


def state() -> ColumnElement[str]:
    """The state of an item, as its annotation or case stands now."""
    touched = exists().where(
        Annotation.layer_id == RecheckItem.layer_id,
        Annotation.uuid == RecheckItem.annotation,
        or_(Annotation.withdrawn.is_(True), Annotation.version != RecheckItem.version),
    )
    linked = exists().where(
        Relation.layer_id == RecheckItem.layer_id,
        Relation.uuid == RecheckItem.annotation,
        or_(Relation.withdrawn.is_(True), Relation.version != RecheckItem.version),
    )
    again = exists().where(
        _BEFORE.uuid == RecheckItem.decision,
        _BEFORE.case_id == RecheckItem.case_id,
        _AFTER.case_id == RecheckItem.case_id,
        _AFTER.second_to.is_(None),
        _AFTER.id > _BEFORE.id,
    )
    settled = exists().where(
        Case.id == RecheckItem.case_id, or_(Case.state == "void", and_(Case.state == "decided", again))
    )
    reviewed = exists().where(Decision.article_id == RecheckItem.article_id, Decision.account_id.is_not(None))
    return case(
        (RecheckItem.kept.is_(True), KEPT),
        (or_(touched, linked, settled), CHANGED),
        (and_(_of_annotator(), reviewed), PASSED),
        else_=OPEN,
    )


def mine(actor: Actor) -> ColumnElement[bool]:
    """The item is an annotation of the actor, on an article that is still theirs."""
    own = exists().where(_WHOSE.id == RecheckItem.layer_id, _WHOSE.account_id == actor.account_id)
    return and_(RecheckItem.case_id.is_(None), own, in_projects(actor, "annotator"), assigned(actor))


def for_review(actor: Actor, project: Project) -> ColumnElement[bool]:
    """The item is gold that the actor reviews; a case that they are to decide unseen is not shown."""
    gold = or_(
        RecheckItem.case_id.is_not(None), exists().where(_WHOSE.id == RecheckItem.layer_id, _WHOSE.kind == "gold")
    )
    return and_(gold, staff_not_blind(actor, "reviewer", "manager"), ~_unseen(actor, project))


def watched(actor: Actor) -> ColumnElement[bool]:
    """The item lies in an article that the actor manages and does not annotate blind."""
    return staff_not_blind(actor, "manager")


def items(recheck: Recheck, condition: ColumnElement[bool]) -> Select[RecheckItem]:
    """Select items of the second look in their order."""
    query = select(RecheckItem).join(Article, Article.id == RecheckItem.article_id)
    return query.where(RecheckItem.recheck_id == recheck.id, condition).order_by(RecheckItem.id)


def with_states(
    session: Session, recheck: Recheck, condition: ColumnElement[bool], *, most: int
) -> Sequence[Row[RecheckItem, str, Article]]:
    """Return items with their state and article, the first so many, those that wait before those that are done."""
    query = items(recheck, condition).add_columns(state(), Article)
    waits = case((state() == OPEN, 0), else_=1)
    return session.execute(query.order_by(None).order_by(waits, RecheckItem.id).limit(most)).all()


def waiting(session: Session, actor: Actor, project: Project) -> int:
    """Return how many items of second looks that are open wait for the actor."""
    looks = [one for one in of_project(session, project) if not one.closed]
    return sum(progress(session, one, mine(actor) | for_review(actor, project)).open for one in looks)


def progress(session: Session, recheck: Recheck, condition: ColumnElement[bool]) -> Progress:
    """Return how far the second look is, on items of that kind."""
    inner = items(recheck, condition).order_by(None).with_only_columns(state().label("state")).subquery()
    counted = session.execute(select(inner.c.state, func.count()).group_by(inner.c.state))
    return Progress(**{name: count for name, count in counted})


def by_layer(
    session: Session, recheck: Recheck, condition: ColumnElement[bool]
) -> list[tuple[str | None, Progress]]:
    """Return how far each annotator is, by the name of the layer; those for reviewers under no name."""
    inner = items(recheck, condition).order_by(None).outerjoin(Layer, Layer.id == RecheckItem.layer_id)
    name = case((_of_annotator(), Layer.name), else_=None)
    rows = inner.with_only_columns(name.label("name"), state().label("state")).subquery()
    counted = session.execute(select(rows.c.name, rows.c.state, func.count()).group_by(rows.c.name, rows.c.state))
    found: dict[str | None, dict[str, int]] = {}
    for layer, what, count in counted:
        found.setdefault(layer, {})[what] = count
    return [(layer, Progress(**found[layer])) for layer in sorted(found, key=lambda one: (one is None, one or ""))]


def last_touched(session: Session, project: Project, kind: str) -> dict[tuple[int | None, str], int]:
    """Return when each object of the kind was left as it is: the number of the last event, by article and key."""
    query = select(Change.article_id, Change.object, func.max(Event.seq)).join(Event, Event.id == Change.event_id)
    query = query.join(Chain, Chain.id == Event.chain_id).where(Chain.project_id == project.id)
    rows = session.execute(
        query.where(Change.object.startswith(f"{kind}/", autoescape=True)).group_by(
            Change.article_id, Change.object
        )
    )
    return {(article, key): seq for article, key, seq in rows}


def _of_annotator() -> ColumnElement[bool]:
    named = exists().where(_WHOSE.id == RecheckItem.layer_id, _WHOSE.kind == "annotator")
    return and_(RecheckItem.case_id.is_(None), named)


def _unseen(actor: Actor, project: Project) -> ColumnElement[bool]:
    return or_(
        exists().where(Case.id == RecheckItem.case_id, seconds.hides(actor, project)),
        and_(RecheckItem.case_id.is_(None), awaits_in_article(actor)),
    )
