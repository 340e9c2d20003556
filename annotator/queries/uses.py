"""Where entities are named: in the layers that the actor may see, and in all of a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session

from annotator.models import Annotation, Article, Layer
from annotator.permissions import Actor
from annotator.queries import layers


def counts(session: Session, actor: Actor, project_id: int, uuids: Collection[str]) -> Counter[str]:
    """Return how many live annotations name each of the entities, in layers that the actor may see."""
    inside = layers.visible_to(actor).where(Article.project_id == project_id).with_only_columns(Layer.id)
    query = select(Annotation.attributes).where(Annotation.layer_id.in_(inside), Annotation.withdrawn.is_(False))
    wanted, found = set(uuids), Counter[str]()
    for attributes in session.scalars(query.execution_options(yield_per=500)):
        found.update(wanted & _named(attributes))
    return found


def articles_naming(session: Session, project_id: int, uuid: str) -> list[int]:
    """Return the ids of the articles in which an annotation of anybody names the entity."""
    named = type_coerce(Annotation.attributes, Text).contains(uuid, autoescape=True)
    query = select(Layer.article_id).join(Annotation, Annotation.layer_id == Layer.id)
    query = query.join(Article, Article.id == Layer.article_id).where(Article.project_id == project_id, named)
    return sorted(set(session.scalars(query)))


def _named(attributes: dict[str, object]) -> set[str]:
    found: set[str] = set()
    for value in attributes.values():
        found.update([value] if isinstance(value, str) else value if isinstance(value, list) else [])
    return found
