"""The frame of a project's pages: which of them the visitor may open."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from annotator.edge.asking import actor
from annotator.models import Project
from annotator.permissions import Act, allowed, require
from annotator.queries import projects, targets
from annotator.web.answers import page

DOORS = {
    "agreement": Act.AGREEMENT_READ,
    "progress": Act.PROGRESS_READ,
    "import": Act.ARTICLE_IMPORT,
    "assign": Act.ASSIGNMENT_MAKE,
    "quality": Act.QUALITY_MANAGE,
    "people": Act.MEMBER_MANAGE,
    "write_guideline": Act.GUIDELINE_WRITE,
    "scheme": Act.SCHEME_WRITE,
    "regions": Act.REGION_CORRECT,
    "export": Act.CORPUS_EXPORT,
    "cases": Act.CASE_READ,
    "fact_checks": Act.FACT_CHECK_READ,
    "releases": Act.RELEASE_READ,
}


def enter(opened: Session, slug: str, act: Act | None = None) -> Project:
    """Return the project; raises Missing when the visitor may not see it, Refused when not do the act."""
    project = projects.find(opened, actor(), slug)
    if act is not None:
        require(actor(), act, targets.of_project(project.id))
    return project


def doors(project: Project) -> dict[str, bool]:
    """Say for each door of the project whether it is open to the visitor."""
    target = targets.of_project(project.id)
    may = {name: allowed(actor(), act, target) for name, act in DOORS.items()}
    mine = targets.of_calibration(project, own=actor().has(project.id, "annotator"))
    may["calibration"] = allowed(actor(), Act.CALIBRATION_READ, mine)
    return may | {
        role: actor().has(project.id, role) for role in ("annotator", "reviewer", "researcher", "manager")
    }


def project_page(template: str, project: Project, status: int = 200, /, **context: Any) -> Response:
    """Return a page of the project, with its tabs."""
    return page(template, status, project=project, may=doors(project), **context)
