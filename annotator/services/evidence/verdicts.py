"""Verdicts on fact-checks: decided by a reviewer, or by two of whom the second is blind; later ones supersede."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.types import stamp
from annotator.domain.verdicts import NOT_CHECKED, PARTS, check_claim, check_rating, check_verdict, differences
from annotator.errors import Conflict, Invalid, Missing, Refused
from annotator.models import FactCheck, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import ledger, projects, targets
from annotator.services.evidence import references
from annotator.services.proof.history import Act, actor_name
from annotator.services.shapes import check_shape
from annotator.services.versions import require_version
from schemas.sayings import say

WAITING, DIFFERS = "waiting", "differs"
Record = dict[str, Any]


def find(session: Session, actor: Actor, project: Project, uuid: str, *, lock: bool = False) -> FactCheck:
    """Return the fact-check; raises Missing when there is none the actor may see."""
    query = ledger.fact_checks_visible_to(actor).where(FactCheck.project_id == project.id, FactCheck.uuid == uuid)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise Missing()
    return row


def decide(
    session: Session, actor: Actor, project: Project, uuid: str, given: Mapping[str, Any], *, if_match: int | None
) -> FactCheck:
    """Rule on the claim; where the project asks for a second verdict, this one waits for it.

    Raises Invalid `evidence_required` and the like, Conflict `second_awaited`, VersionRequired, Stale.
    """
    row = _open(session, actor, project, uuid)
    ruling = _read(session, project, row, given)
    if if_match is not None or row.body.get("decided_at"):
        require_version(if_match, row.version, {**row.body, "version": row.version})
    by = actor_name(session, actor, project)
    act = Act(session, actor, "fact_check:decide", project)
    if project.second_verdict and ruling["verdict"] != NOT_CHECKED:
        _wait(row, by, ruling)
        act.action = "fact_check:propose"
    else:
        row.body, row.pending = rule({**row.body, **ruling}, row.body, by, row.version + 1), None
    row.version += 1
    act.touch(row)
    act.record()
    return row


def second(session: Session, actor: Actor, project: Project, uuid: str, given: Mapping[str, Any]) -> FactCheck:
    """Give the second verdict, blind; where both agree it is the verdict, else the claim goes round again.

    Raises Conflict `no_second_awaited`, Refused `conflict_of_interest` for whoever gave the first.
    """
    row = _open(session, actor, project, uuid)
    by = require_second(session, actor, project, row)
    ruling, first = _read(session, project, row, given), row.pending["first"]
    proposals = [*(row.body.get("proposals") or []), _proposal(first, blind=False)]
    mine = {"by": by, "at": stamp(clock.now()), **ruling}
    body = {**row.body, "proposals": [*proposals, _proposal(mine, blind=True)]}
    found = differences(first, ruling)
    if found:
        row.pending = {**row.pending, "state": DIFFERS, "second": mine, "differences": found}
    else:
        said = {name: first.get(name) for name in PARTS}
        body, row.pending = rule({**body, **said}, row.body, first["by"], row.version + 1), None
    row.body, row.version = body, row.version + 1
    act = Act(session, actor, "fact_check:second", project)
    act.touch(row)
    act.record()
    return row


def require_second(session: Session, actor: Actor, project: Project, row: FactCheck) -> str:
    """Return the name of whoever may give the second verdict: a reviewer who did not give the first."""
    if not row.pending or row.pending["state"] != WAITING:
        raise Conflict("no_second_awaited", "No second verdict is awaited on this claim.")
    by = actor_name(session, actor, project)
    if by == row.pending["first"]["by"]:
        words = "You gave the first verdict; somebody who has not seen it gives the second."
        raise Refused("conflict_of_interest", words)
    return by


def blind_view(row: FactCheck) -> Record:
    """Return what the person who gives the second verdict sees: claim, questions, evidence, and no verdict."""
    names = ("id", "claim", "claim_date", "location_iso", "speakers", "questions", "evidence")
    return {name: row.body[name] for name in names if row.body.get(name)}


def set_second_verdict(session: Session, actor: Actor, project: Project, *, wanted: bool) -> None:
    """Say whether the project asks for a second, blind verdict from now on."""
    require(actor, Permission.MEMBER_MANAGE, targets.of_project(project.id))
    if project.second_verdict != wanted:
        project.second_verdict = wanted
        act = Act(session, actor, "project:change", project)
        act.touch(project)
        act.record()


def stands(body: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Tell whether a body says the verdict that is there already."""
    return all((body.get(name) or None) == (before.get(name) or None) for name in (*PARTS[:4],))


def rule(body: Record, before: Mapping[str, Any], by: str, version: int) -> Record:
    """Return the body with its verdict signed: by whom, when, and which verdict it supersedes."""
    return {
        **body,
        "decided_by": by,
        "decided_at": stamp(clock.now()),
        "version": version,
        "supersedes": before.get("version") if before.get("decided_at") else None,
    }


def _open(session: Session, actor: Actor, project: Project, uuid: str) -> FactCheck:
    require(actor, Permission.FACT_CHECK_WRITE, targets.of_project(project.id))
    return find(session, actor, project, uuid, lock=True)


def _read(session: Session, project: Project, row: FactCheck, given: Mapping[str, Any]) -> Record:
    """Return the checked parts of a verdict; what is not said is null."""
    for name in given:
        if name not in PARTS:
            raise Invalid(
                "unknown_field",
                say("There is no field %(name)r in a verdict.", name=name[:60]),
                pointer=f"/{name[:60]}",
            )
    if not given.get("verdict"):
        raise Invalid("missing_field", "Say the verdict.", pointer="/verdict")
    ruling = {name: given.get(name) for name in PARTS} | {"missing_context": bool(given.get("missing_context"))}
    if type(given.get("missing_context")) not in (bool, type(None)):
        raise Invalid("wrong_type", "missing_context is true or false.", pointer="/missing_context")
    check_shape("fact_check", {"claim": "x", **ruling}, without=("id",))
    check_claim({"claim": "x", **ruling})
    check_rating(ruling["rating"], projects.scheme(session, project).data.get("scales", {}))
    check_verdict({**row.body, **ruling})
    references.require_other_evidence(session, project, row.body)
    return ruling


def _wait(row: FactCheck, by: str, ruling: Record) -> None:
    pending = row.pending or {}
    if pending.get("state") == WAITING and pending["first"]["by"] != by:
        raise Conflict("second_awaited", "A first verdict waits already. Give the second one, blind.")
    again = pending.get("state") == DIFFERS
    number = pending.get("round", 1) + again
    row.pending = {
        "state": WAITING,
        "round": number,
        "first": {"by": by, "at": stamp(clock.now()), **ruling},
    }


def _proposal(said: Mapping[str, Any], *, blind: bool) -> Record:
    names = ("by", "verdict", "missing_context", "rating", "justification")
    return {**{name: said.get(name) for name in names}, "blind": blind, "at": said["at"]}


def verdicts_of(session: Session, row: FactCheck) -> Iterator[Record]:
    """Yield every verdict there was, the newest first, with the evidence it stood on, as the history has them."""
    seen = set()
    for body in ledger.past_states(session, row):
        key = body.get("decided_at") or (body.get("verdict") or NOT_CHECKED)
        if key not in seen and (body.get("verdict") or NOT_CHECKED) != NOT_CHECKED:
            seen.add(key)
            names = (*PARTS, "decided_by", "decided_at", "version", "supersedes")
            yield {name: body.get(name) for name in names} | {"evidence": body.get("evidence") or []}


def taken_away(session: Session, row: FactCheck) -> dict[str, list[Record]]:
    """Return by its name the list that the last act took one of away, as it was before; empty after other acts."""
    now, before = (*islice(ledger.past_states(session, row), 2), {}, {})[:2]
    lists = {name: (now.get(name) or [], before.get(name) or []) for name in ("evidence", "questions")}
    return {name: old for name, (new, old) in lists.items() if any(_but(old, n) == new for n in range(len(old)))}


def _but(items: list[Record], number: int) -> list[Record]:
    return items[:number] + items[number + 1 :]
