"""What rests on a definition and was made before it changed: annotations, relations, cases decided on such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.schemes.redefined import Part
from annotator.models import Annotation, Article, Case, Decision, Layer, Project, Relation
from annotator.queries import rechecks

Mark = Annotation | Relation
SEALED = frozenset({"training", "test"})


@dataclass(frozen=True)
class Resting:
    """An annotation or relation with its version, or a decided case; and the definitions it rests on."""

    article_id: int
    parts: frozenset[Part]
    layer_id: int | None = None
    annotation: str | None = None
    version: int | None = None
    case_id: int | None = None
    decision: str | None = None


@dataclass
class _There:
    """The annotations and relations of an article that rest on a definition, by whose they are."""

    closed: bool
    own: list[tuple[Layer, Mark, frozenset[Part]]] = field(default_factory=list)
    gold: list[tuple[Layer, Mark, frozenset[Part]]] = field(default_factory=list)


def resting_on(session: Session, project: Project, wanted: Sequence[Part], since: int) -> list[Resting]:
    """Return what rests on these definitions and was last changed, or decided, before that event of the history.

    An annotation that its maker may still change stands for itself. Once the review of an article began, or its
    gold is open, the case in which it was decided stands for it; gold that no case made stands for itself.
    """
    there = _there(session, project, wanted)
    made = rechecks.last_touched(session, project, "annotation")
    made |= rechecks.last_touched(session, project, "relation")
    ruled = rechecks.last_touched(session, project, "decision")
    decisions = _decisions(session, project, there)
    found: list[Resting] = []
    for article_id, here in there.items():
        mine = decisions.get(article_id, [])
        results = {uuid for one in mine for uuid in _judged(here, *one)} | _linked(session, here, mine)
        alone = [one for one in here.gold if one[1].uuid not in results]
        for layer, row, rests in [*([] if here.closed else here.own), *alone]:
            if made.get((article_id, f"{row.__tablename__}/{layer.name}/{row.uuid}"), 0) < since:
                found.append(Resting(article_id, rests, layer.id, row.uuid, row.version))
        if here.closed:
            old = [one for one in mine if ruled.get((article_id, f"decision/{one[1]['id']}"), 0) < since]
            found.extend(_cases(article_id, here, old))
    return found


def _judged(here: _There, case: Case, body: Mapping[str, Any]) -> list[str]:
    """Return what of a decision's result it judged; relations that came with their ends it did not."""
    along = {row.uuid for _, row, _ in here.gold if isinstance(row, Relation)}
    return [uuid for uuid in body["result"] if case.primary == "relation" or uuid not in along]


def _linked(session: Session, here: _There, decided: Iterable[tuple[Case, Any]]) -> set[str]:
    """Return the gold relations that a case on links decided: their ends come from those of its readings."""
    rows = [row for _, row, _ in here.gold if isinstance(row, Relation)]
    ids = {member["id"] for case, _ in decided if case.primary == "relation" for member in case.members}
    if not rows or not ids:
        return set()
    ends = select(Relation.from_uuid, Relation.to_uuid).where(Relation.uuid.in_(ids - {None}))
    judged = {frozenset(row) for row in session.execute(ends)}
    made = select(Annotation.uuid, Annotation.derived_from).where(Annotation.layer_id == rows[0].layer_id)
    known = {uuid: derived for uuid, derived in session.execute(made)}
    places = {row.uuid: product(known.get(row.from_uuid, ()), known.get(row.to_uuid, ())) for row in rows}
    return {uuid for uuid, pairs in places.items() if any(frozenset(pair) in judged for pair in pairs)}


def _cases(article_id: int, here: _There, decided: Iterable[tuple[Case, Mapping[str, Any]]]) -> Iterator[Resting]:
    rests = {row.uuid: on for _, row, on in (*here.own, *here.gold)}
    for case, body in decided:
        ids = [*(member["id"] for member in case.members), *_judged(here, case, body)]
        on = frozenset(part for uuid in ids for part in rests.get(uuid, ()))
        if on:
            yield Resting(article_id, on, case_id=case.id, decision=body["id"])


def _there(session: Session, project: Project, wanted: Sequence[Part]) -> dict[int, _There]:
    began = set(session.scalars(select(Decision.article_id).where(Decision.account_id.is_not(None)).distinct()))
    found: dict[int, _There] = {}
    for row, layer, article in (*_annotations(session, project, wanted), *_relations(session, project, wanted)):
        on = frozenset(part for part in wanted if _rests(part, row))
        if not on:
            continue
        closed = article.id in began or article.opened or article.purpose in SEALED
        here = found.setdefault(article.id, _There(closed))
        (here.gold if layer.kind == "gold" else here.own).append((layer, row, on))
    return found


def _rests(part: Part, row: Mark) -> bool:
    if isinstance(row, Relation):
        return row.type == part.relation
    return part.holds(row.tag, row.attributes, {link["stance"] for link in row.sources})


def _annotations(session: Session, project: Project, wanted: Sequence[Part]) -> Iterable[Any]:
    query = _of_project(select(Annotation, Layer, Article).join(Layer, Layer.id == Annotation.layer_id), project)
    if not any(part.stance for part in wanted):
        query = query.where(Annotation.tag.in_({part.tag for part in wanted}))
    query = query.where(Annotation.withdrawn.is_(False))
    return session.execute(query.order_by(Article.id, Layer.id, Annotation.position))


def _relations(session: Session, project: Project, wanted: Sequence[Part]) -> Iterable[Any]:
    query = _of_project(select(Relation, Layer, Article).join(Layer, Layer.id == Relation.layer_id), project)
    query = query.where(Relation.withdrawn.is_(False), Relation.type.in_({part.relation for part in wanted}))
    return session.execute(query.order_by(Article.id, Layer.id, Relation.position))


def _of_project(query: Any, project: Project) -> Any:
    query = query.join(Article, Article.id == Layer.article_id).where(Article.project_id == project.id)
    return query.where((Layer.kind == "gold") | Layer.account_id.is_not(None))


def _decisions(
    session: Session, project: Project, articles: Iterable[int]
) -> dict[int, list[tuple[Case, Mapping[str, Any]]]]:
    """Return the decided cases of these articles, each with the decision in force."""
    query = select(Case, Decision.body).join(Decision, Decision.case_id == Case.id)
    query = query.join(Article, Article.id == Case.article_id)
    query = query.where(Article.project_id == project.id, Case.state == "decided", Decision.second_to.is_(None))
    last: dict[int, tuple[Case, Mapping[str, Any]]] = {}
    for case, body in session.execute(query.order_by(Decision.id)):
        last[case.id] = case, body
    wanted = set(articles)
    found: dict[int, list[tuple[Case, Mapping[str, Any]]]] = {}
    for case, body in last.values():
        if case.article_id in wanted:
            found.setdefault(case.article_id, []).append((case, body))
    return found
