"""Open a second look at what was annotated under an earlier definition, and say of its items that they stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from secrets import SystemRandom

from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.schemes.redefined import Part, part_of, parts
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Article, Case, Layer, Project, Recheck, RecheckItem
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import projects, rechecks, targets
from annotator.services.proof.history import Act, actor_name
from annotator.services.review.resting import Resting, resting_on
from schemas.sayings import say

BASES = ("scheme", "guideline")
MOST_PARTS = 200
NUMBERS = range(1, 10**9)
"""Items bear numbers by lot: counted ones would tell whoever is blind how much of others' work is looked at."""


def open_look(
    session: Session, actor: Actor, project: Project, basis: str, version: int, paths: Sequence[str]
) -> Recheck:
    """Open a second look at what rests on these definitions and was made before the version came into force.

    What its annotator may still change is put to them; what reviewers decided is put to reviewers, as the case.
    Raises Refused, Missing for a version there is not, Invalid for a definition there is not, Conflict
    `nothing_to_look_at`.
    """
    require(actor, Permission.RECHECK_OPEN, targets.of_project(project.id))
    wanted = _parts(session, project, paths)
    found = _found(session, project, basis, version, wanted)
    if not found:
        raise Conflict("nothing_to_look_at", "Nothing was annotated under the earlier definition.")
    row = Recheck(
        public_id=clock.new_id(),
        project_id=project.id,
        basis=basis,
        version=version,
        parts=[part.path for part in wanted],
        created=clock.now(),
    )
    session.add(row)
    session.flush()
    numbers = SystemRandom().sample(NUMBERS, len(found))
    made = [_item(row, number, one) for number, one in zip(numbers, found, strict=True)]
    session.add_all(made)
    session.flush()
    act = Act(session, actor, "recheck:open", project)
    act.touch(row)
    act.touch_all(made, within=row.public_id)
    act.record()
    return row


def counts(
    session: Session, actor: Actor, project: Project, basis: str, version: int, wanted: Iterable[Part]
) -> dict[Part, int]:
    """Return for each definition how much rests on it that was made before; raises Refused, Missing."""
    require(actor, Permission.RECHECK_OPEN, targets.of_project(project.id))
    asked = list(wanted)
    found = _found(session, project, basis, version, asked)
    return {part: sum(part in one.parts for one in found) for part in asked}


def keep(session: Session, actor: Actor, project: Project, public_id: str, number: int) -> RecheckItem:
    """Say that the item stays as it is; once more changes nothing.

    The own annotation is kept by whoever made it, what is gold by a reviewer. Raises Missing, Refused,
    Conflict `closed`.
    """
    look = rechecks.find(session, project, public_id)
    query = rechecks.items(look, rechecks.mine(actor) | rechecks.for_review(actor, project))
    item = session.scalar(query.where(RecheckItem.number == number).with_for_update(of=RecheckItem))
    if item is None:
        raise Missing()
    _require(session, actor, item)
    if look.closed:
        raise Conflict("closed", "This second look is closed.")
    if not item.kept:
        item.kept, item.kept_by = True, actor_name(session, actor, project)
        act = Act(session, actor, "recheck:keep", project)
        act.touch(item, within=look.public_id)
        act.record()
    return item


def close(session: Session, actor: Actor, project: Project, public_id: str, *, closed: bool = True) -> Recheck:
    """End a second look before everything was looked at, or go on with it."""
    require(actor, Permission.RECHECK_OPEN, targets.of_project(project.id))
    look = rechecks.find(session, project, public_id)
    if look.closed != closed:
        look.closed = closed
        act = Act(session, actor, "recheck:close" if closed else "recheck:resume", project)
        act.touch(look)
        act.record()
    return look


def _parts(session: Session, project: Project, paths: Sequence[str]) -> list[Part]:
    if not paths:
        raise Invalid("missing_field", "Say which definitions changed.", pointer="/parts")
    if len(paths) > MOST_PARTS:
        words = say("At most %(most)s definitions at a time.", most=MOST_PARTS)
        raise Invalid("too_long", words, pointer="/parts", limit=MOST_PARTS)
    there = set(parts(projects.scheme(session, project).data))
    wanted = [part_of(path) for path in dict.fromkeys(paths)]
    for number, part in enumerate(wanted):
        if part not in there:
            detail = say("The scheme defines no “%(path)s”.", path=part.path[:100])
            raise Invalid("unknown_value", detail, pointer=f"/parts/{number}")
    return wanted


def _found(session: Session, project: Project, basis: str, version: int, wanted: list[Part]) -> list[Resting]:
    if basis not in BASES:
        raise Invalid("unknown_value", "basis is scheme or guideline.", pointer="/basis")
    since = rechecks.last_touched(session, project, basis).get((None, f"{basis}/{version}"))
    if since is None or version < 2:
        raise Missing()
    return resting_on(session, project, wanted, since)


def _item(look: Recheck, number: int, one: Resting) -> RecheckItem:
    return RecheckItem(
        recheck_id=look.id,
        number=number,
        article_id=one.article_id,
        layer_id=one.layer_id,
        annotation=one.annotation,
        version=one.version,
        case_id=one.case_id,
        decision=one.decision,
    )


def _require(session: Session, actor: Actor, item: RecheckItem) -> None:
    article = session.get_one(Article, item.article_id)
    layer = session.get(Layer, item.layer_id) if item.layer_id else None
    if item.case_id is not None:
        target = targets.of_case(session, actor, article, session.get_one(Case, item.case_id))
        require(actor, Permission.CASE_DECIDE, target)
    elif layer is not None and layer.kind == "gold":
        require(actor, Permission.CASE_DECIDE, targets.of_article(session, actor, article))
    elif layer is not None:
        require(actor, Permission.LAYER_WRITE, targets.of_layer(session, actor, article, layer))
