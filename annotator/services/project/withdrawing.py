"""Withdraw a project whole, and bring it back: nothing of it is lost, and nobody sees it meanwhile."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import Conflict, Invalid
from annotator.models import Project, Release
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import projects, targets
from annotator.services.proof.history import Act
from schemas.sayings import say


def withdraw(session: Session, actor: Actor, project: Project, *, name: str) -> None:
    """Withdraw the project, whose short name was typed to be sure.

    Raises Invalid `wrong_name`, Conflict `in_use` when a release cites it.
    """
    require(actor, Permission.PROJECT_WITHDRAW, targets.of_project(project.id))
    if name.strip() != project.slug:
        words = say("Type the short name of the project, %(slug)s, to withdraw it.", slug=project.slug)
        raise Invalid("wrong_name", words, pointer="/name")
    release = session.scalar(select(Release.version).where(Release.project_id == project.id).limit(1))
    if release is not None:
        words = say("Release %(version)s cites this project: it stays where readers find it.", version=release)
        raise Conflict("in_use", words)
    _set(session, actor, project, withdrawn=True)


def restore(session: Session, actor: Actor, slug: str) -> Project:
    """Bring the project back, with everybody in it; raises Missing unless the actor managed it."""
    project = projects.find_withdrawn(session, actor, slug)
    manager = replace(actor, roles={project.id: frozenset({"manager"})})
    require(manager, Permission.PROJECT_WITHDRAW, targets.of_project(project.id))
    _set(session, actor, project, withdrawn=False)
    return project


def _set(session: Session, actor: Actor, project: Project, *, withdrawn: bool) -> None:
    if project.withdrawn != withdrawn:
        project.withdrawn = withdrawn
        act = Act(session, actor, "project:withdraw" if withdrawn else "project:restore", project)
        act.touch(project)
        act.record()
