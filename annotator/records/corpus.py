"""Articles with their layers and all that these name, as lines of a corpus: streamed, in constant memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from annotator.db.integrity import hold_one_state, let_go
from annotator.domain.schemes import Scheme
from annotator.models import (
    Annotation,
    Article,
    Decision,
    FactCheck,
    Layer,
    Mention,
    Project,
    Source,
)
from annotator.queries import finished, projects
from annotator.records.articles import article_record
from annotator.records.contents import contents
from annotator.records.joined import entities_named, stand_ins, with_aliases, with_survivors
from annotator.records.mentions import named_by
from exports.proof.aliases import renamed_in

Record = dict[str, Any]
BATCH = 50


def records(
    session: Session,
    project: Project,
    articles: Select[Article],
    layers: Select[Layer],
    sources: Select[Source] | None = None,
    *,
    apart: bool = False,
) -> Iterator[Record]:
    """Yield one record per article, in the order they came, with those of its layers that are selected.

    Of the `sources` that are selected, all if not given, those of one address are joined. `apart` as in `of_ids`.
    """
    ids = session.scalars(articles.with_only_columns(Article.id).order_by(Article.id)).all()
    return of_ids(session, project, ids, layers, sources, apart=apart)


def of_ids(
    session: Session,
    project: Project,
    ids: Sequence[int],
    layers: Select[Layer],
    sources: Select[Source] | None = None,
    *,
    apart: bool = False,
) -> Iterator[Record]:
    """Yield one record per article, in the order of the ids, with those of its layers that are selected.

    Read `apart`, every batch is a transaction of its own, none is open while the lines are used, and lines of
    different batches may be of different moments; else all is of the state that the session holds.
    """
    scheme = projects.scheme(session, project)
    stand_in = stand_ins(session, project, sources)
    for at in range(0, len(ids), BATCH):
        session.expunge_all()
        if apart:
            let_go(session)
            hold_one_state(session)
        lines = _lines(session, project, scheme, ids[at : at + BATCH], layers, stand_in)
        session.expunge_all()
        if apart:
            let_go(session)
        yield from lines


def _lines(
    session: Session,
    project: Project,
    scheme: Scheme,
    ids: Sequence[int],
    layers: Select[Layer],
    stand_in: dict[str, str],
) -> list[Record]:
    rows = {row.id: row for row in session.scalars(select(Article).where(Article.id.in_(ids)))}
    work = _Work(session, project, scheme, ids, layers, stand_in)
    return [work.record(rows[number]) for number in ids]


class _Work:
    """All that a batch of articles needs, read with one query a table."""

    def __init__(
        self,
        session: Session,
        project: Project,
        scheme: Scheme,
        ids: Sequence[int],
        layers: Select[Layer],
        stand_in: dict[str, str],
    ) -> None:
        self._slug = project.slug
        chosen = session.scalars(layers.where(Layer.article_id.in_(ids))).all()
        inside = contents(session, [layer.id for layer in chosen])
        aside = finished.aside(session, [layer.id for layer in chosen])
        self._layers: dict[int, list[Record]] = defaultdict(list)
        for layer in sorted(chosen, key=lambda layer: (layer.kind != "gold", layer.name)):
            annotations, relations = inside[layer.id]
            told = _layer(layer, aside.get(layer.id), _renamed(annotations, stand_in), relations)
            self._layers[layer.article_id].append(told)
        checks = _renamed(_fact_checks(session, project, [layer.id for layer in chosen]), stand_in)
        self._checks = {number: _about(checks, self._layers[number]) for number in ids}
        decided = _decisions(session, [layer.article_id for layer in chosen if layer.kind == "gold"])
        self._decisions = {number: _renamed(decided[number], stand_in) for number in ids}
        self._named = {
            number: named_by(scheme, self._layers[number], self._checks[number], self._decisions[number])
            for number in ids
        }
        named = self._named.values()
        self._entities = entities_named(session, project, {uuid for n in named for uuid in n.entities})
        sources = _sources(session, project, {uuid for n in named for uuid in n.sources})
        self._sources = with_aliases(sources, stand_in)

    def record(self, article: Article) -> Record:
        """Return the line of one article; `record_sha256` is added where the bytes are made."""
        named, order = self._named[article.id], article.ordering or {}
        checks = {check["id"]: check for check in self._checks[article.id]}
        return {
            **article_record(article, self._slug),
            "layers": self._layers[article.id],
            "entities": _in_order(
                self._entities, with_survivors(self._entities, named.entities), order.get("entities", [])
            ),
            "sources": _in_order(self._sources, named.sources, order.get("sources", [])),
            "fact_checks": _in_order(checks, checks, order.get("fact_checks", [])),
            "decisions": self._decisions[article.id],
            "history": {"events": article.events, "head": article.head},
        }


def _renamed(bodies: list[Record], stand_in: dict[str, str]) -> list[Record]:
    """Return annotations, fact-checks or decisions in which no source is named that another stands for."""
    return [renamed_in(body, stand_in) for body in bodies] if stand_in else bodies


def _about(checks: Sequence[Record], layers: Sequence[Record]) -> list[Record]:
    """Return the fact-checks on what the layers claim, with those mentions that are on this line."""
    if not checks:
        return []
    here = {annotation["id"] for layer in layers for annotation in layer["annotations"]}
    return [
        {**check, "mentions": [uuid for uuid in check["mentions"] if uuid in here]}
        for check in checks
        if not here.isdisjoint(check["mentions"])
    ]


def _layer(layer: Layer, aside: str | None, annotations: list[Record], relations: list[Record]) -> Record:
    return {
        "layer": layer.name,
        "state": layer.state,
        "guideline_version": layer.guideline_version,
        **({"aside": aside} if aside else {}),
        "annotations": annotations,
        "relations": relations,
    }


def _fact_checks(session: Session, project: Project, layer_ids: Sequence[int]) -> list[Record]:
    uuids = select(Annotation.uuid).where(Annotation.layer_id.in_(layer_ids))
    ids = select(Mention.fact_check_id).where(Mention.annotation_uuid.in_(uuids))
    query = select(FactCheck).where(FactCheck.project_id == project.id, FactCheck.id.in_(ids))
    return [row.body for row in session.scalars(query.order_by(FactCheck.uuid))]


def _decisions(session: Session, article_ids: Sequence[int]) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    query = select(Decision).where(Decision.article_id.in_(article_ids)).order_by(Decision.id)
    for row in session.scalars(query):
        found[row.article_id].append(row.body)
    return found


def _sources(session: Session, project: Project, uuids: set[str]) -> dict[str, Record]:
    query = select(Source.uuid, Source.body).where(Source.project_id == project.id, Source.uuid.in_(uuids))
    return {uuid: body for uuid, body in session.execute(query)} if uuids else {}


def _in_order(bodies: dict[str, Record], named: Collection[str], order: Sequence[str]) -> list[Record]:
    """Return the bodies that are named: those that came in an order keep it, the others follow by id."""
    wanted = {uuid for uuid in named if uuid in bodies}
    first = [uuid for uuid in order if uuid in wanted]
    return [bodies[uuid] for uuid in (*first, *sorted(wanted.difference(first)))]
