"""Compare the articles of a story: what several report, what one leaves out, which are copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.near import Copy, copies
from annotator.domain.regions import boilerplate
from annotator.domain.stories import Fact, Sentence, align
from annotator.errors import Invalid, Missing
from annotator.models import Article, Entity, Layer, Project, Source
from annotator.permissions import Actor
from annotator.queries import articles
from annotator.queries.layers import annotations_in
from annotator.queries.ledger import sources_visible_to, standing_entities
from annotator.services.desk import annotating
from annotator.services.evidence import ledger
from annotator.text.language import sentences, tokens

SHORTEST = 4
"""Sentences of fewer words than this are no reports: bylines, datelines, crossheads."""

QUOTE_LIMIT = 1000
MOST_CHARACTERS = 250_000
"""Of all articles of a story together; above, comparing every sentence with every other would take too long."""


@dataclass(frozen=True)
class Story:
    """The articles of a story, what two or more of them report, and which are copies of each other."""

    articles: Sequence[Article]
    facts: list[Fact]
    copies: list[Copy]

    def missing_from(self, number: int) -> list[Fact]:
        """Return what others report, two at least where there are as many, and this article does not."""
        least = min(2, len(self.articles) - 1)
        return [fact for fact in self.facts if number not in fact.articles and len(fact.sentences) >= least]


def compare(rows: Sequence[Article]) -> Story | None:
    """Return the story that the articles tell together, None when they are too many; boilerplate takes no part."""
    if sum(len(article.text) for article in rows) > MOST_CHARACTERS:
        return None
    found = [_sentences(number, article) for number, article in enumerate(rows)]
    told = [sentence for some in found for sentence in some]
    texts = [" ".join(word for sentence in some for word in sentence.words) for some in found]
    return Story(rows, align(told), copies(texts))


def note_omission(
    session: Session, actor: Actor, project: Project, article_id: str, told: Mapping[str, tuple[int, int]]
) -> str:
    """Mark in the own layer that the article leaves out what sentences of others tell; return the id made.

    `told` says, by article, where the sentence stands. Each becomes a source that supports the omission. Kind
    and weight are left for the annotator, and the outlet where none of its name is known. Raises Missing,
    Invalid, Conflict as a save does.
    """
    if not told:
        raise Invalid("missing_field", "Name the sentences that tell it.", pointer="/told")
    others = [(articles.find(session, actor, other), start, end) for other, (start, end) in told.items()]
    mine = articles.find(session, actor, article_id)
    links = [_source(session, actor, project, mine, *other) for other in others]
    first, start, end = others[0]
    made = clock.new_id()
    attributes = {"missing_text": first.text[start:end][:2000], "omission_level": "article"}
    if (outlet := _outlet(session, actor, project, mine)) is not None:
        attributes["omitter"] = outlet
    body = {
        "tag": "omission",
        "anchor": {"kind": "article", "segments": []},
        "attributes": attributes | {"detected_by": "comparison_article"},
        "sources": links,
    }
    annotating.put(session, actor, article_id, made, body, if_match=None)
    return made


def noted(session: Session, layer: Layer) -> dict[str, str]:
    """Return the omissions of a whole article in its layer: the id of each, by the sentences that tell it."""
    omissions = (row for row in annotations_in(session, layer) if row.tag == "omission" and row.start is None)
    return {link["quote"]: row.uuid for row in omissions for link in row.sources if link.get("quote")}


def _outlet(session: Session, actor: Actor, project: Project, article: Article) -> str | None:
    """Return the id of the outlet that the article says it is of, among the entities the actor may see."""
    rows = session.scalars(standing_entities(actor).where(Entity.project_id == project.id))
    names = ((row, (row.body["name"], *row.body.get("aliases", ()))) for row in rows)
    fits = (row.uuid for row, known in names if row.body["kind"] == "outlet" and article.outlet in known)
    return next(fits, None)


def _sentences(number: int, article: Article) -> list[Sentence]:
    outside = boilerplate(article.regions)
    found = []
    for start, end in sentences(article.text, article.language):
        if any(part.start < end and start < part.end for part in outside):
            continue
        spans = tokens(article.text[start:end], article.language)
        pieces = (article.text[start + first : start + last].casefold() for first, last in spans)
        words = tuple(piece for piece in pieces if piece[0].isalnum())
        if len(words) >= SHORTEST:
            found.append(Sentence(number, start, end, words))
    return found


def _source(
    session: Session, actor: Actor, project: Project, mine: Article, other: Article, start: int, end: int
) -> dict[str, Any]:
    """Return a link to the other article as a source of the project, made where the actor has none of it."""
    told_together = other.project_id == mine.project_id and other.story == mine.story and mine.story
    if not told_together or not 0 <= start < end <= len(other.text):
        raise Missing()
    key = _known(session, actor, project, other)
    if key is None:
        key = clock.new_id()
        ledger.put_source(session, actor, project, key, _about(other), if_match=None)
    return {"source": key, "stance": "supports", "quote": other.text[start:end][:QUOTE_LIMIT]}


def _known(session: Session, actor: Actor, project: Project, other: Article) -> str | None:
    """Return the id of a source that is this article, among those the actor may see."""
    rows = session.scalars(sources_visible_to(actor).where(Source.project_id == project.id))
    return next((row.uuid for row in rows if row.body.get("article") == other.public_id), None)


def _about(other: Article) -> dict[str, Any]:
    body: dict[str, Any] = {
        "title": other.title or "Untitled",
        "publisher": other.outlet or "not known",
        "tier": "secondary",
    }
    body |= {"genre": "news", "article": other.public_id}
    return body | ({"published": other.published} if other.published else {})
