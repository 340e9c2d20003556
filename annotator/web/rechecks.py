"""Second looks at what was annotated under an earlier definition: opened by a manager, done by who made it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.domain.schemes.redefined import Part, part_of, parts, redefined, spoken_of
from annotator.edge.asking import actor, reading, writing
from annotator.edge.sights import seen_in
from annotator.edge.status import status_of
from annotator.errors import AnnotatorError, Conflict, Invalid, Missing
from annotator.models import Guideline, Project, Recheck
from annotator.permissions import Act, allowed
from annotator.queries import projects, rechecks, targets
from annotator.records.rechecks import item_record
from annotator.services.review import rechecking
from annotator.web import definitions
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.once import once
from annotator.web.parameters import number

bp = Blueprint("recheck_pages", __name__)
ROOT = "/projects/<slug>/rechecks"
MOST, MOST_SHOWN = 999_999, 200
Record = dict[str, Any]


@bp.get(ROOT)
def show_rechecks(slug: str) -> Response:
    """Show the second looks of the project, with how far the visitor's part of each is."""
    with reading() as opened:
        project = enter(opened, slug)
        found = [(one, _parts_of(opened, project, one)) for one in rechecks.of_project(opened, project)]
        may_open = allowed(actor(), Act.RECHECK_OPEN, targets.of_project(project.id))
        labels = {one.public_id: _labels(opened, project, one) for one, _ in found}
    return project_page("rechecks.html", project, found=found, may_open=may_open, labels=labels)


@bp.get(f"{ROOT}/new")
def show_new(slug: str) -> Response:
    """Show which definitions a version changed, and how much was annotated under the earlier ones."""
    return _new(slug, request.args.get("basis", "scheme"), number("version", 0, 0, MOST))


@bp.post(ROOT)
def open_recheck(slug: str) -> Response | Answer:
    """Open a second look."""
    basis, version = request.form.get("basis", ""), request.form.get("version", "")
    wanted = int(version) if version.isascii() and version.isdigit() and len(version) < 7 else 0
    chosen = request.form.getlist("parts")

    def act(opened: Session) -> str:
        project = enter(opened, slug, Act.RECHECK_OPEN)
        row = rechecking.open_look(opened, actor(), project, basis, wanted, chosen)
        return f"/projects/{slug}/rechecks/{row.public_id}"

    try:
        where, _ = once(act)
    except (Conflict, Invalid) as error:
        return _new(slug, basis, wanted, chosen, error)
    return done(where, gettext("The second look is open."))


@bp.get(f"{ROOT}/<recheck_id>")
def show_recheck(slug: str, recheck_id: str) -> Response:
    """Show what changed, what the visitor is to look at, and to managers how far everybody is."""
    with reading() as opened:
        project = enter(opened, slug)
        row = rechecks.find(opened, project, recheck_id)
        context = {
            "row": row,
            "mine": _items(opened, row, rechecks.mine(actor())),
            "decided": _items(opened, row, rechecks.for_review(actor(), project)),
            "changed": definitions.changes(opened, project, row.basis, row.version, map(part_of, row.parts)),
            "may_open": allowed(actor(), Act.RECHECK_OPEN, targets.of_project(project.id)),
            "people": rechecks.by_layer(opened, row, rechecks.watched(actor())),
            "progress": rechecks.progress(opened, row, rechecks.watched(actor())),
            "most": MOST_SHOWN,
        }
    return project_page("recheck.html", project, **context)


@bp.post(f"{ROOT}/<recheck_id>/<int:item>/keep")
def keep(slug: str, recheck_id: str, item: int) -> Answer:
    """Say that an annotation or a decision stays as it is."""
    where = f"/projects/{slug}/rechecks/{recheck_id}"
    try:
        with writing() as opened:
            rechecking.keep(opened, actor(), enter(opened, slug), recheck_id, item)
    except Conflict as error:
        return done(where, error.detail, "bad")
    return done(where, gettext("Kept as it is."))


@bp.post(f"{ROOT}/<recheck_id>/close")
def close(slug: str, recheck_id: str) -> Answer:
    """End a second look, or go on with it."""
    closed = request.form.get("closed") != "no"
    with writing() as opened:
        project = enter(opened, slug, Act.RECHECK_OPEN)
        rechecking.close(opened, actor(), project, recheck_id, closed=closed)
    words = gettext("The second look is closed.") if closed else gettext("The second look is open again.")
    return done(f"/projects/{slug}/rechecks/{recheck_id}", words)


def _new(
    slug: str, basis: str, version: int, chosen: Sequence[str] | None = None, error: AnnotatorError | None = None
) -> Response:
    with reading() as opened:
        project = enter(opened, slug, Act.RECHECK_OPEN)
        in_force = {"scheme": project.scheme_version, "guideline": project.guideline_version}
        if basis not in in_force or (version or in_force[basis]) > in_force[basis]:
            raise Missing()
        wanted = version or in_force[basis]
        offered = _offered(opened, project, basis, wanted)
        rows: list[Record] = []
        if wanted > 1:
            counted = rechecking.counts(opened, actor(), project, basis, wanted, offered)
            rows = [
                one | {"count": counted[one["part"]]}
                for one in definitions.changes(opened, project, basis, wanted, offered)
            ]
        spoken = set(_spoken_of(opened, project, wanted)) if basis == "guideline" and wanted > 1 else set(offered)
    ticked = {part.path for part in spoken} if chosen is None else set(chosen)
    context = {"basis": basis, "version": wanted, "rows": rows, "ticked": ticked, "error": error}
    return project_page("recheck_new.html", project, status_of(error) if error else 200, **context)


def _offered(opened: Session, project: Project, basis: str, version: int) -> list[Part]:
    """Return what may be chosen: what a scheme redefined and still defines, or every tag and attribute."""
    there = list(parts(projects.scheme(opened, project).data))
    if basis == "guideline":
        return [part for part in there if not part.term]
    if version < 2:
        return []
    before, after = (projects.scheme(opened, project, one).data for one in (version - 1, version))
    return [part for part in redefined(before, after) if part in there]


def _spoken_of(opened: Session, project: Project, version: int) -> list[Part]:
    texts = [_guideline(opened, project, one) for one in (version - 1, version)]
    return spoken_of(projects.scheme(opened, project).data, *texts)


def _guideline(opened: Session, project: Project, version: int) -> str:
    row = opened.query(Guideline).filter_by(project_id=project.id, version=version).one_or_none()
    return row.text if row else ""


def _labels(opened: Session, project: Project, row: Recheck) -> list[str]:
    scheme = projects.scheme(opened, project)
    return [definitions.label(scheme, part_of(path)) for path in row.parts]


def _parts_of(opened: Session, project: Project, row: Recheck) -> rechecks.Progress:
    """Return how far the items are that concern the visitor: all to a manager, else the own."""
    who = actor()
    if who.has(project.id, "manager"):
        return rechecks.progress(opened, row, rechecks.watched(who))
    return rechecks.progress(opened, row, rechecks.mine(who) | rechecks.for_review(who, project))


def _items(opened: Session, row: Recheck, condition: Any) -> list[Record]:
    found = rechecks.with_states(opened, row, condition, most=MOST_SHOWN)
    seen_in(opened, [article.id for item, _, article in found if item.case_id])
    return [item_record(opened, item, state, article) for item, state, article in found]
