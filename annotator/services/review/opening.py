"""Open the gold of an article to those who annotated it, for training or once it is released."""

from __future__ import annotations

from sqlalchemy.orm import Session

from annotator.models import Article, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import articles, targets
from annotator.services.proof.history import Act


def set_open(session: Session, actor: Actor, article_id: str, *, opened: bool) -> Article:
    """End, or begin again, the blindness of the article's annotators."""
    article = articles.find(session, actor, article_id, lock=True)
    require(actor, Permission.ARTICLE_OPEN, targets.of_article(session, actor, article))
    if article.opened != opened:
        article.opened = opened
        act = Act(session, actor, "article:open" if opened else "article:close", _project(session, article))
        act.touch(article, article=article)
        act.record()
    return article


def _project(session: Session, article: Article) -> Project:
    return session.get_one(Project, article.project_id)
