"""Figures for pages and API: computed while reading, and what took long kept afterwards."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from annotator.edge.asking import BRIEFLY, actor, reading, writing
from annotator.errors import Busy, StorageFull
from annotator.queries import computed, projects
from annotator.services.agreement.choice import Asked
from annotator.services.agreement.measuring import measure

SECONDS = 10.0
"""So long an answer may align articles; what is left then is said, and done at the next question."""


def measured(slug: str, asked: Asked) -> dict[str, Any]:
    """Return the figures of a project."""
    with reading() as session:
        found = measure(session, actor(), projects.find(session, actor(), slug), asked, seconds=SECONDS)
    if found.fresh:
        with suppress(Busy, StorageFull), writing(BRIEFLY) as session:  # else the next computes it again
            computed.keep(session, found.fresh)
    return found.record
