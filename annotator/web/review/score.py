"""The layers that were handed in, side by side on one text, as the voices of a score: a row a paragraph."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext
from sqlalchemy.orm import Session

from annotator.domain.cases.verdicts import VERDICT
from annotator.edge.asking import actor, reading
from annotator.models import Annotation, Article, Case, Layer
from annotator.queries import cases, layers, projects, second_looks
from annotator.services.review import reviewing
from annotator.web.answers import page
from annotator.web.reading import Piece, pieces
from annotator.web.review.entering import enter
from annotator.web.review.snippets import shortened

bp = Blueprint("score", __name__)
SHORT = 140


@dataclass(frozen=True)
class Mark:
    """What one reader marked: its tag, its words, and the case in which it is compared."""

    tag: str
    words: str
    case: str | None


@dataclass(frozen=True)
class Row:
    """A paragraph cut where readings begin and end, and what each reader marked in it.

    `parts` are pairs of text and how many readers marked it.
    """

    role: str
    parts: list[tuple[str, int]]
    voices: list[list[Mark]]


@dataclass(frozen=True)
class Voice:
    """One reader: how the page calls them, and all that they marked."""

    name: str
    annotations: Sequence[Annotation]


@bp.get("/articles/<article_id>/review/layers")
def show_layers(article_id: str) -> Response:
    """Show the text once, and beside each paragraph what every reader marked in it."""
    with reading() as opened:
        article, project = enter(opened, article_id)
        queue = cases.of_article(opened, article)
        awaited = second_looks.awaited(opened, actor(), project)
        named = bool(queue) and all(case.state == "decided" and case.id not in awaited for case in queue)
        voices = voices_of(opened, article, named=named)
        scheme = projects.scheme(opened, project).data
        found = rows(article.text, article.regions, voices, _cases(queue))
    return page("layers.html", article=article, project=project, voices=voices, rows=found, scheme=scheme)


def voices_of(opened: Session, article: Article, *, named: bool) -> list[Voice]:
    """Return the readers whose layers are in; numbered in an order that tells nothing until all is decided."""
    there = [layer for layer in reviewing.layers_compared(opened, article) if reviewing.is_finished(layer)]
    if not named:
        there.sort(key=lambda layer: _order(article, layer))
    names = [
        layer.name if named else gettext("Reader %(number)s", number=number)
        for number, layer in enumerate(there, 1)
    ]
    return [Voice(name, layers.annotations_in(opened, layer)) for name, layer in zip(names, there, strict=True)]


def rows(
    text: str, regions: Sequence[Mapping[str, Any]], voices: Sequence[Voice], case_of: Mapping[str, str]
) -> list[Row]:
    """Return a row for the article as a whole where somebody marked that, then one for every paragraph."""
    whole = [[_mark(one, case_of) for one in voice.annotations if one.start is None] for voice in voices]
    found = [Row("article", [], whole)] if any(whole) else []
    shown = [piece for piece in pieces(text, regions) if not piece.is_space]
    ends = [piece.end for piece in shown[:-1]]
    for number, piece in enumerate(shown):
        inside = [[one for one in voice.annotations if _paragraph(one, ends) == number] for voice in voices]
        marks = [[_mark(one, case_of) for one in sorted(some, key=_place)] for some in inside]
        found.append(Row(piece.role, _parts(piece, voices), marks))
    return found


def _paragraph(one: Annotation, ends: Sequence[int]) -> int | None:
    """Return the number of the paragraph in which it begins; a point between two belongs to the one before."""
    return None if one.start is None else bisect_left(ends, one.start)


def _parts(piece: Piece, voices: Sequence[Voice]) -> list[tuple[str, int]]:
    spans = [
        [(s["start"], s["end"]) for one in voice.annotations for s in one.anchor["segments"]] for voice in voices
    ]
    edges = {piece.start, piece.end, *(edge for some in spans for span in some for edge in span)}
    cuts = sorted(edge for edge in edges if piece.start <= edge <= piece.end)
    return [
        (
            piece.text[start - piece.start : end - piece.start],
            sum(any(first <= start and end <= last for first, last in some) for some in spans),
        )
        for start, end in pairwise(cuts)
    ]


def _mark(one: Annotation, case_of: Mapping[str, str]) -> Mark:
    words = " … ".join(segment["exact"] for segment in one.anchor["segments"] if segment["exact"])
    words = words or one.attributes.get("missing_text") or one.attributes.get("normalized") or ""
    return Mark(one.tag, shortened(words, SHORT), case_of.get(one.uuid))


def _place(one: Annotation) -> tuple[int, int, str]:
    return one.start or 0, -(one.end or 0), one.tag


def _cases(queue: Sequence[Case]) -> dict[str, str]:
    return {
        member["id"]: case.public_id
        for case in queue
        if case.primary != VERDICT
        for member in case.members
        if member["id"]
    }


def _order(article: Article, layer: Layer) -> str:
    return hashlib.sha256(f"{article.public_id} {actor().account_id} {layer.id}".encode()).hexdigest()
