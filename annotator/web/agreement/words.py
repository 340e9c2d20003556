"""Figures in words: the sentence that a page begins with, names of figures, reasons of what is undefined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.domain.agreement.reasons import WORDS

Record = dict[str, Any]

FIGURES = {
    "alpha": "Character α",
    "iou_weighted": "F1 by IoU",
    "exact": "Exact F1",
    "relaxed": "Overlap F1",
    "char": "Character F1",
}
"""What each figure of a tag is called."""

FEWEST = 10


def lead(found: Record, labels: Mapping[str, str]) -> str:
    """Return what the figures say in one or two sentences."""
    known = {tag: one["alpha"] for tag, one in found["tags"].items() if one["alpha"] is not None}
    people, articles = len(_people(found)), found["articles"]
    if not articles:
        return "No article has been finished by two people yet, so there is nothing to compare."
    ground = f"On {_counted(articles, 'article')} that two or more of {_counted(people, 'annotator')} finished"
    if not known:
        return f"{ground}, nothing was marked that could be compared."
    best, worst = max(known, key=lambda tag: known[tag]), min(known, key=lambda tag: known[tag])
    says = f"{ground}, {labels[best].lower()}s are agreed on best (α {number(known[best])})"
    says += f" and {labels[worst].lower()}s least (α {number(known[worst])})." if best != worst else "."
    if articles < FEWEST:
        says += f" Under {FEWEST} articles, intervals are uncertain themselves."
    return says


def number(value: float | None, digits: int = 2) -> str:
    """Write a figure as the field does: `.67`, `1.00`, `−.05`."""
    if value is None:
        return "–"
    text = f"{abs(value):.{digits}f}"
    sign = "−" if round(value, digits) < 0 else ""
    return sign + (text[1:] if text.startswith("0.") else text)


def why(reasons: Mapping[str, str], name: str) -> str:
    """Return why a figure is undefined."""
    return WORDS.get(reasons.get(name, ""), "It is not defined here.")


def _people(found: Record) -> set[str]:
    return {name for pair in found["pairwise"] for name in (pair["one"], pair["other"])}


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
