"""Correct by hand what of an article is title, body and boilerplate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.anchors import Anchor
from annotator.domain.regions import check_regions, touches_boilerplate
from annotator.errors import Conflict
from annotator.models import Annotation, Article, Layer, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import articles, targets
from annotator.services.proof.history import Act


def correct(session: Session, actor: Actor, article_id: str, regions: object) -> Article:
    """Put the regions in force; the text stays as it is.

    Raises Invalid for regions that cannot be, Conflict `in_use` once the article was handed in, or when
    an annotation would come to lie in boilerplate.
    """
    article = articles.find(session, actor, article_id, lock=True)
    require(actor, Permission.REGION_CORRECT, targets.of_article(session, actor, article))
    checked: Sequence[dict[str, Any]] = check_regions(regions, len(article.text))
    if checked == article.regions:
        return article
    _require_free(session, article, checked)
    article.regions = checked
    act = Act(session, actor, "region:correct", session.get_one(Project, article.project_id))
    act.touch(article, article=article)
    act.record()
    return article


def _require_free(session: Session, article: Article, regions: Sequence[dict[str, Any]]) -> None:
    handed_in = select(Layer.id).where(Layer.article_id == article.id, Layer.state != "open")
    if session.scalar(handed_in.limit(1)) is not None:
        raise Conflict("in_use", "The article was handed in; its regions can be changed no more.")
    query = select(Annotation).join(Layer, Layer.id == Annotation.layer_id)
    query = query.where(Layer.article_id == article.id, Annotation.withdrawn.is_(False))
    for row in session.scalars(query):
        if touches_boilerplate(Anchor.of(row.anchor).segments, regions):
            raise Conflict("in_use", "Text that is annotated cannot become boilerplate.")
