"""Releases of a project: what there is, what stands in the way of the next, and the card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge import packages
from annotator.edge.asking import actor, reading, store, workspace, writing
from annotator.edge.status import status_of
from annotator.errors import AnnotatorError, Conflict, Invalid
from annotator.models import Project, Release
from annotator.permissions import Act, allowed
from annotator.queries import jobs, targets
from annotator.services.release import carding, queueing, releasing
from annotator.services.release.package.checks import Hole, card_holes
from annotator.services.release.package.gathering import finished_articles
from annotator.services.release.package.options import Options, read_options, read_version
from annotator.services.release.releasing import NotReady
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.fields import PageForm
from annotator.web.forms.releases import CardForm, ReleaseForm
from exports.release.changes import parse
from exports.release.fields import FIELDS
from schemas.sayings import say

bp = Blueprint("release_pages", __name__)
FEW = 200
"""So many finished articles are checked whenever the page is looked at; more only when asked."""


@bp.get("/projects/<slug>/releases")
def show_releases(slug: str) -> Response:
    """Show the releases, and what stands in the way of the next one."""
    with reading() as opened:
        project = enter(opened, slug, Act.RELEASE_READ)
        rows = releasing.of_project(opened, project)
    return _page(project, ReleaseForm(version=_next(rows)))


@bp.post("/projects/<slug>/releases")
def make_release(slug: str) -> Response | Answer:
    """Freeze the project under a number."""
    with reading() as opened:
        project = enter(opened, slug, Act.RELEASE_MAKE)
    form = ReleaseForm(request.form)
    if not form.validate():
        return _page(project, form, 422)
    try:
        version, options = read_version(form.version.data), read_options(form.options())
        words = _ask(project, version, options)
    except NotReady as error:
        return _page(project, form, status_of(error), holes=error.holes)
    except (Conflict, Invalid) as error:
        form.refuse(error)
        return _page(project, form, status_of(error))
    return done(f"/projects/{slug}/releases", words)


def _ask(project: Project, version: str, options: Options) -> str:
    """Have it made by a worker, and return what to say; raises NotReady where that is known at once."""
    with reading() as opened:
        frozen = next((row for row in releasing.of_project(opened, project) if row.version == version), None)
        holes = [] if frozen else _holes(opened, project)[0]
    if frozen is not None:
        options.require_same(version, frozen.options)
        return say("%(version)s was frozen already.", version=version)
    if holes:
        raise NotReady(holes)
    with writing() as opened:
        queueing.ask(opened, actor(), enter(opened, project.slug), version, options)
    return say("%(version)s is being made. You may leave this page meanwhile.", version=version)


@bp.post("/projects/<slug>/releases/stop")
def stop_release(slug: str) -> Answer:
    """Stop the release that is being made; nothing of it stays."""
    with writing() as opened:
        queueing.stop(opened, actor(), enter(opened, slug, Act.RELEASE_MAKE))
    return done(f"/projects/{slug}/releases", "It stops. Nothing of it stays.")


@bp.get("/projects/<slug>/releases/<version>/file")
def download(slug: str, version: str) -> Response:
    """Hand out a release as one zip."""
    with reading() as opened:
        enter(opened, slug, Act.RELEASE_READ)
        release = packages.find(opened, slug, version)
    return packages.as_zip(slug, release)


@bp.get("/projects/<slug>/releases/card")
def show_card(slug: str) -> Response:
    """Show the form of the card."""
    with reading() as opened:
        project = enter(opened, slug, Act.CARD_WRITE)
        form = CardForm(data=carding.read(opened, project))
    return _card(project, form)


@bp.post("/projects/<slug>/releases/card")
def write_card(slug: str) -> Response | Answer:
    """Keep what the card says, also when it does not say all yet."""
    with reading() as opened:
        project = enter(opened, slug, Act.CARD_WRITE)
    form = CardForm(request.form)
    if not form.validate():
        return _card(project, form, 422)
    try:
        with writing() as opened:
            carding.write(opened, actor(), enter(opened, slug), {f.name: f.data or "" for f in form})
    except AnnotatorError as error:
        form.refuse(error)
        return _card(project, form, status_of(error))
    return done(f"/projects/{slug}/releases", "The card is kept.")


def _card(project: Project, form: PageForm, status: int = 200) -> Response:
    needed = {field.name for field in FIELDS if field.needed}
    return project_page("release_card.html", project, status, form=form, needed=needed)


def _page(
    project: Project, form: ReleaseForm, status: int = 200, /, *, holes: list[Hole] | None = None
) -> Response:
    may_make = allowed(actor(), Act.RELEASE_MAKE, targets.of_project(project.id))
    with reading() as opened:
        rows = releasing.of_project(opened, project)
        job = jobs.newest(opened, project.id, queueing.KIND) if may_make else None
        unchecked = False
        if holes is None and may_make:
            holes, unchecked = _holes(opened, project)
    return project_page(
        "releases.html", project, status, releases=[_row(row) for row in rows], form=form, holes=holes or [],
        unchecked=unchecked, may_make=may_make, job=job,
    )  # fmt: skip


def _holes(opened: Session, project: Project) -> tuple[list[Hole], bool]:
    """Return what stands in the way, and whether the articles were left unchecked, since there are many."""
    asked = request.args.get("check") == "all"
    if asked or len(finished_articles(opened, project)) <= FEW:
        return releasing.holes(workspace(), store(), actor(), project.slug), False
    return list(card_holes(project.slug, carding.read(opened, project))), True


def _next(rows: list[Release]) -> str:
    """Return the number that most often comes next: rows were added."""
    latest = parse(rows[0].version) if rows else None
    return f"{latest[0]}.{latest[1] + 1}.0" if latest else "1.0.0"


def _row(release: Release) -> dict[str, Any]:
    options, files = release.options, release.files
    split = options["split"]
    return {
        "version": release.version,
        "created": release.created,
        "texts": options["texts"],
        "split": _parts(split) if split else None,
        "bytes": sum(about["bytes"] for about in files.values()),
        "notes": release.notes,
        "sums": release.sums_sha256,
    }


def _parts(split: Mapping[str, int]) -> str:
    if all(re.fullmatch(r"fold\d+", name) for name in split):
        return str(gettext("%(number)s folds", number=len(split)))
    return " · ".join(f"{name} {share / 10:g} %" for name, share in split.items())
