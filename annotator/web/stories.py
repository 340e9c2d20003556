"""One event as several articles tell it: side by side, and sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.domain.stories import Fact
from annotator.edge.asking import actor, reading
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Article, Project
from annotator.permissions import Act, allowed
from annotator.queries import articles, layers, projects, targets
from annotator.services.corpus import comparing
from annotator.services.corpus.comparing import Story
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.once import once
from annotator.web.reading import pieces

bp = Blueprint("story_pages", __name__)


@dataclass(frozen=True)
class Report:
    """What some articles report: the sentence of each, None where an article does not, and the form's words.

    `noted` has by article the id of the visitor's own omission of it, None where there is none.
    """

    cells: Sequence[str | None]
    told: Sequence[str]
    noted: Sequence[str | None]

    @property
    def missing(self) -> bool:
        """Say whether an article leaves it out."""
        return None in self.cells


@bp.get("/stories/<story_id>")
def show_story(story_id: str) -> Response:
    """Show the articles of a story that the visitor may read, side by side; the id is PROJECT:STORY."""
    with reading() as opened:
        project, story, rows = _enter(opened, story_id)
        compared = comparing.compare(rows) if len(rows) > 1 else None
        told = [(article, pieces(article.text, article.regions)) for article in rows]
        mine = [_is_open(opened, project, article) for article in rows]
        noted = [_noted(opened, article) for article in rows]
    return project_page(
        "story.html",
        project,
        story=story,
        story_id=story_id,
        articles=told,
        compared=compared,
        reports=list(_reports(compared, noted)) if compared else [],
        copies=list(_copies(compared)) if compared else [],
        mine=mine,
    )


@bp.post("/stories/<story_id>/omissions")
def note_omission(story_id: str) -> Answer:
    """Make what others report an omission of an article, in the visitor's own layer."""
    article_id = request.form.get("article", "")

    def act(opened: Session) -> str:
        project, _, rows = _enter(opened, story_id)
        if article_id not in {article.public_id for article in rows}:
            raise Missing()
        made = comparing.note_omission(opened, actor(), project, article_id, _told(request.form.getlist("told")))
        return f"/articles/{article_id}#a-{made}"

    try:
        where, _ = once(act)
    except (Conflict, Invalid) as error:
        return done(f"/stories/{quote(story_id)}", error.detail, "bad")
    return done(
        where, "The omission is noted. Say who leaves it out, of which kind it is, and how much it weighs."
    )


def _enter(opened: Session, story_id: str) -> tuple[Project, str, Sequence[Article]]:
    slug, _, story = story_id.partition(":")
    project = enter(opened, slug)
    query = articles.visible_to(actor()).where(Article.project_id == project.id, Article.story == story)
    rows = opened.scalars(query.order_by(Article.published, Article.id)).all()
    if not story or not rows:
        raise Missing()
    return project, story, rows


def _is_open(opened: Session, project: Project, article: Article) -> bool:
    """Say whether the visitor may still mark here, and the scheme knows omissions of a whole article."""
    try:
        layer = layers.find(opened, actor(), article, "mine")
    except Missing:
        return False
    omission = projects.scheme(opened, project).tags.get("omission")
    may = allowed(actor(), Act.LAYER_WRITE, targets.of_layer(opened, actor(), article, layer))
    return may and layer.state == "open" and omission is not None and "article" in omission.anchors


def _noted(opened: Session, article: Article) -> dict[str, str]:
    try:
        return comparing.noted(opened, layers.find(opened, actor(), article, "mine"))
    except Missing:
        return {}


def _reports(story: Story, noted: Sequence[Mapping[str, str]]) -> Iterator[Report]:
    for fact in story.facts:
        cells = [_cell(story, fact, number) for number in range(len(story.articles))]
        told = [cell[: comparing.QUOTE_LIMIT] for cell in cells if cell]
        yield Report(
            cells,
            list(_words(story, fact)),
            [next((mine[words] for words in told if words in mine), None) for mine in noted],
        )


def _cell(story: Story, fact: Fact, number: int) -> str | None:
    found = next((sentence for sentence in fact.sentences if sentence.article == number), None)
    return story.articles[number].text[found.start : found.end] if found else None


def _words(story: Story, fact: Fact) -> Iterator[str]:
    for sentence in fact.sentences:
        yield f"{story.articles[sentence.article].public_id}:{sentence.start}:{sentence.end}"


def _copies(story: Story) -> Iterator[Mapping[str, Any]]:
    for copy in story.copies:
        yield {"one": story.articles[copy.one], "other": story.articles[copy.other], "share": copy.share}


def _told(given: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Read ARTICLE:START:END; what is not of that form is nothing there is."""
    found: dict[str, tuple[int, int]] = {}
    for words in given:
        article, _, place = words.partition(":")
        start, _, end = place.partition(":")
        if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(place) < 20):
            raise Missing()
        found[article] = int(start), int(end)
    return found
