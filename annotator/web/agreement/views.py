"""Agreement: the figures with what they rest on, every position behind them, and files."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.edge.measuring import measured
from annotator.errors import Malformed
from annotator.permissions import Act
from annotator.queries import jobs, projects
from annotator.services import working
from annotator.services.agreement import gamma as measuring_gamma
from annotator.services.agreement.positions import articles_of, positions_of
from annotator.web.agreement import files, narrowing, plots
from annotator.web.agreement import words as say
from annotator.web.answers import done
from annotator.web.doors import doors, enter, project_page
from annotator.web.languages import said

bp = Blueprint("agreement_pages", __name__)
MOST_ARTICLES = 20


@bp.get("/projects/<slug>/agreement")
def show_agreement(slug: str) -> Response:
    """Show how far annotators agree, led by a sentence."""
    with reading() as opened:
        project = enter(opened, slug, Act.AGREEMENT_READ)
        scheme = projects.scheme(opened, project).data
        job = jobs.last_of(opened, measuring_gamma.key_of(actor(), project))
        lines = articles_of(opened, actor(), project)
    titles = {line.article: line.title for line in lines}
    names = sorted({name for line in lines if line.used for name in line.people})
    wanted = narrowing.asked()
    found = measured(slug, wanted)
    labels = {tag: said(rule["label"]) or tag for tag, rule in scheme["tags"].items()}
    tag = tag_asked(list(labels))
    context = _context(found, labels, tag) | {"wanted": wanted, "kept": narrowing.kept(wanted), "people_of": names}
    rules = scheme["tags"][tag].get("attributes", {})
    context["attributes"] = {name: said(rule.get("label")) or name for name, rule in rules.items()}
    return project_page("agreement.html", project, labels=labels, tag=tag, job=job, titles=titles, **context)


@bp.get("/projects/<slug>/agreement/file")
def download_agreement(slug: str) -> Response:
    """Download the figures as JSON, or one a line as CSV."""
    with reading() as opened:
        enter(opened, slug, Act.AGREEMENT_READ)
    kind = request.args.get("format", "json")
    if kind not in {"json", "csv"}:
        raise Malformed("bad_parameter", "format is json or csv.")
    found = measured(slug, narrowing.asked(detail=True))
    body = msgspec.json.encode(found) if kind == "json" else files.as_csv(files.rows_of(found)).encode()
    response = Response(body, mimetype="application/json" if kind == "json" else "text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-agreement.{kind}"'
    return response


@bp.get("/projects/<slug>/agreement/positions")
def show_positions(slug: str) -> Response:
    """Show which articles a figure rests on and why; of one article, every position."""
    with reading() as opened:
        project = enter(opened, slug, Act.AGREEMENT_READ)
        scheme = projects.scheme(opened, project).data
        labels = {tag: said(rule["label"]) or tag for tag, rule in scheme["tags"].items()}
        tag, article = tag_asked(list(labels)), request.args.get("article")
        context: dict[str, Any] = {"labels": labels, "tag": tag, "found": None, "rows": []}
        if article:
            context["found"] = positions_of(opened, actor(), project, article, tag)
        else:
            context["rows"] = articles_of(opened, actor(), project)
    return project_page("agreement_positions.html", project, cases=doors(project)["cases"], **context)


@bp.post("/projects/<slug>/agreement/gamma")
def start_gamma(slug: str) -> Answer:
    """Have γ computed where it is not known yet."""
    with writing() as opened:
        measuring_gamma.ask(opened, actor(), enter(opened, slug, Act.AGREEMENT_READ))
    return done(
        f"/projects/{slug}/agreement#gamma", "γ is being computed. Load the page again to see how far it is."
    )


@bp.post("/projects/<slug>/agreement/gamma/cancel")
def stop_gamma(slug: str) -> Answer:
    """Stop computing γ; what is known stays."""
    with writing() as opened:
        project = enter(opened, slug, Act.AGREEMENT_READ)
        job = jobs.unfinished(opened, measuring_gamma.key_of(actor(), project))
        if job is not None:
            working.cancel(opened, actor(), job.public_id)
    return done(f"/projects/{slug}/agreement#gamma", "It stops. What is computed stays.")


def tag_asked(known: list[str]) -> str:
    """Return the tag that the address asks for, the first if none; raises Malformed for another."""
    given = request.args.get("tag") or known[0]
    if given not in known:
        raise Malformed("bad_parameter", f"tag is one of {', '.join(known)}.")
    return given


def _context(found: dict[str, Any], labels: dict[str, str], tag: str) -> dict[str, Any]:
    tags = found["tags"]
    axis = plots.axis_for([one["alpha"] for one in tags.values()])
    people, cells = plots.matrix(found, tag)
    each = [one["tags"][tag] | {"article": one["article"]} for one in found["by_article"]]
    worst = sorted((one for one in each if one["alpha"] is not None), key=lambda one: float(one["alpha"]))
    return {
        "found": found,
        "lead": partial(say.lead, found, labels),
        "axis": axis,
        "marks": [axis.at(value) for value in plots.KRIPPENDORFF],
        "dots": {name: plots.tag_dots(one, axis) for name, one in tags.items()},
        "people": people,
        "cells": cells,
        "shades": plots.shares(found["confusion"]["counts"]),
        "weeks": plots.series(found["over_time"], "week", tags, axis),
        "versions": plots.series(found["by_guideline"], "guideline_version", tags, axis),
        "worst": worst[:MOST_ARTICLES],
        "without": {one["without"]: one["tags"][tag]["alpha"] for one in found["leave_one_out"]},
        "number": say.number,
        "why": say.why,
    }
