"""What cites a source: the annotations in layers that the actor may see, and the fact-checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session

from annotator.models import Annotation, Article, FactCheck, Layer, Source
from annotator.permissions import Actor
from annotator.queries import layers, ledger


@dataclass(frozen=True)
class Use:
    """One link to a source: from an annotation, or from a fact-check, which then has no annotation."""

    link: dict[str, Any]
    annotation: Annotation | None = None
    article: Article | None = None
    layer: str = ""
    check: FactCheck | None = None

    @property
    def stance(self) -> str:
        """What the source does for it."""
        return self.link.get("stance") or "context"


def uses_of(session: Session, actor: Actor, source: Source) -> list[Use]:
    """Return all links to the source, or to one that was joined into it, that the actor may see."""
    names = [source.uuid, *_aliases(session, source)]
    found = [use for name in names for use in _annotations(session, actor, source, name)]
    return found + [use for name in names for use in _checks(session, actor, source, name)]


def _aliases(session: Session, source: Source) -> Sequence[str]:
    query = select(Source.uuid).where(Source.project_id == source.project_id, Source.joined_into == source.uuid)
    return session.scalars(query.order_by(Source.uuid)).all()


def _annotations(session: Session, actor: Actor, source: Source, name: str) -> list[Use]:
    inside = layers.visible_to(actor).where(Article.project_id == source.project_id).with_only_columns(Layer.id)
    query = (
        select(Annotation, Article, Layer.name)
        .join(Layer, Layer.id == Annotation.layer_id)
        .join(Article, Article.id == Layer.article_id)
        .where(Annotation.layer_id.in_(inside), Annotation.withdrawn.is_(False))
        .where(type_coerce(Annotation.sources, Text).contains(name))
        .order_by(Article.id, Layer.kind != "gold", Layer.name, Annotation.position)
    )
    return [
        Use(link, row, article, layer)
        for row, article, layer in session.execute(query)
        for link in row.sources
        if link["source"] == name
    ]


def _checks(session: Session, actor: Actor, source: Source, name: str) -> list[Use]:
    query = ledger.fact_checks_visible_to(actor).where(FactCheck.project_id == source.project_id)
    query = query.where(type_coerce(FactCheck.body, Text).contains(name)).order_by(FactCheck.id)
    return [
        Use(link, check=row)
        for row in session.scalars(query)
        for link in row.body.get("evidence") or []
        if link["source"] == name
    ]
