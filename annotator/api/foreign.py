"""Whole corpora in the formats of other programs, through the API."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from annotator.api import body as bodies
from annotator.api.answers import post
from annotator.api.parameters import choice, yes
from annotator.edge.asking import actor, reading, spend, store
from annotator.errors import Invalid
from annotator.jobs.intake import taking_in
from annotator.permissions import Act, require
from annotator.queries import projects, targets
from annotator.services.corpus import foreign, importing

TYPES = (
    "application/octet-stream", "application/zip", "application/json", "application/ld+json",
    "application/x-ndjson", "application/xml", "application/vnd.xmi+xml", "text/csv",
)  # fmt: skip
"""What a corpus may say that it is; a plain form of another site can send none of these."""


def import_corpus(slug: str) -> Response:
    """Store a corpus in the format that the address names; answer with the report and what the reading tells."""
    bodies.require_json(*TYPES)
    name = choice("format", foreign.AUTO, (foreign.AUTO, *foreign.readers()))
    with reading() as session:
        project = projects.find(session, actor(), slug)
        require(actor(), Act.ARTICLE_IMPORT, targets.of_project(project.id))
        scheme = projects.scheme(session, project)
    bodies.require_some()
    spend("import")
    offsets = choice("offsets", "", ("", *foreign.UNITS))
    how = foreign.prepare(scheme, offsets=offsets, mapping=request.args.get("mapping", "").encode())
    source = io.BytesIO(request.get_data())
    found = foreign.choose(source, name)
    given = foreign.articles(found, source, "body", how, scheme)

    def act(session: Session) -> tuple[Any, int]:
        try:
            report = publish(session)
        except importing.ImportRefused as error:
            error.extra["notes"] = how.advice()
            raise
        if not (report.stored or report.refused):
            raise Invalid("empty_file", f"Nothing here is an article of the format {found}. Choose another file.")
        people = {bears: name for name, bears in how.people.items()}
        return {**report.to_record(), "format": found, "notes": how.lines(), "people": people}, 200

    with taking_in(store(), actor(), slug, given, skip_bad=yes("skip_bad")) as publish:
        return post(act)
