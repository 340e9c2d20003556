"""The corpus out: choose a format and layers, then download."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy.orm import Session

from annotator.edge.asking import actor, reading
from annotator.edge.corpora import attachment
from annotator.edge.sights import taken
from annotator.errors import Missing
from annotator.models import Article, Layer, Project
from annotator.permissions import Act, Actor
from annotator.queries import layers
from annotator.services.corpus import exporting
from annotator.web.doors import enter, project_page
from annotator.web.forms.exports import ExportForm
from annotator.web.forms.fields import choices
from annotator.web.languages import rendered
from exports import format as formats
from exports.format import FormatInfo, Losses
from exports.writing import example, example_files

bp = Blueprint("export_pages", __name__)
MOST_NAMED = 50
MOST_SHOWN = 6000
"""So many characters of a file of an example are shown."""


@bp.get("/projects/<slug>/export")
def show_export(slug: str) -> Response:
    """Show what can be exported, and what each format leaves out; of a format asked for, how often."""
    with reading() as opened:
        project = enter(opened, slug, Act.CORPUS_EXPORT)
        form = _form(opened, project)
    form.process(request.args if "format" in request.args else None)
    asked = "format" in request.args and form.validate()
    left_out = _left_out(slug, form.format.data, form.layers.data) if asked else None
    return project_page("export.html", project, form=form, formats=_writers(), left_out=left_out)


@bp.get("/projects/<slug>/export/formats/<format_name>")
def show_format(slug: str, format_name: str) -> Response:
    """Show what a format is, what it leaves out, and its example as it stands in the file."""
    with reading() as opened:
        project = enter(opened, slug, Act.CORPUS_EXPORT)
    info = _with_example(format_name)
    return project_page("format.html", project, info=info, files=[_shown(*file) for file in example_files(info)])


@bp.get("/projects/<slug>/export/examples/<name>")
def download_example(slug: str, name: str) -> Response:
    """Hand out the example file of a format."""
    with reading() as opened:
        enter(opened, slug, Act.CORPUS_EXPORT)
    info = _with_example(name)
    return attachment(info, example(info), Losses(), f"example-{name}")


def _with_example(name: str) -> FormatInfo:
    info = next((info for info in formats.formats() if info.name == name and info.example), None)
    if info is None:
        raise Missing()
    return info


def _shown(name: str, content: bytes) -> dict[str, Any]:
    """Return the file with the beginning of its text; without where it is no text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return {"name": name, "bytes": len(content), "text": None, "cut": False}
    return {"name": name, "bytes": len(content), "text": text[:MOST_SHOWN], "cut": len(text) > MOST_SHOWN}


def _left_out(slug: str, name: str, chosen: str) -> list[str]:
    """Return what an export would leave out, by writing one to nowhere."""
    losses = Losses()
    for _ in _parts(slug, actor(), losses, name, chosen):
        pass
    return losses.lines()


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
    name, chosen, losses = form.format.data, form.layers.data, Losses()
    layer = chosen if chosen in {"gold", "all"} else "layer"
    return attachment(formats.get(name), _parts(slug, who, losses, name, chosen), losses, f"{slug}-{layer}")


def _parts(slug: str, who: Actor, losses: Losses, name: str, chosen: str) -> Iterator[bytes]:
    pages = f"{request.host_url}projects/{slug}/fact-checks"
    with reading() as opened:
        project = enter(opened, slug, Act.CORPUS_EXPORT)
        yield from exporting.write(opened, who, project, losses, name=name, chosen=chosen, pages=pages)


def _form(opened: Session, project: Project) -> ExportForm:
    form = ExportForm()
    ready = [info for info in _writers() if not info.missing]
    form.format.choices = choices(*((info.name, f"{rendered(info.title)} ({info.name})") for info in ready))
    form.layers.choices = choices(
        ("gold", gettext("Gold: what reviewers decided")),
        ("all", gettext("All layers that you may see")),
        *((name, gettext("Only %(name)s", name=name)) for name in _names(opened, project)),
    )
    return form


def _names(opened: Session, project: Project) -> list[str]:
    query = layers.visible_to(actor()).with_only_columns(Layer.name).distinct().order_by(Layer.name)
    query = query.where(Article.project_id == project.id, Layer.kind != "gold")
    return list(opened.scalars(query.limit(MOST_NAMED)))


def _writers() -> list[FormatInfo]:
    found = [info for info in formats.formats() if info.writes]
    return sorted(found, key=lambda info: (not info.lossless, info.name))
