"""The corpus out, and the history of an article."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, request

from annotator.api.answers import json
from annotator.api.parameters import choice, number, takes
from annotator.edge.asking import actor, reading
from annotator.edge.corpora import attachment
from annotator.edge.sights import taken
from annotator.errors import Missing
from annotator.permissions import Act, allowed, require
from annotator.queries import articles, events, projects, targets
from annotator.services.corpus import exporting, statistics
from exports import format as formats
from exports.format import Losses

bp = Blueprint("corpus", __name__)


@bp.get("/projects/<slug>/export")
@takes("format", "layers")
def export(slug: str) -> Response:
    """Stream the corpus with the layers the actor may see."""
    who = actor()
    writers = tuple(info.name for info in formats.formats() if info.writes)
    name = choice("format", "jsonl", writers)
    layers = request.args.get("layers", "gold")
    with reading() as session:
        project = projects.find(session, who, slug)
        require(who, Act.CORPUS_EXPORT, targets.of_project(project.id))
        exporting.require_layers(session, who, project, layers)
        info = exporting.require_format(name)
        taken(session, project, layers=layers, name=name)
    losses = Losses()

    def parts() -> Iterator[bytes]:
        pages = f"{request.host_url}projects/{slug}/fact-checks"
        with reading() as session:
            project = projects.find(session, who, slug)
            yield from exporting.write(session, who, project, losses, name=name, chosen=layers, pages=pages)

    return attachment(info, parts(), losses, slug)


@bp.get("/projects/<slug>/statistics")
def show_statistics(slug: str) -> Response:
    """Show what is in the corpus, counted over what the actor may see."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        return json(statistics.measure(session, actor(), project))


@bp.get("/articles/<article_id>/history")
@takes("limit", "cursor")
def history(article_id: str) -> Response:
    """Show the chain of events that changed an article."""
    with reading() as session:
        article = articles.find(session, actor(), article_id)
        if not allowed(actor(), Act.HISTORY_READ, targets.of_article(session, actor(), article)):
            raise Missing()
        after, limit = number("cursor", 0, 0, 999_999_999), number("limit", 1000, 1, 1000)
        left = [event for event in events.visible_of(session, actor(), article) if event["seq"] > after]
    more = str(left[limit - 1]["seq"]) if len(left) > limit else None
    return json({"items": left[:limit], "next": more})
