"""The door of the review desk: who may see the cases of an article."""

from __future__ import annotations

from sqlalchemy.orm import Session

from annotator.edge.asking import actor
from annotator.edge.sights import seen
from annotator.errors import Missing
from annotator.models import Article, Project
from annotator.permissions import Act, allowed
from annotator.queries import articles, targets


def enter(opened: Session, article_id: str) -> tuple[Article, Project]:
    """Return the article for whoever may see its cases; to all others there is nothing here."""
    article = articles.find(opened, actor(), article_id)
    if not allowed(actor(), Act.CASE_READ, targets.of_article(opened, actor(), article)):
        raise Missing()
    seen(opened, article)
    return article, opened.get_one(Project, article.project_id)
