"""Layers the actor may see, and what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from annotator.errors import Missing
from annotator.models import Annotation, Article, Layer, Relation
from annotator.permissions import Actor
from annotator.queries.blindness import assigned, in_projects, staff_not_blind
from annotator.queries.seconds import awaits_in_article

STAFF = ("reviewer", "researcher", "manager")


def visible_to(actor: Actor) -> Select[Layer]:
    """Select the layers the actor may read: the own, and those open to the actor's roles."""
    query = select(Layer).join(Article, Article.id == Layer.article_id)
    return query if actor.operator else query.where(_readable(actor))


def _readable(actor: Actor) -> ColumnElement[bool]:
    annotates = and_(in_projects(actor, "annotator"), assigned(actor))
    handed_in = or_(Layer.kind != "annotator", Layer.state != "open")
    return or_(
        and_(annotates, Layer.account_id == actor.account_id),
        and_(staff_not_blind(actor, *STAFF), handed_in, or_(Layer.kind != "gold", ~awaits_in_article(actor))),
        and_(annotates, Layer.kind == "gold", Article.opened.is_(True)),
    )


def of_article(session: Session, actor: Actor, article: Article) -> Sequence[Layer]:
    """Return the layers of the article that the actor may read, gold first, then by name."""
    layers = session.scalars(visible_to(actor).where(Layer.article_id == article.id)).all()
    return sorted(layers, key=lambda layer: (layer.kind != "gold", layer.name))


def find(session: Session, actor: Actor, article: Article, name: str) -> Layer:
    """Return the layer of that name, `mine` being the actor's own; raises Missing."""
    query = visible_to(actor).where(Layer.article_id == article.id)
    by_name = Layer.account_id == actor.account_id if name == "mine" else Layer.name == name
    layer = session.scalar(query.where(by_name)) if actor.account_id or name != "mine" else None
    if layer is None:
        raise Missing()
    return layer


def annotations_in(session: Session, layer: Layer, *, withdrawn: bool = False) -> Sequence[Annotation]:
    """Return the annotations of the layer in the order they were made."""
    query = select(Annotation).where(Annotation.layer_id == layer.id).order_by(Annotation.position)
    return session.scalars(query if withdrawn else query.where(Annotation.withdrawn.is_(False))).all()


def rows_in(session: Session, layer: Layer) -> Sequence[Any]:
    """Return what `annotations_in` does as plain rows: thousands that are only read take a fourth of the time."""
    columns = Annotation.__table__.columns
    query = select(*columns).where(Annotation.layer_id == layer.id, Annotation.withdrawn.is_(False))
    return session.execute(query.order_by(Annotation.position)).all()


def relations_in(session: Session, layer: Layer, *, withdrawn: bool = False) -> Sequence[Relation]:
    """Return the relations of the layer in the order they were made."""
    query = select(Relation).where(Relation.layer_id == layer.id).order_by(Relation.position)
    return session.scalars(query if withdrawn else query.where(Relation.withdrawn.is_(False))).all()
