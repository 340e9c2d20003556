"""Projects the actor may see, and what belongs to a project as a whole."""

from __future__ import annotations

from typing import Any, Protocol

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
    wanted = version or project.scheme_version
    database = session.get_bind().engine
    return _scheme(database, project.id, project.slug, wanted) or _load(session, database, project, wanted)


_schemes: dict[tuple[Any, ...], Scheme] = {}


def _scheme(*key: Any) -> Scheme | None:
    return _schemes.get(key)


def _load(session: Session, database: Engine, project: Schemed, version: int) -> Scheme:
    row = session.scalars(
        select(SchemeVersion).where(SchemeVersion.project_id == project.id, SchemeVersion.version == version)
    ).one()
    if len(_schemes) > 100:
        _schemes.clear()
    return _schemes.setdefault((database, project.id, project.slug, version), Scheme(row.body))
