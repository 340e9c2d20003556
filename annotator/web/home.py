"""My work: the next article, all my articles, my projects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from annotator.edge.asking import actor, reading
from annotator.models import Project
from annotator.permissions import Act, allowed
from annotator.permissions.actor import ROLES
from annotator.queries import assignments, progress, projects, rechecks, targets
from annotator.web.answers import page

bp = Blueprint("home", __name__)


@bp.get("/")
def show_home() -> Response:
    """Show what is to be done, and where."""
    with reading() as opened:
        work = assignments.my_work(opened, actor())
        mine = opened.scalars(projects.visible_to(actor()).order_by(Project.title)).all()
        rows = [_project(opened, project) for project in mine]
        withdrawn = opened.scalars(projects.withdrawn(actor())).all()
    waiting = [row for row in work if row[1] == "open"]
    return page(
        "home.html",
        section="work",
        work=_by_project(work, mine),
        next=waiting[0] if waiting else None,
        waiting=len(waiting),
        handed_in=len(work) - len(waiting),
        projects=rows,
        withdrawn=withdrawn,
        may_create=allowed(actor(), Act.PROJECT_CREATE),
    )


def _project(opened: Session, project: Project) -> dict[str, Any]:
    """Return what the list of projects says: my roles, and to managers how far it is."""
    manages = allowed(actor(), Act.PROGRESS_READ, targets.of_project(project.id))
    return {
        "project": project,
        "roles": [role for role in ROLES if actor().has(project.id, role)],
        "again": rechecks.waiting(opened, actor(), project),
        "progress": progress.of_project(opened, actor(), project) if manages else None,
    }


def _by_project(work: Sequence[Any], mine: Sequence[Project]) -> list[tuple[Project, list[Any]]]:
    """Group my articles by project, what is open before what was handed in."""
    found = []
    for project in mine:
        rows = sorted((row for row in work if row[2] == project.slug), key=lambda row: row[1] != "open")
        if rows:
            found.append((project, rows))
    return found
