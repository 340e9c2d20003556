"""Articles the actor may see."""

from __future__ import annotations

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from annotator.errors import Missing
from annotator.models import Article
from annotator.permissions import Actor
from annotator.queries.blindness import assigned, beside, in_projects


def visible_to(actor: Actor) -> Select[Article]:
    """Select the articles whose text the actor may read."""
    if actor.operator:
        return select(Article)
    return select(Article).where(
        or_(
            in_projects(actor, "reviewer", "researcher", "manager"),
            and_(in_projects(actor, "annotator"), or_(assigned(actor), beside(actor))),
        )
    )


def find(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Article:
    """Return the article; raises Missing when there is none the actor may see.

    With `lock` the row is held until the transaction ends: all acts on one article take turns.
    """
    query = visible_to(actor).where(Article.public_id == public_id)
    article = session.scalar(query.with_for_update() if lock else query)
    if article is None:
        raise Missing()
    return article
