"""What stands in the gold is changed by decisions alone; who sees it there is told so."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from annotator.errors import Conflict
from annotator.models import Annotation, Article, Layer, Relation
from annotator.permissions import Actor
from annotator.queries import layers


def refuse_gold(session: Session, actor: Actor, article_id: str, uuid: str) -> None:
    """Raise Conflict `layer_frozen` where the article's gold holds the id, and the actor may see it."""
    holding = [Layer.id.in_(select(held.layer_id).where(held.uuid == uuid)) for held in (Annotation, Relation)]
    gold = layers.visible_to(actor).where(Article.public_id == article_id, Layer.kind == "gold", or_(*holding))
    if session.scalar(gold) is not None:
        raise Conflict(
            "layer_frozen", "This stands in the gold, which only decisions change. Decide its case anew."
        )
