"""Take layers that came with an import as readings to be compared: of nobody known here, or of a member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import Invalid
from annotator.models import (
    Account,
    Annotation,
    Article,
    Assignment,
    Comment,
    Job,
    Layer,
    Member,
    Project,
    Relation,
)
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import assignments, targets
from annotator.records.states import state_of
from annotator.services import working
from annotator.services.proof.history import Act, pseudonym
from annotator.services.review import reviewing
from schemas.sayings import say

KIND = "adopt"
Whose = Mapping[str, str | None]
"""By the name of an imported layer the user name of the member who made it, or None for nobody known here."""


@dataclass(frozen=True)
class Imported:
    """A name that layers came under: in how many articles, with how many annotations."""

    name: str
    articles: int
    annotations: int


def imported(session: Session, actor: Actor, project: Project) -> list[Imported]:
    """Return the names that layers came under and that are not compared yet; raises Refused."""
    require(actor, Permission.LAYER_ADOPT, targets.of_project(project.id))
    live = (Annotation.layer_id == Layer.id) & Annotation.withdrawn.is_(False)
    query = select(Layer.name, func.count(Layer.id.distinct()), func.count(Annotation.id))
    query = query.join(Article, Article.id == Layer.article_id).outerjoin(Annotation, live)
    query = query.where(Article.project_id == project.id, *_adoptable())
    return [Imported(*row) for row in session.execute(query.group_by(Layer.name).order_by(Layer.name))]


def ask(session: Session, actor: Actor, project: Project, whose: Whose) -> Job:
    """Queue the work on all articles that have such layers; raises Refused, and Invalid for who is not there."""
    known = {one.name for one in imported(session, actor, project)}
    if not whose:
        raise Invalid("missing_field", "Say which layers.", pointer="/layers")
    for name, member in whose.items():
        if name not in known:
            raise Invalid("unknown_value", say("No layer came as %(name)r.", name=name[:60]), pointer="/layers")
        if member is not None:
            _member(session, project, member)
    return working.ask_for(session, actor, project, KIND, {"layers": dict(sorted(whose.items()))})


def articles_with(session: Session, project: Project, whose: Whose) -> list[int]:
    """Return the articles that have such layers."""
    query = select(Layer.article_id).join(Article, Article.id == Layer.article_id)
    query = query.where(Article.project_id == project.id, Layer.name.in_(list(whose)), *_adoptable())
    return list(session.scalars(query.distinct().order_by(Layer.article_id)))


def adopt(session: Session, actor: Actor, project: Project, article: Article, whose: Whose) -> int:
    """Take the layers of one article as readings, and compare them; return how many were left as they came.

    One is left where its member has a layer of their own on the article. A member's layer that came open is
    theirs to complete and hand in. Raises Refused.
    """
    require(actor, Permission.LAYER_ADOPT, targets.of_project(project.id))
    query = select(Layer).where(Layer.article_id == article.id, Layer.name.in_(list(whose)), *_adoptable())
    act = Act(session, actor, "layer:adopt", project)
    left = 0
    for layer in session.scalars(query.order_by(Layer.name)).all():
        member = whose[layer.name]
        account = None if member is None else _member(session, project, member)
        if account is not None and not _give(session, project, article, layer, account, act):
            left += 1
            continue
        layer.compared = account is None
        act.touch(layer, article=article)
    if act.touched:
        act.record()
        reviewing.compare(session, project, article)
    return left


def _adoptable() -> tuple[ColumnElement[bool], ...]:
    return Layer.kind == "imported", Layer.compared.is_(False)


def _member(session: Session, project: Project, name: str) -> Account:
    query = select(Account).join(Member, Member.account_id == Account.id).where(Account.name == name)
    account = session.scalar(query.where(Member.project_id == project.id, Member.role == "annotator"))
    if account is None:
        raise Invalid(
            "not_an_annotator", say("%(name)s is no annotator of this project.", name=name[:60]), pointer="/layers"
        )
    return account


def _give(session: Session, project: Project, article: Article, layer: Layer, account: Account, act: Act) -> bool:
    """Make the layer the member's, under the one name that they bear; return whether that can be."""
    name = pseudonym(session, project, account.id)
    there = select(Layer.id).where(Layer.article_id == article.id, Layer.id != layer.id)
    if session.scalar(there.where((Layer.account_id == account.id) | (Layer.name == name)).limit(1)):
        return False
    _rename(session, article, layer, name, act)
    layer.account_id, layer.kind = account.id, "annotator"
    taken = {held.slot for held in assignments.of_article(session, article)}
    row = Assignment(
        public_id=clock.new_id(),
        article_id=article.id,
        account_id=account.id,
        created=clock.now(),
        slot=next(number for number in range(1, 1000) if number not in taken),
    )
    session.add(row)
    session.flush()
    act.touch(row, within=name, article=article)
    return True


def _rename(session: Session, article: Article, layer: Layer, name: str, act: Act) -> None:
    """Say in the history that everything in the layer stands under the new name from now on."""
    rows = [
        row for kind in (Annotation, Relation, Comment)
        for row in session.scalars(select(kind).where(kind.layer_id == layer.id).order_by(kind.id))
    ]  # fmt: skip
    if name != layer.name:
        gone = [state_of(layer)[0], *(state_of(row, layer.name)[0] for row in rows)]
        act.touched.extend((article.id, key, None) for key in gone)
    layer.name = name
    act.touch_all(rows, within=name, article=article)
