"""An article's regions as rows of a form: a paragraph each, with its role, and back to regions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.web.reading import pieces

UNMARKED = ""


@dataclass(frozen=True)
class Paragraph:
    """One block of the text: where it stands, its role, and whether a region begins with it."""

    start: int
    end: int
    text: str
    role: str
    begins: bool


def paragraphs(text: str, regions: Sequence[Mapping[str, Any]]) -> list[Paragraph]:
    """Return the blocks of the text, each with the role of the region it lies in."""
    found: list[Paragraph] = []
    starts = [region["start"] for region in regions]
    before: Mapping[str, Any] | None = None
    for piece in pieces(text, regions):
        if piece.is_space:
            continue
        at = bisect_right(starts, piece.start) - 1
        region = regions[at] if at >= 0 and piece.start < regions[at]["end"] else None
        role = region["role"] if region else UNMARKED
        begins = region is not None and region is not before
        found.append(Paragraph(piece.start, piece.end, piece.text, role, begins))
        before = region
    return found


def regions_of(rows: Sequence[Paragraph]) -> list[dict[str, Any]]:
    """Return the regions that the rows say: neighbours of a role are one, unless a new one begins."""
    regions: list[dict[str, Any]] = []
    joins = False
    for row in rows:
        if row.role == UNMARKED:
            joins = False
            continue
        if joins and not row.begins and regions[-1]["role"] == row.role:
            regions[-1]["end"] = row.end
        else:
            regions.append({"role": row.role, "start": row.start, "end": row.end})
        joins = True
    return regions
