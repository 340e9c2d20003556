"""Projects the actor may see, and what belongs to a project as a whole."""

from __future__ import annotations

from typing import Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session

from annotator.domain.schemes import Scheme
from annotator.errors import Missing
from annotator.models import Guideline, Member, Project, SchemeVersion
from annotator.permissions import Actor


def visible_to(actor: Actor) -> Select[Project]:
    """Select the projects the actor is a member of."""
    if actor.operator:
        return select(Project)
    return select(Project).where(Project.id.in_(sorted(actor.roles)))


def find(session: Session, actor: Actor, slug: str, *, lock: bool = False) -> Project:
    """Return the project; raises Missing when there is none the actor may see."""
    query = visible_to(actor).where(Project.slug == slug)
    project = session.scalar(query.with_for_update() if lock else query)
    if project is None:
        raise Missing()
    return project


def withdrawn(actor: Actor) -> Select[Project]:
    """Select the withdrawn projects that the actor managed."""
    query = select(Project).where(Project.withdrawn.is_(True)).order_by(Project.title)
    if actor.operator:
        return query
    managed = select(Member.project_id).where(Member.account_id == actor.account_id, Member.role == "manager")
    return query.where(Project.id.in_(managed))


def find_withdrawn(session: Session, actor: Actor, slug: str) -> Project:
    """Return the withdrawn project; raises Missing when there is none the actor managed."""
    project = session.scalar(withdrawn(actor).where(Project.slug == slug))
    if project is None:
        raise Missing()
    return project


def guideline(session: Session, project: Project) -> Guideline:
    """Return the guidelines in force."""
    return session.scalars(
        select(Guideline).where(Guideline.project_id == project.id, Guideline.version == project.guideline_version)
    ).one()


class Schemed(Protocol):
    """A project, whole or as a row of what a save must know of it."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def slug(self) -> str:
        """Its name in addresses."""

    @property
    def scheme_version(self) -> int:
        """The scheme in force."""


def scheme(session: Session, project: Schemed, version: int | None = None) -> Scheme:
    """Return the label scheme of the project, in force or of a version; versions never change."""
    kept = _schemes.setdefault(session.get_bind().engine, {})
    key = project.id, project.slug, version or project.scheme_version
    return kept.get(key) or _load(session, kept, key)


Key = tuple[int, str, int]
_schemes: WeakKeyDictionary[Engine, dict[Key, Scheme]] = WeakKeyDictionary()
"""By database: one that nobody uses any more is not held by them."""


def _load(session: Session, kept: dict[Key, Scheme], key: Key) -> Scheme:
    project_id, _, version = key
    row = session.scalars(
        select(SchemeVersion).where(SchemeVersion.project_id == project_id, SchemeVersion.version == version)
    ).one()
    if len(kept) > 100:
        kept.clear()
    return kept.setdefault(key, Scheme(row.body))
