"""Have a release made by a worker, so that nobody's page waits for it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from annotator.errors import Conflict
from annotator.models import Job, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import jobs, targets
from annotator.services import working
from annotator.services.release.package.options import Options
from schemas.sayings import say

KIND = "release"


def ask(session: Session, actor: Actor, project: Project, version: str, options: Options) -> Job:
    """Queue the release; asked again while it is made, it is the same job.

    Raises Refused, Conflict `under_way` while another release of the project is made.
    """
    require(actor, Permission.RELEASE_MAKE, targets.of_project(project.id))
    arguments: dict[str, Any] = {"version": version, "options": dict(options.said)}
    other = under_way(session, project)
    if other is not None and other.key != working.key_of(KIND, project, arguments):
        words = say("%(version)s is being made; wait for it, or stop it.", version=other.arguments["version"])
        raise Conflict("under_way", words)
    return working.ask_for(session, actor, project, KIND, arguments)


def under_way(session: Session, project: Project) -> Job | None:
    """Return the job of a release that is not over."""
    job = jobs.newest(session, project.id, KIND)
    return job if job is not None and job.state in working.UNFINISHED else None


def stop(session: Session, actor: Actor, project: Project) -> None:
    """Stop the release that is being made, if there is one; nothing of it stays."""
    require(actor, Permission.RELEASE_MAKE, targets.of_project(project.id))
    job = under_way(session, project)
    if job is not None:
        working.cancel(session, actor, job.public_id)
