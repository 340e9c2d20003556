"""The desk of an annotator: the article, the own layer and the scheme in force, found with one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, TypeVar, cast

from sqlalchemy import Table, and_, bindparam, literal, select, union_all, update
from sqlalchemy.orm import Session

from annotator.db.prepared import Prepared
from annotator.domain.schemes import Scheme
from annotator.errors import Conflict, Missing
from annotator.models import Annotation, Article, Assignment, Layer, Project, Relation
from annotator.permissions import Act, Actor, Target, allowed, require
from annotator.queries import projects
from annotator.records.layers import layer_hash

Row = TypeVar("Row")


class ProjectRow(NamedTuple):
    """What a save must know of the project."""

    id: int
    slug: str
    scheme_version: int


class ArticleRow(NamedTuple):
    """What a save must know of the article."""

    id: int
    text: str
    regions: Any
    opened: bool
    head: str | None


class LayerRow(NamedTuple):
    """What a save must know of the layer."""

    id: int
    name: str
    state: str
    positions: int


@dataclass(frozen=True)
class Desk:
    """Where an annotator works, or a reviewer on the gold."""

    project: ProjectRow | Project
    article: ArticleRow | Article
    layer: LayerRow | Layer
    scheme: Scheme

    def require_open(self) -> None:
        """Raise Conflict when the layer was handed in or is frozen."""
        if self.layer.state != "open":
            detail = "This article was handed in. Reopen it to change it; your work is kept here."
            raise Conflict("assignment_closed", detail)


@dataclass(frozen=True)
class Stored(Generic[Row]):
    """What a save made: the row, whether it is new, and the lines of what is live in its layer now."""

    row: Row
    created: bool
    lines: Sequence[str]

    @property
    def layer_hash(self) -> str:
        """The hash of the layer, worked out when the turn to write has passed on."""
        return layer_hash(self.lines)


LAYERS = cast(Table, Layer.__table__)


def _columns(table: Any, names: Iterable[str]) -> list[Any]:
    return [getattr(table, name) for name in names]


_DESK = (
    select(
        *_columns(Project, ProjectRow._fields),
        *_columns(Article, ArticleRow._fields),
        *_columns(Layer, LayerRow._fields),
    )
    .join(Article, Article.project_id == Project.id)
    .join(Layer, and_(Layer.article_id == Article.id, Layer.account_id == bindparam("account_id")))
    .join(Assignment, and_(Assignment.article_id == Article.id, Assignment.account_id == Layer.account_id))
    .where(Article.public_id == bindparam("article_id"), Assignment.slot.is_not(None))
)
_LOOKED_AT: Prepared[Any] = Prepared(_DESK)
_LOCKED: Prepared[Any] = Prepared(_DESK.with_for_update(of=Article))
_HOLDERS: Prepared[tuple[str, int]] = Prepared(
    union_all(
        *(
            select(literal(table.__tablename__), table.layer_id).where(table.uuid == bindparam("uuid"))
            for table in (Annotation, Relation)
        )
    )
)
_TAKE_POSITION: Prepared[Any] = Prepared(
    update(LAYERS).where(LAYERS.c.id == bindparam("layer")), columns=("positions",)
)


def sit_down(session: Session, actor: Actor, article_id: str, *, lock: bool = True) -> Desk:
    """Return the desk of the actor at the article; raises Missing unless it is assigned to the actor.

    The article stays locked until the transaction ends: all acts on one article take turns. Without `lock`
    the desk is only looked at.
    """
    statement = _LOCKED if lock else _LOOKED_AT
    found = statement.first(session, account_id=actor.account_id, article_id=article_id)
    if found is None:
        raise Missing()
    project, article, layer = ProjectRow(*found[:3]), ArticleRow(*found[3:8]), LayerRow(*found[8:])
    target = Target(project.id, assigned=True, opened=article.opened, own=True, open_layer=layer.state == "open")
    if not allowed(actor, Act.LAYER_WRITE, target):
        if not allowed(replace(actor, scope="manage"), Act.LAYER_WRITE, target):
            raise Missing()
        require(actor, Act.LAYER_WRITE, target)
    return Desk(project, article, layer, projects.scheme(session, project))


def is_held(session: Session, desk: Desk, table: type[Annotation] | type[Relation], uuid: str) -> bool:
    """Tell whether the layer holds the id in that table, or it is free; raises Missing when held elsewhere."""
    holders = _HOLDERS.all(session, uuid=uuid)
    if holders and (table.__tablename__, desk.layer.id) not in holders:
        raise Missing()
    return bool(holders)


def next_position(session: Session, desk: Desk) -> int:
    """Return the next place in the order in which things were made in the layer; taken once for each desk."""
    position = desk.layer.positions + 1
    _TAKE_POSITION.run(session, layer=desk.layer.id, positions=position)
    return position
