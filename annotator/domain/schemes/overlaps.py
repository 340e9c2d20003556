"""Annotations of one tag that share characters, where a scheme says that they may not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.domain.schemes.parts import Tag
from annotator.errors import Problem
from exports.shape import pointer
from schemas.sayings import say

Record = Mapping[str, Any]
Stretch = tuple[int, int, str]


def among(tag: Tag, annotations: Iterable[Record]) -> Iterator[tuple[str, Problem]]:
    """Yield the id of each annotation of this tag that shares characters with one before it, and what to do.

    Points and whole articles share none. Where segments are in order, one that overlaps any before it overlaps
    the one that reaches furthest.
    """
    told: set[str] = set()
    before: Stretch = (0, 0, "")
    for stretch in sorted(_stretches(tag, annotations)):
        start, _, uuid = stretch
        if start < before[1] and uuid not in told:
            told.add(uuid)
            yield uuid, _problem(tag, uuid, start, before)
        before = max(before, stretch, key=lambda one: one[1])


def _stretches(tag: Tag, annotations: Iterable[Record]) -> Iterator[Stretch]:
    for annotation in annotations:
        if annotation["tag"] == tag.name:
            for segment in annotation["anchor"]["segments"]:
                if segment["start"] < segment["end"]:
                    yield segment["start"], segment["end"], annotation["id"]


def _problem(tag: Tag, uuid: str, start: int, before: Stretch) -> Problem:
    detail = say(
        "%(tag)s may not overlap another of the layer, and at %(start)s it overlaps %(other)s: change one.",
        tag=tag.words(),
        start=start,
        other=before[2],
    )
    return Problem("overlap_not_allowed", detail, pointer("annotations", uuid, "anchor"))
