"""All that the review desk shows: the queue, the case in hand, its lanes, what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.cases.verdicts import VERDICT
from annotator.edge.asking import actor
from annotator.errors import Missing
from annotator.models import Annotation, Article, Case, Decision, Entity, Layer, Project, Source
from annotator.permissions import Act, allowed
from annotator.queries import cases, ledger, projects, second_looks, targets
from annotator.records.cases import case_view
from annotator.services.review import gold, reviewing
from annotator.web.review.lacking import holes
from annotator.web.review.lanes import Lane, lanes, link_lanes, verdict_lanes
from annotator.web.review.proposed import proposed
from annotator.web.review.snippets import Context, context, ending, shortened
from annotator.web.review.table import table

SHORT, BEFORE = 70, 40
MOST_LIT = 30
"""A case over more than so many percent of the article stands as a list."""
FEW_CHARACTERS = 600
"""But so many characters are read at a glance, whatever share of a short article they are."""


def board(
    opened: Session, project: Project, article: Article, wanted: str | None, last: str | None
) -> dict[str, Any]:
    """Return what the page shows; the case wanted, or else the first open one after the last."""
    queue = list(cases.of_article(opened, article))
    again = {one.public_id for one in second_looks.of_article(opened, actor(), project, article)}
    case = _chosen(queue, wanted, last)
    found: dict[str, Any] = {
        "article": article,
        "scheme": projects.scheme(opened, project).data,
        "queue": [entry(article, one) for one in queue],
        "again": [entry(article, one) for one in queue if one.public_id in again],
        "blind": case is not None and case.public_id in again,
        "open": sum(one.state == "open" for one in queue),
        "ready": reviewing.ready(opened, article),
        "came_along": gold.came_along(opened, article),
        "case": case,
        "number": queue.index(case) + 1 if case else 0,
        "holes": holes(opened, project, article) if case is None and not again else [],
        "last": next((one for one in queue if one.public_id == last and one.state == "decided"), None),
    }
    return found | (_case(opened, project, article, case, found) if case else {"lanes": []})


def entry(article: Article, case: Case) -> dict[str, Any]:
    """Return a line of the queue: the kind and the words."""
    return {"id": case.public_id, "kind": case.primary, "state": case.state, "words": _place(article.text, case)}


def _place(text: str, case: Case) -> str:
    if case.start is None:
        return str(gettext("the whole article"))
    if case.start == case.end:
        return str(gettext("△ after “%(words)s”", words=ending(text[: case.start], BEFORE)))
    return shortened(text[case.start : case.end], SHORT)


def lanes_of(opened: Session, article: Article, case: Case) -> list[Lane]:
    """Return the lanes of a case, of readings or of relations."""
    view = case_view(opened, case)
    whose = {member["id"]: member["layer"] for member in case.members if member["id"]}
    scheme = projects.scheme(opened, opened.get_one(Project, article.project_id)).data
    if case.primary == VERDICT:
        return verdict_lanes(view, scheme, whose, actor().account_id)
    if view["readings"]:
        return lanes(view, article.text, whose, actor().account_id)
    ends = _ends(opened, [link[end] for link in view["relations"] for end in ("from", "to")])
    return link_lanes(view, scheme, whose, ends, actor().account_id)


def entity_names(opened: Session, project: Project) -> dict[str, str]:
    """Return the names of the entities of a project by id."""
    query = select(Entity.uuid, Entity.name).where(Entity.project_id == project.id).order_by(Entity.name)
    return {uuid: name for uuid, name in opened.execute(query)}


def source_titles(opened: Session, project: Project) -> dict[str, str]:
    """Return the titles of the sources of a project by id."""
    query = select(Source.uuid, Source.title).where(Source.project_id == project.id).order_by(Source.title)
    return {uuid: title for uuid, title in opened.execute(query)}


def offered(opened: Session, project: Project, shown: Sequence[Lane]) -> dict[str, dict[str, str]]:
    """Return the entities and sources that a reviewer may name: the visible ones, and those of the readings."""
    said = repr([(lane.attributes, lane.sources) for lane in shown])
    who = actor()
    entities = set(opened.scalars(ledger.entities_visible_to(who).with_only_columns(Entity.uuid)))
    sources = set(opened.scalars(ledger.sources_visible_to(who).with_only_columns(Source.uuid)))
    names, titles = entity_names(opened, project), source_titles(opened, project)
    return {
        "names": {uuid: name for uuid, name in names.items() if uuid in entities or uuid in said},
        "titles": {uuid: title for uuid, title in titles.items() if uuid in sources or uuid in said},
    }


def _chosen(queue: Sequence[Case], wanted: str | None, last: str | None) -> Case | None:
    if wanted is not None:
        found = next((case for case in queue if case.public_id == wanted), None)
        if found is None:
            raise Missing()
        return found
    at = next((n for n, case in enumerate(queue) if case.public_id == last), -1)
    turn = [*queue[at + 1 :], *queue[: at + 1]]
    return next((case for case in turn if case.state == "open"), None)


def _case(
    opened: Session, project: Project, article: Article, case: Case, page: Mapping[str, Any]
) -> dict[str, Any]:
    found = lanes_of(opened, article, case)
    names, titles = entity_names(opened, project), source_titles(opened, project)
    decision = cases.last_decision(opened, case)
    target = targets.of_case(opened, actor(), article, case)
    decided = case.state == "decided" and not page["blind"]
    return {
        "lanes": found,
        "rows": table(page["scheme"], found, names, titles) if (found and found[0].parts) or _whole(found) else [],
        "context": _around(article, case),
        "reach": _reach(article, case),
        "decision": decision.body if decision and decided else None,
        "taken": _taken(found, decision) if decided else set(),
        "proposal": None if page["blind"] else proposed(opened, project, article, case, found),
        "seconds": [row.body for row in second_looks.of_case(opened, case)] if decided else [],
        "may_decide": allowed(actor(), Act.CASE_DECIDE, target),
        "alike": _alike(opened, article, case),
        "doubled": any(member["role"] == "duplicate" for member in case.members),
        "nobody": not all(member["id"] for member in case.members) or "missing" in case.kinds,
    }


def _around(article: Article, case: Case) -> Context | None:
    if case.start is None or case.end is None:
        return None
    return context(article.text, case.start, case.end)


def _reach(article: Article, case: Case) -> int | None:
    """Return how many percent of the article the case reaches over, where that is too much to be lit."""
    length = (case.end or 0) - (case.start or 0)
    share = 100 * length // max(1, len(article.text))
    return share if share > MOST_LIT and length > FEW_CHARACTERS else None


def _whole(found: Sequence[Lane]) -> bool:
    return bool(found) and found[0].anchor["kind"] == "article"


def _taken(found: Sequence[Lane], decision: Decision | None) -> set[str]:
    ids = set(((decision.body["chosen"] if decision else None) or {}).get("annotations", []))
    return {lane.id for lane in found if ids & set(lane.ids)}


def _alike(opened: Session, article: Article, case: Case) -> list[Case]:
    """Return the other open cases of the same kind."""
    there = cases.of_article(opened, article)
    return [c for c in there if c.state == "open" and c.primary == case.primary and c.id != case.id]


def _ends(opened: Session, uuids: Sequence[str]) -> dict[str, str]:
    handed_in = select(Layer.id).where(Layer.state != "open")
    query = select(Annotation).where(Annotation.uuid.in_(uuids), Annotation.layer_id.in_(handed_in))
    return {row.uuid: _end(row) for row in opened.scalars(query)}


def _end(row: Annotation) -> str:
    """Say an annotation by its words; where it stands on none, by what is missing there."""
    words = " … ".join(segment["exact"] for segment in row.anchor["segments"] if segment["exact"])
    if words:
        return f"“{words}”"
    return f"△ “{row.attributes['missing_text']}”" if row.attributes.get("missing_text") else "△"
