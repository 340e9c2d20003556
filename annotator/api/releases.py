"""Releases of a project: made, listed, handed out; and the card that they carry."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from annotator.api.answers import json, post, post_again
from annotator.api.authorising import authorised, in_project
from annotator.api.body import read_object, require_keys
from annotator.api.parameters import ASYNC, prefers_async
from annotator.edge import packages
from annotator.edge.asking import actor, reading, store, workspace, writing
from annotator.permissions import Act, require
from annotator.queries import jobs, projects, targets
from annotator.records.releases import release_record
from annotator.services.release import carding, queueing, releasing
from annotator.services.release.package.options import Options, read_options, read_version

bp = Blueprint("releases", __name__)
FIELDS: dict[str, type] = {
    "version": str, "split": str, "folds": int, "seed": int, "mode": str, "hold_out": list, "texts": str,
}  # fmt: skip


@bp.get("/projects/<slug>/releases")
def list_releases(slug: str) -> Response:
    """List the releases, the newest number first."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        require(actor(), Act.RELEASE_READ, targets.of_project(project.id))
        rows = releasing.of_project(session, project)
    return json({"items": [release_record(row) for row in rows], "next": None})


@bp.post("/projects/<slug>/releases")
def make_release(slug: str) -> Response:
    """Freeze the project under a number; the same number with the same options again changes nothing.

    With `Prefer: respond-async` (RFC 7240) a worker does it, and the answer is the job.
    """
    with reading() as session:
        project = projects.find(session, actor(), slug)
        require(actor(), Act.RELEASE_MAKE, targets.of_project(project.id))
    body = read_object()
    require_keys(body, FIELDS, needed=("version",))
    version, options = read_version(body.pop("version")), read_options(body)
    if prefers_async():
        return _queued(slug, version, options)

    def act() -> tuple[Any, int]:
        built = releasing.build(workspace(), store(), actor(), slug, version, options)
        return release_record(built.release), 201 if built.fresh else 200

    return post_again(act)


def _queued(slug: str, version: str, options: Options) -> Response:
    def act(session: Session) -> tuple[Any, int]:
        job = queueing.ask(session, actor(), projects.find(session, actor(), slug), version, options)
        return jobs.job_record(job, slug), 202

    response = post(act)
    response.headers["Preference-Applied"] = ASYNC
    return response


@bp.get("/projects/<slug>/releases/<version>")
def show_release(slug: str, version: str) -> Response:
    """Show a release with its files."""
    with reading() as session:
        return json(release_record(packages.find(session, slug, version)))


@bp.get("/projects/<slug>/releases/<version>/file")
def download_release(slug: str, version: str) -> Response:
    """Hand out the whole folder as one zip: the same bytes each time."""
    with reading() as session:
        release = packages.find(session, slug, version)
    return packages.as_zip(slug, release)


@bp.get("/projects/<slug>/card")
def show_card(slug: str) -> Response:
    """Show what the project says of its corpus."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        require(actor(), Act.RELEASE_READ, targets.of_project(project.id))
        return json(carding.read(session, project))


@bp.put("/projects/<slug>/card")
@authorised(in_project(Act.CARD_WRITE))
def write_card(slug: str) -> Response:
    """Set those fields of the card that are given."""
    body = read_object()
    with writing() as session:
        project = projects.find(session, actor(), slug)
        return json(carding.write(session, actor(), project, body))
