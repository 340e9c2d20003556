"""Figures in words: the sentence that a page begins with, names of figures, reasons of what is undefined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup, escape

from annotator.domain.agreement.reasons import WORDS
from annotator.web.frame import counted
from annotator.web.languages import rendered

Record = dict[str, Any]
Link = Callable[[str, str], str]
"""Makes words lead to what is behind a figure of a tag, or of all."""

FIGURES = {
    "alpha": _("Character α"),
    "iou_weighted": _("F1 by IoU"),
    "exact": _("Exact F1"),
    "relaxed": _("Overlap F1"),
    "char": _("Character F1"),
}
"""What each figure of a tag is called."""

FEWEST = 10


def lead(found: Record, labels: Mapping[str, str], link: Link = lambda _tag, words: words) -> Markup:
    """Return what the figures say in one or two sentences, each figure as the link to what is behind it."""
    known = {tag: one["alpha"] for tag, one in found["tags"].items() if one["alpha"] is not None}
    people, articles = len(_people(found)), found["articles"]
    if not articles:
        return escape(gettext("No article has been finished by two people yet, so there is nothing to compare."))
    ground = _said(
        gettext("On %(articles)s that two or more of %(people)s finished"),
        articles=link("", counted(articles, "%(num)s article", "%(num)s articles")),
        people=counted(people, "%(num)s annotator", "%(num)s annotators"),
    )
    if not known:
        return _said(gettext("%(ground)s, nothing was marked that could be compared."), ground=ground)
    sentences = [_ranked(ground, known, labels, link)]
    if articles < FEWEST:
        few = gettext("Under %(number)s articles, intervals are uncertain themselves.", number=FEWEST)
        sentences.append(escape(few))
    return Markup(" ").join(sentences)


def _ranked(ground: Markup, known: Mapping[str, float], labels: Mapping[str, str], link: Link) -> Markup:
    best, worst = max(known, key=lambda tag: known[tag]), min(known, key=lambda tag: known[tag])
    most = {"ground": ground, "best": labels[best], "most": link(best, number(known[best]))}
    if best == worst:
        return _said(gettext("%(ground)s, agreement is best on “%(best)s” (α %(most)s)."), **most)
    least = {"worst": labels[worst], "least": link(worst, number(known[worst]))}
    words = gettext(
        "%(ground)s, agreement is best on “%(best)s” (α %(most)s) and least on “%(worst)s” (α %(least)s)."
    )
    return _said(words, **most, **least)


def _said(words: str, **parts: str) -> Markup:
    """Put the parts into the words; what is no markup is escaped."""
    return escape(words) % parts


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
