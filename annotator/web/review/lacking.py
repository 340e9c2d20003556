"""What the gold of an article still lacks, and at which case it can be said."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.models import Article, Project
from annotator.queries import cases, layers
from annotator.services.review import gold


@dataclass(frozen=True)
class Hole:
    """One thing missing: the gold annotation, its words, what is missing, and the case it came from."""

    annotation: str
    quote: str
    detail: str
    case: str | None


def holes(opened: Session, project: Project, article: Article) -> list[Hole]:
    """Return all that the gold lacks, in the order of the scheme's checks."""
    layer = gold.find(opened, article)
    if layer is None:
        return []
    came_from = {
        uuid: decision.body["case"]
        for decision in cases.decisions(opened, article)
        for uuid in decision.body["result"]
    }
    quotes = {
        row.uuid: " … ".join(segment["exact"] for segment in row.anchor["segments"])
        for row in layers.annotations_in(opened, layer)
    }
    found = []
    for problem in gold.holes(opened, project, article, layer):
        uuid = (problem.pointer or "").split("/")[2:3]
        key = uuid[0] if uuid else ""
        found.append(Hole(key, quotes.get(key, ""), problem.detail, came_from.get(key)))
    return found
