"""Rows of finished layers as the arrays that agreement is counted from; boilerplate is no part of the text.

Nobody can annotate boilerplate, so only the lengths tell of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.marks import Marks, Row, arrange
from annotator.domain.agreement.trimming import trimmed
from annotator.domain.anchors import Anchor
from annotator.domain.cases.readings import Link, Reading
from annotator.domain.regions import boilerplate
from annotator.domain.segments import Segment
from annotator.models import Project
from annotator.queries import finished
from annotator.records.readings import joined, same_things

ACCEPTED = "suggestion_accepted"

Segments = tuple[Segment, ...]


@dataclass
class Finished:
    """The articles with empty layers, their guideline versions, and what was marked, by article.

    A mark is slot, tag, segments and whether it was a suggestion taken as it was.
    """

    articles: list[Article] = field(default_factory=list)
    guidelines: dict[tuple[str, str], int | None] = field(default_factory=dict)
    marks: list[tuple[int, int, str, Segments, bool]] = field(default_factory=list)

    @property
    def suggested(self) -> int:
        """Return how many marks were suggestions taken as they were."""
        return sum(mark[4] for mark in self.marks)

    def as_arrays(self, tags: Sequence[str], *, suggested: bool = True) -> Marks:
        """Return the marks with these tags, with or without accepted suggestions."""
        numbers = {tag: number for number, tag in enumerate(tags)}
        rows: list[Row] = []
        several: dict[int, Segments] = {}
        for article, slot, tag, segments, accepted in self.marks:
            if tag in numbers and (suggested or not accepted):
                if len(segments) > 1:
                    several[len(rows)] = segments
                start, end = (segments[0].start, segments[-1].end) if segments else (-1, -1)
                rows.append((article, slot, numbers[tag], start, end))
        return arrange(self.articles, tags, rows, several)


def read(
    session: Session, project: Project, ids: Collection[str] | None = None, *, trim: bool = False
) -> Finished:
    """Return what is finished in the project, or in these of its articles; `trim` takes what ends in no word."""
    found = Finished()
    numbers: dict[int, int] = {}
    for number, row in enumerate(finished.articles_of(session, project, ids)):
        numbers[row.id] = number
        length = row.length - sum(segment.length for segment in boilerplate(row.regions))
        found.articles.append(Article(row.public_id, length, {}))
    slots = _slots(found, finished.layers_of(session, project, ids), numbers)
    for row in finished.marks_of(session, project, None if ids is None else numbers):
        layer, tag, start, end, origin, several = tuple(row)
        if layer in slots:
            place = () if start is None else (Segment(start, end),)
            segments = Anchor.of(several).segments if several else place
            found.marks.append((*slots[layer], tag, segments, origin == ACCEPTED))
    if trim:
        _trim(session, project, found)
    return found


def _trim(session: Session, project: Project, found: Finished) -> None:
    """Take white space and punctuation from the ends of every mark."""
    used = {found.articles[mark[0]].id for mark in found.marks}
    texts = {row.public_id: row.text for row in finished.texts_of(session, project, used)}
    found.marks = [
        (article, slot, tag, trimmed(segments, texts[found.articles[article].id]), accepted)
        for article, slot, tag, segments, accepted in found.marks
    ]


def _slots(found: Finished, rows: Iterable[Any], numbers: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Give every layer its place among those of its article."""
    slots: dict[int, tuple[int, int]] = {}
    for key, article_id, name, guideline in rows:
        article = found.articles[numbers[article_id]]
        slots[key] = numbers[article_id], len(article.layers)
        article.layers[name] = []  # type: ignore[index]
        found.guidelines[article.id, name] = guideline
    return slots


@dataclass(frozen=True)
class Read:
    """One article read closely: its annotations by layer, their links, and lines that tell its state."""

    article: Article
    links: list[Link]
    state: list[str]


def closely(session: Session, project: Project, ids: Collection[str]) -> dict[str, Read]:
    """Return annotations with all that they say, entities and sources by the names they are compared by."""
    found: dict[str, Read] = {}
    names = {row.id: row.public_id for row in finished.articles_of(session, project, ids)}
    for layer in finished.layers_of(session, project, ids):
        public_id = names[layer.article_id]
        read = found.setdefault(public_id, Read(Article(public_id, 0, {}), [], []))
        read.article.layers[layer.name] = []  # type: ignore[index]
        read.state.append(layer.name)
    same = same_things(session, project)
    for row in finished.readings_of(session, project, ids):
        read = found[row.public_id]
        read.article.layers[row.name].append(_reading(row, same))  # type: ignore[attr-defined]
        read.state.append(f"{row.name} {row.uuid} {row.version}")
    for row in finished.links_of(session, project, ids):
        found[row.public_id].links.append(Link(row.uuid, row.name, row.type, row.from_uuid, row.to_uuid))
    return found


def _reading(row: Any, same: dict[str, str]) -> Reading:
    return Reading(
        row.uuid,
        row.name,
        row.tag,
        row.anchor["kind"],
        Anchor.of(row.anchor).segments,
        {name: joined(value, same) for name, value in row.attributes.items()},
        [{**link, "source": same.get(link["source"], link["source"])} for link in row.sources],
    )
