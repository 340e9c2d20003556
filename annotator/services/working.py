"""Long work: asked for, taken by a worker, beaten time to while it lasts, finished, given up, cancelled.

A worker that is killed stops beating time, and its job is taken again: whatever a job does must be harmless
when it is done twice. Jobs are no acts and stand in no history; what they do in a project is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import Conflict
from annotator.models import Job, Project
from annotator.permissions import Actor
from annotator.queries import jobs
from exports.canonical import digest

DEAD_AFTER = timedelta(seconds=60)
MOST_ATTEMPTS = 3
UNFINISHED = frozenset({"queued", "running"})


def key_of(kind: str, project: Project | None, arguments: dict[str, Any]) -> str:
    """Return what is the same for the same work."""
    return digest([kind, project.slug if project else None, arguments])


def ask_for(session: Session, actor: Actor, project: Project | None, kind: str, arguments: dict[str, Any]) -> Job:
    """Queue the work and return its job, or the one that is at it; who calls has asked whether the actor may."""
    key = key_of(kind, project, arguments)
    job = jobs.unfinished(session, key)
    if job is None:
        job = Job(
            public_id=clock.new_id(),
            project_id=project.id if project else None,
            account_id=actor.account_id,
            kind=kind,
            key=key,
            arguments=arguments,
            created=clock.now(),
        )
        session.add(job)
        session.flush()
    return job


def cancel(session: Session, actor: Actor, public_id: str) -> Job:
    """Say that the work is not wanted; a worker that is at it stops soon. Raises Conflict when it is over."""
    job = jobs.find(session, actor, public_id)
    if job.state == "cancelled":
        return job
    if job.state not in UNFINISHED:
        raise Conflict("job_over", "This work is over already; there is nothing to stop.")
    job.state, job.finished = "cancelled", clock.now()
    return job


def take(session: Session) -> Job | None:
    """Take the oldest job nobody works on; one whose workers died again and again is given up."""
    now = clock.now()
    job = jobs.waiting(session, now - DEAD_AFTER, lock=True)
    while job is not None and job.attempts >= MOST_ATTEMPTS:
        fail(session, job.public_id, f"The worker died {job.attempts} times at this work.")
        session.flush()
        job = jobs.waiting(session, now - DEAD_AFTER, lock=True)
    if job is not None:
        job.state, job.attempts, job.beat = "running", job.attempts + 1, now
        job.started = job.started or now
    return job


def beat(session: Session, public_id: str, done: int | None = None, total: int | None = None) -> bool:
    """Say that the worker lives, and how far it has come; return whether the work is still wanted."""
    job = _of(session, public_id)
    if job is None or job.state != "running":
        return False
    job.beat = clock.now()
    job.done, job.total = (job.done if done is None else done), (job.total if total is None else total)
    return True


def finish(session: Session, public_id: str, result: Any) -> None:
    """Keep what came of the work, unless it was cancelled meanwhile."""
    job = _of(session, public_id)
    if job is not None and job.state == "running":
        job.state, job.result, job.finished = "done", result, clock.now()


def fail(session: Session, public_id: str, words: str) -> None:
    """Keep why the work could not be done."""
    job = _of(session, public_id)
    if job is not None and job.state in UNFINISHED:
        job.state, job.error, job.finished = "failed", words, clock.now()


def put_back(session: Session, public_id: str) -> None:
    """Put work that a worker leaves before the end back in the queue; that was no death."""
    job = _of(session, public_id)
    if job is not None and job.state == "running":
        job.state, job.attempts, job.beat = "queued", job.attempts - 1, None


def _of(session: Session, public_id: str) -> Job | None:
    return session.scalar(select(Job).where(Job.public_id == public_id).with_for_update())
