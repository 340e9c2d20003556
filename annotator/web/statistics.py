"""What is in the corpus, drawn and to be taken along."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from flask import Blueprint, Response, request

from annotator.edge.asking import actor, reading
from annotator.errors import Malformed
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.corpus import statistics
from annotator.web.agreement import plots
from annotator.web.doors import enter, project_page
from annotator.web.languages import said

bp = Blueprint("statistics_pages", __name__)
HEAD = ("layers", "table", "what", "of", "count", "total")
FRAMES, PAIRS, STORIES = 6, 10, 20
TYPES = {"csv": "text/csv", "json": "application/json"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@bp.get("/projects/<slug>/statistics")
def show_statistics(slug: str) -> Response:
    """Show what is in the corpus, of what the visitor may see."""
    with reading() as opened:
        project = enter(opened, slug, Act.CORPUS_EXPORT)
        found = statistics.measure(opened, actor(), project)
        scheme = projects.scheme(opened, project).data
    frames = statistics.most(_frames(scheme), found["readings"]["frames"], FRAMES)
    axis = plots.axis_for([one["alpha"] for one in found["agreement"].values()])
    dots = {tag: plots.tag_dots(one, axis)[0] for tag, one in found["agreement"].items()}
    return project_page(
        "statistics.html", project, found=found, scheme=scheme, frames=frames, words=_words(scheme), dots=dots,
        axis=axis, marks=[axis.at(value) for value in plots.KRIPPENDORFF],
        curves=[Curve.of(name, points) for name, points in found["progress"].items() if points],
        pairs=PAIRS, stories=STORIES,
    )  # fmt: skip


@bp.get("/projects/<slug>/statistics/file")
def download(slug: str) -> Response:
    """Hand the counts out, as a table or as they are."""
    kind = request.args.get("format", "csv")
    if kind not in TYPES:
        raise Malformed("bad_parameter", "format is csv or json.")
    with reading() as opened:
        project = enter(opened, slug, Act.CORPUS_EXPORT)
        found = statistics.measure(opened, actor(), project)
    body = _table(found) if kind == "csv" else msgspec.json.encode(found)
    response = Response(body, mimetype=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-statistics.{kind}"'
    return response


@dataclass(frozen=True)
class Curve:
    """One line of progress, in a box of 100 by 40: how much was done by the end of each day."""

    name: str
    points: str
    first: str
    last: str
    total: int

    @classmethod
    def of(cls, name: str, points: list[dict[str, Any]]) -> Curve:
        """Return the curve through the points; it begins with nothing, on the first day."""
        start, top = date.fromisoformat(points[0]["day"]), points[-1]["count"]
        days = max(1, (date.fromisoformat(points[-1]["day"]) - start).days)
        places = [f"0,{40}"]
        for point in points:
            at = 100 * (date.fromisoformat(point["day"]) - start).days / days if len(points) > 1 else 100
            places.append(f"{at:.1f},{40 - 38 * point['count'] / top:.1f}")
        return cls(name, " ".join(places), points[0]["day"], points[-1]["day"], top)


def _table(found: dict[str, Any]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEAD)
    for row in statistics.rows(found):
        writer.writerow([_plain(cell) for cell in row])
    return file.getvalue().encode()


def _plain(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else "" if cell is None else cell


def _frames(scheme: dict[str, Any]) -> list[str]:
    return [term["id"] for term in scheme.get("vocabularies", {}).get("frame_dimension", [])]


def _words(scheme: dict[str, Any]) -> dict[str, str]:
    """Return the label of every term."""
    terms = (term for terms in scheme.get("vocabularies", {}).values() for term in terms)
    return {term["id"]: said(term.get("label")) or term["id"] for term in terms}
