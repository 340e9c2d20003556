"""Long work: asked for, looked at, cancelled."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from annotator.api.answers import gone, json, post
from annotator.edge.asking import actor, reading, writing
from annotator.models import Job, Project
from annotator.queries import jobs, projects
from annotator.services import working
from annotator.services.agreement import gamma as measuring_gamma

bp = Blueprint("jobs", __name__)


@bp.post("/projects/<slug>/agreement/gamma")
def ask_for_gamma(slug: str) -> Response:
    """Have γ computed where it is not known yet; asked again while that lasts, it is the same job."""

    def act(session: Session) -> tuple[Any, int]:
        project = projects.find(session, actor(), slug)
        return _record(session, measuring_gamma.ask(session, actor(), project)), 202

    return post(act)


@bp.get("/jobs/<job_id>")
def show_job(job_id: str) -> Response:
    """Show how far a job is, and what came of it."""
    with reading() as session:
        return json(_record(session, jobs.find(session, actor(), job_id)))


@bp.delete("/jobs/<job_id>")
def cancel_job(job_id: str) -> Response:
    """Cancel a job; again changes nothing."""
    with writing() as session:
        working.cancel(session, actor(), job_id)
    return gone()


def _record(session: Session, job: Job) -> dict[str, object]:
    project = session.get(Project, job.project_id) if job.project_id else None
    return jobs.job_record(job, project.slug if project else None)
