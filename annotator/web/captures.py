"""What a source was seen as: uploaded or fetched by the page, given back as bytes to keep."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, captures, reading, settings, spend, writing
from annotator.edge.attachments import plain_attachment
from annotator.edge.status import status_of
from annotator.errors import AnnotatorError, Invalid
from annotator.permissions import Act
from annotator.services.evidence import capturing
from annotator.text.extracting.evidence import Evidence, read_evidence
from annotator.web.answers import done
from annotator.web.doors import enter
from annotator.web.forms.sources import CaptureForm
from annotator.web.sources import page_of

bp = Blueprint("capture_pages", __name__)


@bp.post("/projects/<slug>/sources/<source_id>/capture")
def attach(slug: str, source_id: str) -> Response | Answer:
    """Keep what was uploaded, or fetch what stands at the address of the source."""
    with reading() as opened:
        project = enter(opened, slug, Act.SOURCE_WRITE)
        url = capturing.require_attach(opened, actor(), project, source_id).body.get("url")
    spend("import")
    form = CaptureForm(CombinedMultiDict([request.files, request.form]))
    try:
        evidence, final_url = _evidence(form, url)
        with writing() as opened:
            project = enter(opened, slug, Act.SOURCE_WRITE)
            capturing.attach(opened, actor(), project, source_id, captures(), evidence, final_url=final_url)
    except AnnotatorError as error:
        form.file.errors = [error.detail]
        choices = error.extra.get("choices")
        return page_of(slug, source_id, status_of(error), capture_form=form, choices=choices)
    return done(f"/projects/{slug}/sources/{source_id}", "The capture is kept. Quotations are looked for in it.")


@bp.get("/projects/<slug>/sources/<source_id>/capture/file")
def give_capture(slug: str, source_id: str) -> Response:
    """Give the captured bytes, as a plain text attachment whatever they are."""
    with reading() as opened:
        source = capturing.find(opened, actor(), enter(opened, slug), source_id)
    return plain_attachment(capturing.data_of(source, captures()), "capture")


def _evidence(form: CaptureForm, url: str | None) -> tuple[Evidence, str | None]:
    if request.form.get("how") == "fetch":
        return capturing.fetched(url, allow_fetch=settings().allow_fetch)
    file = request.files.get("file")  # the form would take words in place of a file
    if file is None or not file.filename:
        raise Invalid("missing_field", "Choose the file that holds what you saw.", pointer="/file")
    return read_evidence(file.stream.read(), said=file.mimetype), form.final_url.data or url
