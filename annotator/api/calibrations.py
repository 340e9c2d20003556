"""How people stand against gold."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from annotator.api.answers import json
from annotator.api.authorising import authorised, in_project
from annotator.api.body import read_object, require_keys
from annotator.api.parameters import takes
from annotator.edge.asking import actor, reading, writing
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.agreement import calibrating

bp = Blueprint("calibrations", __name__)
FIELDS: dict[str, Any] = {"open": bool}


@bp.get("/projects/<slug>/calibration")
@takes("annotator")
def show_calibration(slug: str) -> Response:
    """Show the actor's own calibration, or as manager that of the annotator named."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        return json(calibrating.of_person(session, actor(), project, request.args.get("annotator")))


@bp.put("/projects/<slug>/calibration")
@authorised(in_project(Act.CALIBRATION_OPEN))
def release_calibration(slug: str) -> Response:
    """Show annotators their own calibration, or no longer."""
    body = read_object()
    require_keys(body, FIELDS, needed=("open",))
    with writing() as session:
        project = projects.find(session, actor(), slug)
        calibrating.release(session, actor(), project, opened=body["open"])
        return json({"open": project.calibration_open})
