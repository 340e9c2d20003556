"""What is known of the people of a project from their votes and from decisions; learnt anew as both grow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.agreement.dawid_skene import FEWEST_FOR_ONE
from annotator.domain.cases.crowd import Crowd, crowd_of
from annotator.domain.cases.trust import FEWEST, Curve, curve_of, was_taken
from annotator.models import Computed, Project
from annotator.permissions import OPERATOR
from annotator.queries import proposals
from annotator.services import working

KIND = "crowd"
THOUSAND = 1000
LOOK_EVERY = 16
GROWN = 1.25
"""Votes and decisions are counted anew when there are so many times as many as the last time."""


@dataclass(frozen=True)
class Known:
    """How people vote, and how proposals did against decisions; the curve is None until there are enough."""

    crowd: Crowd
    curve: Curve | None


def known(session: Session, project: Project) -> Known:
    """Return what was learnt last; nothing at first, so that votes count alike."""
    kept = session.get(Computed, _key(project))
    if kept is None:
        return Known(Crowd(), None)
    curve = kept.body["curve"]
    return Known(
        Crowd.of(kept.body["crowd"]), Curve(tuple(curve[0]), tuple(curve[1]), curve[2]) if curve else None
    )


def learn(session: Session, project: Project) -> Known:
    """Count votes and decisions anew and keep what they tell; it is no act, since it can be computed again."""
    held = [one for one in proposals.held(session, project) if one.decision["phase"] == "blind"]
    confidences = [one.proposal.confidence / THOUSAND for one in held]
    taken = [was_taken(one.proposal.options[one.proposal.chosen], one.decision) for one in held]
    found = Known(crowd_of(proposals.votes(session, project)), curve_of(confidences, taken))
    body: dict[str, Any] = {
        "crowd": found.crowd.to_record(),
        "curve": list(found.curve) if found.curve else None,
        "seen": _counts(session, project),
    }
    kept = session.get(Computed, _key(project))
    if kept is None:
        session.add(Computed(key=_key(project), body=body, created=clock.now()))
    else:
        kept.body, kept.created = body, clock.now()
    session.flush()
    return found


def learn_when_due(session: Session, project: Project, fresh: Iterable[int]) -> None:
    """Queue the learning when votes or decisions have grown enough since the last time.

    `fresh` are the ids of rows that were added: counting all takes time, so it is done at one of them in sixteen.
    """
    if all(number % LOOK_EVERY for number in fresh):
        return
    kept = session.get(Computed, _key(project))
    seen = kept.body["seen"] if kept else [0, 0]
    now, least = _counts(session, project), (FEWEST_FOR_ONE, FEWEST)
    if any(count >= max(few, GROWN * last) for count, few, last in zip(now, least, seen, strict=True)):
        working.ask_for(session, OPERATOR, project, KIND, {})


def _counts(session: Session, project: Project) -> list[int]:
    return [proposals.count(session, project), proposals.decisions(session, project)]


def _key(project: Project) -> str:
    return f"crowd/1 {project.id}"
