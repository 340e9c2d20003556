"""Decide cases, and take decisions back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.rulings import Chosen, Ruling, read_ruling
from annotator.errors import Conflict, Missing, Stale
from annotator.models import Article, Case, Decision, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import articles, cases, projects, proposals, second_looks, targets
from annotator.services.review import crowds, results, reviewing, settling
from annotator.services.review.bench import Bench, bench
from schemas.sayings import say

TAKEN_BACK = "Taken back; the case is open again."


def settle(
    session: Session, actor: Actor, case_id: str, body: dict[str, Any], *, shown: Sequence[str] = ()
) -> Decision:
    """Decide the case; a second decision supersedes the first.

    `shown` are the ids of the readings in the order in which this reviewer saw them.

    Raises Missing, Refused `conflict_of_interest`, Conflict `not_ready`, Stale, Invalid.
    """
    place = approach(session, actor, case_id)
    ruling = read(session, place, body, shown)
    phase = "blind" if _is_unseen(session, actor, place) else _phase(session, place.project, place.case)
    return decide(session, actor, place, ruling, phase=phase)


def read(session: Session, place: Bench, body: dict[str, Any], shown: Sequence[str] = ()) -> Ruling:
    """Return the ruling; raises Invalid, and Stale when it is on another version of the case."""
    ruling, case = read_ruling(body), place.case
    results.require_no_proposal(place.readings, projects.scheme(session, place.project), ruling)
    if ruling.case_version != case.version:
        detail = say(
            "The case is at version %(version)s now; look at it again before you decide.", version=case.version
        )
        raise Stale("version_conflict", detail, current={"id": case.public_id, "case_version": case.version})
    return replace(ruling, shown=tuple(shown))


def undo(session: Session, actor: Actor, case_id: str) -> Decision | None:
    """Take the last decision back by a decision of its own: what it superseded holds again, or nothing does."""
    place = approach(session, actor, case_id)
    case = place.case
    last = cases.last_decision(session, case)
    if last is None:
        return None
    before = _find(session, last.body["supersedes"])
    if before is not None and not _undone(before):
        phase = _phase(session, place.project, case)
        return decide(session, actor, place, settling.ruling_of(case, before.body), phase=phase)
    ruling = Ruling(case.version, "undecidable", Chosen(), "slip", TAKEN_BACK, 1)
    decision = settling.decide(session, actor, place, ruling, phase="revealed")
    reviewing.open_again(session, actor, place.project, place.article, case)
    return decision


def require_may_decide(session: Session, actor: Actor, article: Article, case: Case) -> None:
    """Raise Refused unless the actor may decide this case."""
    require(actor, Permission.CASE_DECIDE, targets.of_case(session, actor, article, case))


def approach(session: Session, actor: Actor, case_id: str) -> Bench:
    """Return the case with its readings, locked, for whoever may decide it now.

    Raises Missing, Refused `conflict_of_interest`, Conflict `not_ready`.
    """
    cases.require_not_own(session, actor, case_id)
    case = cases.find(session, actor, case_id)
    article = session.get_one(Article, case.article_id)
    articles.find(session, actor, article.public_id, lock=True)
    require_may_decide(session, actor, article, case)
    if not reviewing.ready(session, article):
        raise Conflict("not_ready", "Not everybody has handed this article in; decide when all have.")
    session.refresh(case)
    if case.state == "void":
        raise Missing()
    return bench(session, session.get_one(Project, article.project_id), article, case)


def decide(session: Session, actor: Actor, place: Bench, ruling: Ruling, *, phase: str) -> Decision:
    """Store the decision, and say of the gold whether it is adjudicated now."""
    decision = settling.decide(session, actor, place, ruling, phase=phase)
    reviewing.refresh_gold(session, place.project, place.article)
    crowds.learn_when_due(session, place.project, [decision.id])
    return decision


def _phase(session: Session, project: Project, case: Case) -> str:
    """Say what the reviewer knew: names and votes are shown from the first decision on this version on.

    Where the project shows what is proposed beforehand, no decision is blind.
    """
    if project.proposals_first and proposals.latest(session, case) is not None:
        return "revealed"
    last = cases.last_decision(session, case)
    return "revealed" if last is not None and last.body["case_version"] == case.version else "blind"


def _is_unseen(session: Session, actor: Actor, place: Bench) -> bool:
    """Tell whether the actor is shown no decision on the case, since theirs is awaited as the second."""
    return place.case.id in second_looks.awaited(session, actor, place.project)


def _find(session: Session, uuid: str | None) -> Decision | None:
    return session.scalar(select(Decision).where(Decision.uuid == uuid)) if uuid else None


def _undone(decision: Decision) -> bool:
    return bool(decision.body["outcome"] == "undecidable" and decision.body["rationale"] == TAKEN_BACK)
