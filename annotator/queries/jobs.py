"""Jobs the actor may see: the own ones, and those of projects that the actor manages and annotates nothing of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from annotator.errors import Missing
from annotator.models import Job
from annotator.permissions import Actor


def visible_to(actor: Actor) -> Select[Job]:
    """Select the jobs the actor asked for, or whose project the actor manages; who is blind sees the own alone."""
    if actor.operator:
        return select(Job)
    managed = [project for project in actor.projects_as("manager") if project not in actor.blinded]
    own = and_(Job.account_id.is_not(None), Job.account_id == actor.account_id)
    return select(Job).where(or_(own, Job.project_id.in_(managed)))


def find(session: Session, actor: Actor, public_id: str) -> Job:
    """Return the job; raises Missing when there is none the actor may see."""
    job = session.scalar(visible_to(actor).where(Job.public_id == public_id))
    if job is None:
        raise Missing()
    return job


def unfinished(session: Session, key: str) -> Job | None:
    """Return the job of that key that is queued or running."""
    query = select(Job).where(Job.key == key, Job.state.in_(("queued", "running")))
    return session.scalar(query.order_by(Job.id).limit(1))


def last_of(session: Session, key: str) -> Job | None:
    """Return the newest job of that key."""
    return session.scalar(select(Job).where(Job.key == key).order_by(Job.id.desc()).limit(1))


def newest(session: Session, project_id: int, kind: str) -> Job | None:
    """Return the newest job of a kind in the project, whatever was asked of it."""
    query = select(Job).where(Job.project_id == project_id, Job.kind == kind)
    return session.scalar(query.order_by(Job.id.desc()).limit(1))


def waiting(session: Session, dead: datetime, *, lock: bool = False) -> Job | None:
    """Return the oldest job that nobody works on: queued, or its worker not heard of since `dead`."""
    free = or_(Job.state == "queued", and_(Job.state == "running", Job.beat < dead))
    query = select(Job).where(free).order_by(Job.id).limit(1)
    return session.scalar(query.with_for_update(skip_locked=True) if lock else query)


def job_record(job: Job, slug: str | None) -> dict[str, Any]:
    """Return the job for a program."""
    moments = {name: getattr(job, name) for name in ("created", "started", "finished")}
    return {
        "id": job.public_id,
        "kind": job.kind,
        "project": slug,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "result": job.result,
        "error": job.error,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }
