"""Layers as a graph: annotations, the relations between them, the sources that they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.graphs import Edge, Graph, Node
from annotator.models import Annotation, Article, Entity, Layer, Mention, Project
from annotator.queries import layers
from annotator.records.layers import annotation_record
from annotator.records.sources import sources_cited


def graph_of(session: Session, project: Project, chosen: Sequence[tuple[Article, Layer]]) -> Graph:
    """Return the graph of the layers, in the order of the articles and of their texts.

    Claims of different articles that one fact-check unites are linked as `same_claim`.
    """
    rows = [(article, row) for article, layer in chosen for row in layers.annotations_in(session, layer)]
    rows.sort(key=lambda pair: (pair[0].id, pair[1].start if pair[1].start is not None else -1))
    names = _names(session, project)
    sources = sources_cited(session, project, [annotation_record(row) for _, row in rows])
    nodes = [_node(article, row, names, several=len(chosen) > 1) for article, row in rows]
    nodes += [_source(project, uuid, body) for uuid, body in sources.items()]
    links = [relation for _, layer in chosen for relation in layers.relations_in(session, layer)]
    edges = [Edge(link.from_uuid, link.to_uuid, link.type) for link in links]
    edges += _citations(row for _, row in rows)
    return Graph(nodes, [*edges, *_same_claims(session, [row.uuid for _, row in rows])])


def _node(article: Article, row: Annotation, names: Mapping[str, str], *, several: bool) -> Node:
    quote = " … ".join(segment["exact"] for segment in row.anchor["segments"] if segment["exact"])
    said = row.attributes.get("normalized") or row.attributes.get("missing_text") or quote or "The whole article"
    speaker = row.attributes.get("speaker") or row.attributes.get("omitter")
    about = (article.outlet or article.title or "") if several else ""
    where = f"/articles/{article.public_id}#a-{row.uuid}"
    return Node(row.uuid, row.tag, said, where, names.get(speaker) if speaker else None, about)


def _source(project: Project, uuid: str, body: Mapping[str, Any]) -> Node:
    return Node(
        uuid,
        "source",
        body["title"],
        f"/projects/{project.slug}/sources/{uuid}",
        None,
        body.get("publisher") or "",
    )


def _citations(rows: Iterable[Annotation]) -> Iterator[Edge]:
    for row in rows:
        for source, stance in dict.fromkeys((link["source"], link["stance"]) for link in row.sources):
            yield Edge(source, row.uuid, stance)


def _same_claims(session: Session, uuids: Sequence[str]) -> Iterator[Edge]:
    query = select(Mention.fact_check_id, Mention.annotation_uuid).where(Mention.annotation_uuid.in_(uuids))
    first: dict[int, str] = {}
    for check, uuid in session.execute(query.order_by(Mention.id)):
        if check in first:
            yield Edge(first[check], uuid, "same_claim")
        first.setdefault(check, uuid)


def _names(session: Session, project: Project) -> dict[str, str]:
    query = select(Entity.uuid, Entity.name).where(Entity.project_id == project.id)
    return {uuid: name for uuid, name in session.execute(query)}
