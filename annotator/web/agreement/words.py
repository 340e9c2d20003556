"""Figures in words: the sentence that a page begins with, names of figures, reasons of what is undefined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from annotator.domain.agreement.reasons import WORDS
from annotator.web.frame import counted
from annotator.web.languages import rendered

Record = dict[str, Any]

FIGURES = {
    "alpha": _("Character α"),
    "iou_weighted": _("F1 by IoU"),
    "exact": _("Exact F1"),
    "relaxed": _("Overlap F1"),
    "char": _("Character F1"),
}
"""What each figure of a tag is called."""

FEWEST = 10


def lead(found: Record, labels: Mapping[str, str]) -> str:
    """Return what the figures say in one or two sentences."""
    known = {tag: one["alpha"] for tag, one in found["tags"].items() if one["alpha"] is not None}
    people, articles = len(_people(found)), found["articles"]
    if not articles:
        return str(gettext("No article has been finished by two people yet, so there is nothing to compare."))
    ground = gettext(
        "On %(articles)s that two or more of %(people)s finished",
        articles=counted(articles, "%(num)s article", "%(num)s articles"),
        people=counted(people, "%(num)s annotator", "%(num)s annotators"),
    )
    if not known:
        return str(gettext("%(ground)s, nothing was marked that could be compared.", ground=ground))
    sentences = [_ranked(ground, known, labels)]
    if articles < FEWEST:
        few = gettext("Under %(number)s articles, intervals are uncertain themselves.", number=FEWEST)
        sentences.append(few)
    return " ".join(sentences)


def _ranked(ground: str, known: Mapping[str, float], labels: Mapping[str, str]) -> str:
    best, worst = max(known, key=lambda tag: known[tag]), min(known, key=lambda tag: known[tag])
    most = {"ground": ground, "best": labels[best], "most": number(known[best])}
    if best == worst:
        return str(gettext("%(ground)s, agreement is best on “%(best)s” (α %(most)s).", **most))
    least = {"worst": labels[worst], "least": number(known[worst])}
    return str(
        gettext(
            "%(ground)s, agreement is best on “%(best)s” (α %(most)s) and least on “%(worst)s” (α %(least)s).",
            **most,
            **least,
        )
    )


def number(value: float | None, digits: int = 2) -> str:
    """Write a figure as the field does: `.67`, `1.00`, `−.05`."""
    if value is None:
        return "–"
    text = f"{abs(value):.{digits}f}"
    sign = "−" if round(value, digits) < 0 else ""
    return sign + (text[1:] if text.startswith("0.") else text)


def why(reasons: Mapping[str, str], name: str) -> str:
    """Return why a figure is undefined."""
    known = WORDS.get(reasons.get(name, ""))
    return rendered(known) if known else str(gettext("It is not defined here."))


def _people(found: Record) -> set[str]:
    return {name for pair in found["pairwise"] for name in (pair["one"], pair["other"])}
