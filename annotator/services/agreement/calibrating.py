"""Hold a person's work against gold, for the manager, and for themselves once it is released to annotators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.agreement.aligned import NONE, align_article
from annotator.domain.agreement.calibration import (
    FEWEST,
    Place,
    Rate,
    bias,
    confusion,
    rates,
    trend,
    week_of,
    wilson,
)
from annotator.domain.cases.readings import Reading
from annotator.errors import Missing
from annotator.models import Annotation, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import calibrating, finished, projects, targets
from annotator.records.readings import reading_of
from annotator.services.proof.history import Act

SCHEMA = "annotator/calibration/1"

Record = dict[str, Any]
Readings = Mapping[str, Reading]


def release(session: Session, actor: Actor, project: Project, *, opened: bool) -> None:
    """Show annotators their own calibration, on articles whose gold is open to them, or no longer."""
    require(actor, Permission.CALIBRATION_OPEN, targets.of_project(project.id))
    if project.calibration_open != opened:
        project.calibration_open = opened
        act = Act(session, actor, "calibration:open" if opened else "calibration:close", project)
        act.touch(project)
        act.record()


def of_person(session: Session, actor: Actor, project: Project, name: str | None = None) -> Record:
    """Return the calibration of the person with this name in the project, of the actor if none is given.

    Only articles count that the actor is not blind on, and only cases decided blind and by somebody else.
    Raises Refused before it is released, Missing for a name that handed nothing in.
    """
    own = calibrating.name_of(session, actor, project)
    wanted = name or own
    require(actor, Permission.CALIBRATION_READ, targets.of_calibration(project, own=name is None or wanted == own))
    if wanted is None or (wanted != own and wanted not in calibrating.people(session, project)):
        raise Missing()
    return record_of(project, wanted, list(places_of(session, actor, project, wanted)), _tags(session, project))


def of_all(session: Session, actor: Actor, project: Project) -> list[Record]:
    """Return, for the manager, how each person stands against gold."""
    require(actor, Permission.CALIBRATION_READ, targets.of_project(project.id))
    found = []
    for name in calibrating.people(session, project):
        places = list(places_of(session, actor, project, name))
        right = sum(place.tags[0] == place.tags[1] for place in places)
        found.append({"annotator": name, "places": len(places), "right": _rate(wilson(right, len(places)))})
    return found


def places_of(session: Session, actor: Actor, project: Project, name: str) -> Iterator[Place]:
    """Yield every place at which this person can be held against gold."""
    articles = calibrating.articles_of(session, actor, project, name)
    times = finished.handed_in(session, project)
    weeks = {number: week_of(times[public_id, name]) for number, public_id in articles.items()
             if (public_id, name) in times}  # fmt: skip
    mine, gold = (_readings(session, articles, layer) for layer in (name, "gold"))
    came = calibrating.gold_that_came_along(session, articles)
    for case, decision in calibrating.decided(session, set(articles) - came):
        body = decision.body
        if body["phase"] == "blind" and body["reviewer"] != name and body["outcome"] != "undecidable":
            number = case.article_id
            pair = _of_case(case, body, name, mine.get(number, {}), gold.get(number, {}))
            if pair is not None:
                said = (case.public_id, body["reason"], body["rationale"])
                yield Place(articles[number], weeks.get(number, ""), *pair, *said)
    for number in sorted(came):
        both = {name: mine.get(number, {}).values(), "gold": gold.get(number, {}).values()}
        for group in align_article(both):
            sides = {reading.layer: reading for reading in group}
            yield Place(articles[number], weeks.get(number, ""), sides.get(name), sides.get("gold"))


def record_of(project: Project, name: str, places: list[Place], tags: list[str]) -> Record:
    """Return what the places say; under twenty, counts alone."""
    counts, enough = confusion(places), len(places) >= FEWEST
    names = [*tags, NONE]
    lean = bias(places)
    return {
        "schema": SCHEMA,
        "project": project.slug,
        "annotator": name,
        "places": len(places),
        "enough": enough,
        "confusion": {"tags": names, "counts": [[counts[mine, gold] for gold in names] for mine in names]},
        "rates": {
            tag: {"precision": _rate(one.precision), "recall": _rate(one.recall)}
            for tag, one in rates(places, tags).items()
        }
        if enough
        else None,
        "boundaries": {"start": lean[0], "end": lean[1], "spans": lean[2]} if enough and lean else None,
        "weeks": [{"week": week, **_rate(one)} for week, one in trend(places).items()] if enough else [],
        "differences": [difference_record(place) for place in places if place.differs],
    }


def _of_case(
    case: Any, body: Mapping[str, Any], name: str, mine: Readings, gold: Readings
) -> tuple[Reading | None, Reading | None] | None:
    """Return the person's reading and the gold of a case; None where they were not asked, or for links."""
    own = [mine[member["id"]] for member in case.members if member["layer"] == name and member["id"] in mine]
    if (not own and name not in case.missing) or case.primary == "relation":
        return None
    made = [gold[uuid] for uuid in body["result"] if uuid in gold]
    if not own:
        return (None, made[0]) if made else None
    alike = [one for one in made if one.tag == own[0].tag]
    return own[0], next(iter(alike or made), None)


def _readings(session: Session, articles: Mapping[int, str], layer: str) -> dict[int, dict[str, Reading]]:
    found: dict[int, dict[str, Reading]] = {}
    row: Annotation
    for number, row in calibrating.readings(session, articles, layer):
        found.setdefault(number, {})[row.uuid] = reading_of(row, layer)
    return found


def difference_record(place: Place) -> Record:
    """Return one place with what each side has there."""
    return {
        "article": place.article,
        "case": place.case,
        "differs": list(place.differs),
        "mine": _side(place.mine),
        "gold": _side(place.gold),
        "reason": place.reason,
        "rationale": place.rationale,
    }


def _side(reading: Reading | None) -> Record | None:
    if reading is None:
        return None
    return {"tag": reading.tag, "segments": [[one.start, one.end] for one in reading.segments]}


def _rate(rate: Rate) -> Record:
    return rate._asdict()


def _tags(session: Session, project: Project) -> list[str]:
    return list(projects.scheme(session, project).tags)
