"""The graph of an article or a story as a picture, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from annotator.domain.graphs import Graph, Node, draw
from annotator.edge.asking import actor, reading
from annotator.edge.sights import seen
from annotator.errors import Malformed, Missing
from annotator.models import Article, Layer, Project
from annotator.queries import articles, layers, projects
from annotator.records.graphs import graph_of
from annotator.web.doors import enter, project_page
from schemas.sayings import say

bp = Blueprint("graphs", __name__)
NAMED = ("mine", "gold")


@dataclass(frozen=True)
class Wanted:
    """What of the graph is asked for."""

    layer: str
    tag: str | None
    speaker: str | None
    stance: str | None

    def holds(self, node: Node) -> bool:
        """Say whether an annotation is asked for."""
        return self.tag in (None, node.kind) and self.speaker in (None, node.speaker)


@bp.get("/articles/<article_id>/graph")
def show_of_article(article_id: str) -> Response:
    """Show claims, rebuttals, omissions, framings and sources of an article, linked."""
    with reading() as opened:
        article = articles.find(opened, actor(), article_id)
        project = opened.get_one(Project, article.project_id)
        return _page(opened, project, [article], article.title or "Untitled", f"/articles/{article_id}")


@bp.get("/stories/<story_id>/graph")
def show_of_story(story_id: str) -> Response:
    """Show the same for all articles of a story that the visitor may see; the id is PROJECT:STORY."""
    slug, _, story = story_id.partition(":")
    with reading() as opened:
        project = enter(opened, slug)
        query = articles.visible_to(actor()).where(Article.project_id == project.id, Article.story == story)
        rows = opened.scalars(query.order_by(Article.published, Article.id)).all()
        if not story or not rows:
            raise Missing()
        return _page(opened, project, rows, story, f"/stories/{quote(story_id)}")


def _page(opened: Session, project: Project, rows: Sequence[Article], title: str, back: str) -> Response:
    there = {article.public_id: layers.of_article(opened, actor(), article) for article in rows}
    names = _names(found for some in there.values() for found in some)
    scheme = projects.scheme(opened, project).data
    wanted = _wanted(names, scheme)
    chosen = [
        (article, layer) for article in rows for layer in there[article.public_id] if _is(layer, wanted.layer)
    ]
    for article, layer in chosen:
        seen(opened, article, [layer])
    whole = graph_of(opened, project, chosen)
    shown = whole.only(wanted.holds, stance=wanted.stance)
    return project_page(
        "graph.html",
        project,
        title=title,
        back=back,
        names=names,
        wanted=wanted,
        scheme=scheme,
        speakers=sorted({node.speaker for node in whole.nodes if node.speaker}),
        picture=draw(shown),
        links=_links(shown),
        nodes=[node for node in shown.nodes if node.kind != "source"],
    )


def _names(found: Iterable[Layer]) -> list[str]:
    """Return how the layers are called that can be chosen: the own, the gold, those of others by name."""
    names = {
        "mine" if layer.account_id == actor().account_id and layer.account_id else layer.name for layer in found
    }
    return sorted(names, key=lambda name: (name not in NAMED, name != "gold", name))


def _is(layer: Layer, name: str) -> bool:
    own = layer.account_id is not None and layer.account_id == actor().account_id
    return own if name == "mine" else layer.name == name and not own


def _wanted(names: list[str], scheme: dict[str, Any]) -> Wanted:
    stances = [term["id"] for term in scheme["vocabularies"].get("stance", ())]
    layer = _choice("layer", names) or (names[0] if names else "gold")
    return Wanted(
        layer,
        _choice("tag", list(scheme["tags"])),
        request.args.get("speaker") or None,
        _choice("stance", stances),
    )


def _choice(name: str, allowed_ones: list[str]) -> str | None:
    given = request.args.get(name)
    if given and given not in allowed_ones:
        raise Malformed(
            "bad_parameter",
            say("%(name)s is one of %(choices)s.", name=name, choices=", ".join(allowed_ones) or "nothing here"),
        )
    return given or None


def _links(graph: Graph) -> dict[str, list[tuple[str, Node]]]:
    """Return what each node is linked to, outwards and inwards, for the list."""
    by_id = {node.id: node for node in graph.nodes}
    found: dict[str, list[tuple[str, Node]]] = {}
    for edge in graph.edges:
        found.setdefault(edge.start, []).append((edge.kind, by_id[edge.end]))
        found.setdefault(edge.end, []).append((f"is linked by: {edge.kind}", by_id[edge.start]))
    return found
