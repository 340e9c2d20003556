"""Captures of sources: the bytes that were seen, and whether a quotation stands in them."""

from __future__ import annotations

from flask import Blueprint, Response, request

from annotator.api.answers import if_match, json, uuid_of, versioned
from annotator.api.body import read_object, require_keys
from annotator.api.parameters import bad, takes
from annotator.domain.quotes import Search
from annotator.edge.asking import actor, captures, reading, settings, spend, writing
from annotator.edge.attachments import plain_attachment
from annotator.errors import WrongType
from annotator.queries import projects
from annotator.services.evidence import capturing
from annotator.text.extracting.evidence import Evidence, read_evidence

bp = Blueprint("captures", __name__)
JSON = "application/json"
TYPES = ("text/html", "text/plain", "application/pdf", "application/xhtml+xml", "application/octet-stream", JSON)


@bp.put("/projects/<slug>/sources/<uuid>/capture")
@takes("final_url")
def put_capture(slug: str, uuid: str) -> Response:
    """Keep the bytes that are sent, or that are fetched from the address of the source."""
    key, version = uuid_of(uuid), if_match()
    with reading() as session:
        project = projects.find(session, actor(), slug)
        source = capturing.require_attach(session, actor(), project, key)
    if request.mimetype not in TYPES:
        raise WrongType("type_mismatch", f"Send {', '.join(TYPES)}, not {request.mimetype[:60] or 'nothing'!r}.")
    spend("import")
    evidence, final_url = _evidence(source.body.get("url"))
    with writing() as session:
        project = projects.find(session, actor(), slug)
        before = capturing.find(session, actor(), project, key).version
        source = capturing.attach(
            session, actor(), project, key, captures(), evidence, final_url=final_url, if_match=version
        )
    return versioned({**source.body, "version": source.version}, source.version, created=source.version != before)


@bp.get("/projects/<slug>/sources/<uuid>/capture")
def show_capture(slug: str, uuid: str) -> Response:
    """Give the captured bytes, as a plain text attachment whatever they are."""
    key = uuid_of(uuid)
    with reading() as session:
        project = projects.find(session, actor(), slug)
        source = capturing.find(session, actor(), project, key)
    return plain_attachment(capturing.data_of(source, captures()), "capture")


@bp.get("/projects/<slug>/sources/<uuid>/quote-check")
@takes("quote")
def check_quote(slug: str, uuid: str) -> Response:
    """Say how the quotation `quote` stands in the capture: exact, normalised, fuzzy with its score, or absent."""
    key, quote = uuid_of(uuid), request.args.get("quote", "")
    with reading() as session:
        project = projects.find(session, actor(), slug)
        source = capturing.find(session, actor(), project, key)
        if not 0 < len(quote) <= 1000:
            raise bad("quote", "1 to 1000 characters")
        found = capturing.check_quote(session, source, quote, Search())
    return json(found.to_record() if found else {"check": None, "score": None, "passage": None})


def _evidence(url: str | None) -> tuple[Evidence, str | None]:
    if request.mimetype == JSON:
        body = read_object()
        require_keys(body, {"fetch": bool}, needed=("fetch",))
        return capturing.fetched(url, allow_fetch=settings().allow_fetch)
    charset = request.mimetype_params.get("charset")
    said = None if request.mimetype == "application/octet-stream" else request.mimetype
    return read_evidence(request.get_data(), said=said, charset=charset), request.args.get("final_url") or url
