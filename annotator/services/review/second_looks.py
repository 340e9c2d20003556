"""Look again, blind: a second decision beside the first, or a person's in place of the rule's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from annotator.errors import Conflict
from annotator.models import Decision
from annotator.permissions import Actor
from annotator.queries import cases, second_looks
from annotator.services.review import adjudicating, settling

NOT_ASKED = "You are not asked to look at this case again."


def look(
    session: Session, actor: Actor, case_id: str, body: dict[str, Any], *, shown: Sequence[str] = ()
) -> Decision:
    """Store what a second reviewer says of the case, who has seen no decision on it.

    On a case that was decided by rule it takes the rule's place. Beside a person's decision it stands as the
    second: the first stays in force, also where they differ, until somebody decides the case again.

    Raises Missing, Refused, Conflict `no_second_awaited`, Stale, Invalid.
    """
    place = adjudicating.approach(session, actor, case_id)
    why = second_looks.which(session, actor, place.project, place.case)
    first = cases.last_decision(session, place.case)
    if why is None or first is None:
        raise Conflict("no_second_awaited", NOT_ASKED)
    ruling = adjudicating.read(session, place, body, shown)
    if why == second_looks.SAMPLE:
        return adjudicating.decide(session, actor, place, ruling, phase="blind")
    return settling.decide_second(session, actor, place, ruling, first)
