"""The corpus out: choose a format and layers, then download."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, request, stream_with_context
from sqlalchemy.orm import Session

from annotator.edge.asking import actor, reading
from annotator.edge.sights import taken
from annotator.models import Article, Layer, Project
from annotator.permissions import Act
from annotator.queries import layers
from annotator.services import exporting
from annotator.web.doors import enter, project_page
from annotator.web.forms.exports import ExportForm
from annotator.web.forms.fields import choices
from exports import format as formats
from exports.format import FormatInfo, Losses

bp = Blueprint("export_pages", __name__)
MOST_NAMED = 50


@bp.get("/projects/<slug>/export")
def show_export(slug: str) -> Response:
    """Show what can be exported, and what each format leaves out."""
    with reading() as opened:
        project = enter(opened, slug, Act.CORPUS_EXPORT)
        form = _form(opened, project)
    form.process()
    return project_page("export.html", project, form=form, formats=_writers())


@bp.get("/projects/<slug>/export/file")
def download(slug: str) -> Response:
    """Stream the corpus as the form says."""
    who = actor()
    with reading() as opened:
        project = enter(opened, slug, Act.CORPUS_EXPORT)
        form = _form(opened, project)
        form.process(request.args)
        if not form.validate():
            return project_page("export.html", project, 422, form=form, formats=_writers())
        exporting.require_layers(opened, who, project, form.layers.data)
        taken(opened, project, layers=form.layers.data, name=form.format.data)
    name, chosen = form.format.data, form.layers.data

    def lines() -> Iterator[bytes]:
        with reading() as opened:
            project = enter(opened, slug, Act.CORPUS_EXPORT)
            yield from exporting.write(opened, who, project, Losses(), name=name, chosen=chosen)

    response = Response(stream_with_context(lines()), mimetype=_type(name))
    response.headers["Content-Disposition"] = f'attachment; filename="{_file(slug, chosen, name)}"'
    return response


def _form(opened: Session, project: Project) -> ExportForm:
    form = ExportForm()
    form.format.choices = [info.name for info in _writers() if not info.missing]
    form.layers.choices = choices(
        ("gold", "Gold: what reviewers decided"),
        ("all", "All layers that you may see"),
        *((name, f"Only {name}") for name in _names(opened, project)),
    )
    return form


def _names(opened: Session, project: Project) -> list[str]:
    query = layers.visible_to(actor()).with_only_columns(Layer.name).distinct().order_by(Layer.name)
    query = query.where(Article.project_id == project.id, Layer.kind != "gold")
    return list(opened.scalars(query.limit(MOST_NAMED)))


def _writers() -> list[FormatInfo]:
    found = [info for info in formats.formats() if info.writes]
    return sorted(found, key=lambda info: (not info.lossless, info.name))


def _type(name: str) -> str:
    return "application/x-ndjson" if name == "jsonl" else "application/octet-stream"


def _file(slug: str, chosen: str, name: str) -> str:
    suffix = next(iter(formats.get(name).suffixes), f".{name}")
    layer = chosen if chosen in {"gold", "all"} else "layer"
    return f"{slug}-{layer}{suffix}"
