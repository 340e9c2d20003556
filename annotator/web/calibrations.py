"""Calibration: how a person stands against gold, with the reasons, once it is released."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.models import Project
from annotator.permissions import Act, allowed
from annotator.queries import articles, projects, targets
from annotator.services.agreement import calibrating
from annotator.web.agreement import plots
from annotator.web.agreement import words as say
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.languages import said

bp = Blueprint("calibration_pages", __name__)
Record = dict[str, Any]

IN_WORDS = {
    "missed": lazy_gettext("in gold, not marked"),
    "extra": lazy_gettext("marked, not in gold"),
    "tag": lazy_gettext("another tag"),
    "boundary": lazy_gettext("other boundaries"),
    "attribute": lazy_gettext("other attributes"),
}


@bp.get("/projects/<slug>/calibration")
def show_calibration(slug: str) -> Response:
    """Show an annotator how they stand, and a manager everybody."""
    name = request.args.get("annotator") or None
    with reading() as opened:
        project = enter(opened, slug)
        labels = {
            tag: said(rule["label"]) or tag for tag, rule in projects.scheme(opened, project).data["tags"].items()
        }
        if name is None and allowed(actor(), Act.CALIBRATION_READ, targets.of_project(project.id)):
            people = calibrating.of_all(opened, actor(), project)
            return _page("calibration_people.html", project, people=[(one, _dot(one["right"])) for one in people])
        found = calibrating.of_person(opened, actor(), project, name)
        titles = {
            one: articles.find(opened, actor(), one).title
            for one in {row["article"] for row in found["differences"]}
        }
    context = {"found": found, "labels": labels, "titles": titles, "own": name is None, "in_words": IN_WORDS}
    shades = plots.shares(found["confusion"]["counts"])
    weeks = [(one, _dot(one)) for one in found["weeks"]]
    tags = [
        (tag, [_dot(one[side]) for side in ("precision", "recall")]) for tag, one in (found["rates"] or {}).items()
    ]
    return _page("calibration.html", project, shades=shades, weeks=weeks, tags=tags, **context)


@bp.post("/projects/<slug>/calibration")
def release_calibration(slug: str) -> Answer:
    """Show annotators their own calibration, or no longer."""
    wanted = request.form.get("open") == "yes"
    with writing() as opened:
        calibrating.release(opened, actor(), enter(opened, slug, Act.CALIBRATION_OPEN), opened=wanted)
    words = "Annotators see how they stand now." if wanted else "Annotators do not see it any more."
    return done(f"/projects/{slug}/calibration", words)


def _page(template: str, project: Project, **context: Any) -> Response:
    return project_page(template, project, number=say.number, **context)


def _dot(rate: Record) -> plots.Dot:
    nothing: Record = {"few_articles": False, "reasons": {}}
    words = gettext("%(part)s of %(of)s", part=rate["part"], of=rate["of"])
    return plots.dot(words, rate["value"], rate, plots.Axis(0.0), nothing, "alpha")
