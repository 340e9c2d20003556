"""One event as several articles tell it."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.edge.asking import actor, reading
from annotator.errors import Missing
from annotator.models import Article
from annotator.queries import articles
from annotator.web.doors import enter, project_page
from annotator.web.reading import pieces

bp = Blueprint("story_pages", __name__)


@bp.get("/stories/<story_id>")
def show_story(story_id: str) -> Response:
    """Show the articles of a story that the visitor may read, side by side; the id is PROJECT:STORY."""
    slug, _, story = story_id.partition(":")
    with reading() as opened:
        project = enter(opened, slug)
        query = articles.visible_to(actor()).where(Article.project_id == project.id, Article.story == story)
        rows = opened.scalars(query.order_by(Article.published, Article.id)).all()
    if not story or not rows:
        raise Missing()
    told = [(article, pieces(article.text, article.regions)) for article in rows]
    return project_page("story.html", project, story=story, articles=told)
