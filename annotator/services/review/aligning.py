"""Align the readings of finished layers, article by article; what was aligned before is found again."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.agreement.aligned import Aligned, align_article
from annotator.domain.cases.readings import Reading
from annotator.domain.regions import boilerplate
from annotator.models import Project
from annotator.queries import computed, finished
from annotator.records.finished import Read, closely
from annotator.text.language import sentences
from exports.canonical import digest

ALGORITHM = "align/1"
"""Changes when the same readings would be aligned otherwise."""

BATCH = 100


@dataclass
class Alignments:
    """The articles with their boundaries; what is fresh and worth keeping; which were left for want of time."""

    parts: list[tuple[Aligned, list[int]]] = field(default_factory=list)
    fresh: dict[str, Any] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def align(session: Session, project: Project, ids: Collection[str], *, seconds: float | None = None) -> Alignments:
    """Return the alignments of these articles; with `seconds`, those not begun in that time are left."""
    found = Alignments()
    wanted = sorted(ids)
    end = None if seconds is None else time.monotonic() + seconds
    for at in range(0, len(wanted), BATCH):
        _batch(session, project, wanted[at : at + BATCH], found, end)
    return found


def _batch(session: Session, project: Project, ids: list[str], found: Alignments, end: float | None) -> None:
    reads = {name: read for name, read in closely(session, project, ids).items() if len(read.article.layers) > 1}
    texts = {row.public_id: row for row in finished.texts_of(session, project, list(reads))}
    keys = {name: _key(read, texts[name]) for name, read in reads.items()}
    kept = computed.find(session, keys.values())
    for name, read in reads.items():
        body = kept.get(keys[name])
        if body is None:
            if end is not None and time.monotonic() > end:
                found.left.append(name)
                continue
            body = found.fresh[keys[name]] = _align(read, texts[name])
        rows = list(_in_order(read))
        groups = tuple(tuple(rows[number] for number in group) for group in body["groups"])
        found.parts.append((Aligned(read.article, groups, read.links), body["boundaries"]))


def _key(read: Read, row: Any) -> str:
    return f"{ALGORITHM} {digest([row.text_sha256, row.language, row.regions, read.state])}"


def _align(read: Read, row: Any) -> dict[str, Any]:
    boundaries = _boundaries(row)
    points = any(one.kind == "point" for one in _in_order(read))
    numbers = {(one.layer, one.id): number for number, one in enumerate(_in_order(read))}
    groups = align_article(read.article.layers, boundaries if points else ())
    return {
        "boundaries": boundaries,
        "groups": [[numbers[one.layer, one.id] for one in group] for group in groups],
    }


def _boundaries(row: Any) -> list[int]:
    """Return where sentences of the article begin, and where it ends; what is boilerplate has none."""
    outside = boilerplate(row.regions)
    starts = [start for start, _ in sentences(row.text, row.language)]
    return [at for at in [*starts, len(row.text)] if not any(part.start <= at < part.end for part in outside)]


def _in_order(read: Read) -> Iterator[Reading]:
    return (one for layer in read.article.layers.values() for one in layer)
