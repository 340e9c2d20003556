"""What agreement is measured on: layers that were handed in by who annotates the article, and imported ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, and_, case, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from annotator.models import Annotation, Article, Assignment, Change, Event, Layer, Project, Relation
from annotator.permissions import Actor
from annotator.queries.aliases import alias
from annotator.queries.blindness import not_blind

_TRAINING = alias(Article)

SEGMENT = '%"start":%"start":%'
"""What the anchors of several segments look like as they are stored."""


def is_data() -> ColumnElement[bool]:
    """The layer was finished: what is not handed in, not assigned any more, or training, is no observation.

    Corpora of other programs do not say what is handed in, and have no version of guidelines; ours have both.
    """
    assigned = exists().where(
        Assignment.article_id == Layer.article_id,
        Assignment.account_id == Layer.account_id,
        Assignment.slot.is_not(None),
    )
    person = and_(Layer.kind == "annotator", Layer.state != "open")
    trained = exists().where(_TRAINING.id == Layer.article_id, _TRAINING.purpose == "training")
    work = and_(person, or_(assigned, Layer.account_id.is_(None)), ~trained)
    said = and_(or_(Layer.state != "open", Layer.guideline_version.is_(None)), Layer.aside.is_(None))
    return or_(and_(Layer.kind == "imported", said), work)


def aside(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return why those of these layers that were handed in count in no figure, or what they came with."""
    trained = exists().where(_TRAINING.id == Layer.article_id, _TRAINING.purpose == "training")
    why = func.coalesce(Layer.aside, case((trained, "training"), else_="withdrawn"))
    work = and_(Layer.kind == "annotator", Layer.state != "open", ~is_data())
    query = select(Layer.id, why).where(Layer.id.in_(ids), or_(Layer.aside.is_not(None), work))
    return {number: words for number, words in session.execute(query)}


def heads(session: Session, project: Project) -> dict[str, str | None]:
    """Return the hash of the last event of each article: where it is the same, nothing has changed."""
    query = select(Article.public_id, Article.head).where(Article.project_id == project.id)
    return {public_id: head for public_id, head in session.execute(query)}


def visible(session: Session, actor: Actor, project: Project) -> set[str]:
    """Return the articles of which the actor may know figures: those they are not blind on."""
    query = select(Article.public_id).where(Article.project_id == project.id)
    return set(session.scalars(query if actor.operator else query.where(not_blind(actor))))


def articles_of(session: Session, project: Project, ids: Collection[str] | None = None) -> Sequence[Row[Any]]:
    """Return id, public id, title, length of the text and regions of the articles, in the order they came."""
    length = func.length(Article.text).label("length")
    query = select(Article.id, Article.public_id, Article.title, length, Article.regions)
    return session.execute(_these(query, project, ids).order_by(Article.id)).all()


def layers_of(session: Session, project: Project, ids: Collection[str] | None = None) -> Sequence[Row[Any]]:
    """Return id, article, name and guideline version of the layers that are data, by article and name."""
    query = select(Layer.id, Layer.article_id, Layer.name, Layer.guideline_version)
    query = query.join(Article, Article.id == Layer.article_id).where(is_data())
    return session.execute(_these(query, project, ids).order_by(Layer.article_id, Layer.name)).all()


def marks_of(session: Session, project: Project, articles: Collection[int] | None = None) -> Sequence[Row[Any]]:
    """Return layer, tag, start, end, origin, and the anchor where it has several segments, of what is marked.

    With the numbers of `articles` it is what stands in any layer of these, which is asked sooner.
    """
    several = case((type_coerce(Annotation.anchor, Text).like(SEGMENT), Annotation.anchor)).label("several")
    place = (Annotation.layer_id, Annotation.tag, Annotation.start, Annotation.end, Annotation.origin)
    query = select(*place, several)
    if articles is None:
        return session.execute(_inside(query, project, None)).all()
    query = query.join(Layer, Layer.id == Annotation.layer_id)
    return session.execute(query.where(Layer.article_id.in_(articles), Annotation.withdrawn.is_(False))).all()


def readings_of(session: Session, project: Project, ids: Collection[str]) -> Sequence[Row[Any]]:
    """Return article, layer and the content of what stands in these layers, in one order for one state."""
    columns = (Annotation.uuid, Annotation.version, Annotation.tag, Annotation.anchor)
    query = select(Article.public_id, Layer.name, *columns, Annotation.attributes, Annotation.sources)
    return session.execute(
        _inside(query, project, ids).order_by(Layer.article_id, Layer.name, Annotation.position)
    ).all()


def links_of(session: Session, project: Project, ids: Collection[str]) -> Sequence[Row[Any]]:
    """Return article, layer, id, type and ends of the live relations in these layers."""
    columns = (Relation.uuid, Relation.type, Relation.from_uuid, Relation.to_uuid)
    query = select(Article.public_id, Layer.name, *columns).join(Layer, Layer.id == Relation.layer_id)
    query = query.join(Article, Article.id == Layer.article_id).where(is_data(), Relation.withdrawn.is_(False))
    return session.execute(
        _these(query, project, ids).order_by(Layer.article_id, Layer.name, Relation.position)
    ).all()


def ruled_same(session: Session, project: Project, ids: Collection[str]) -> dict[str, list[frozenset[str]]]:
    """Return, for each of these articles whose gold is adjudicated, which readings became one gold annotation."""
    query = select(Article.public_id, Annotation.derived_from).select_from(Layer)
    query = query.join(Article, Article.id == Layer.article_id)
    query = query.outerjoin(Annotation, and_(Annotation.layer_id == Layer.id, Annotation.withdrawn.is_(False)))
    query = query.where(Layer.kind == "gold", Layer.state.in_(("adjudicated", "released")))
    found: dict[str, list[frozenset[str]]] = {}
    for public_id, derived_from in session.execute(_these(query, project, ids)):
        found.setdefault(public_id, []).append(frozenset(derived_from or ()))
    return found


def texts_of(session: Session, project: Project, ids: Collection[str]) -> Sequence[Row[Any]]:
    """Return public id, title, text, its hash, language and regions of the articles."""
    text = (Article.title, Article.text, Article.text_sha256)
    query = select(Article.public_id, *text, Article.language, Article.regions)
    return session.execute(_these(query, project, ids)).all()


def handed_in(session: Session, project: Project) -> dict[tuple[str, str], str]:
    """Return when each layer was last handed in, by article and layer, as it stands in the history."""
    query = (
        select(Article.public_id, Change.object, func.max(Event.ts))
        .join(Event, Event.id == Change.event_id)
        .join(Article, Article.id == Change.article_id)
        .where(Article.project_id == project.id, Event.action == "layer:hand_in")
        .group_by(Article.public_id, Change.object)
    )
    rows = session.execute(query)
    return {(article, key.removeprefix("layer/")): ts for article, key, ts in rows if key.startswith("layer/")}


def _inside(query: Any, project: Project, ids: Collection[str] | None) -> Any:
    query = query.join(Layer, Layer.id == Annotation.layer_id).join(Article, Article.id == Layer.article_id)
    return _these(query, project, ids).where(is_data(), Annotation.withdrawn.is_(False))


def _these(query: Any, project: Project, ids: Collection[str] | None) -> Any:
    query = query.where(Article.project_id == project.id)
    return query if ids is None else query.where(Article.public_id.in_(ids))
