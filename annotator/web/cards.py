"""The list of annotations beside the text as the page sends it: what each closed card says, in bundles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask_babel import gettext

from annotator.web.languages import said

Record = Mapping[str, Any]

BUNDLE = 40
"""So many neighbours a browser lays out together; far from the view it lays out none of them."""
LONGEST = 180
ONE_LINE = 50
_SPACE = re.compile(r"\s+")


class Card(NamedTuple):
    """One closed card; `says` is the annotation in a line or two, `short` if one does. Offsets in code points."""

    id: str
    tag: str
    label: str
    colour: str
    start: int | None
    end: int | None
    says: str
    short: bool
    sources: int


def bundles(annotations: Iterable[Record], scheme: Record) -> list[list[Card]]:
    """Return the cards in the order of the text, so many together."""
    labels = {tag: said(rule["label"]) for tag, rule in scheme["tags"].items()}
    cards = [_card(annotation, scheme, labels) for annotation in sorted(annotations, key=_place)]
    return [cards[at : at + BUNDLE] for at in range(0, len(cards), BUNDLE)]


def says(annotation: Record, scheme: Record) -> str:
    """Return what a closed card says; model/summary.js says the same."""
    attributes = annotation["attributes"]
    given = attributes.get("normalized") or attributes.get("missing_text") or _kinds(annotation, scheme)
    return given or _where(annotation["anchor"])


def _card(annotation: Record, scheme: Record, labels: Mapping[str, str]) -> Card:
    tag, segments = annotation["tag"], annotation["anchor"]["segments"]
    rule, words = scheme["tags"].get(tag, {}), says(annotation, scheme)
    return Card(
        id=annotation["id"],
        tag=tag,
        label=labels.get(tag, tag),
        colour=rule.get("colour", tag),
        start=segments[0]["start"] if segments else None,
        end=segments[-1]["end"] if segments else None,
        says=words,
        short=len(words) < ONE_LINE,
        sources=len(annotation["sources"]),
    )


def _place(annotation: Record) -> tuple[int, int, str]:
    """Order by start, the longer first; what stands on the whole article leads."""
    segments = annotation["anchor"]["segments"]
    if not segments:
        return -1, 1, annotation["id"]
    return segments[0]["start"], -segments[-1]["end"], annotation["id"]


def _kinds(annotation: Record, scheme: Record) -> str:
    if annotation["tag"] != "framing":
        return ""
    attributes = annotation["attributes"]
    if found := attributes.get("technique"):
        return ", ".join(_term(scheme, "technique", term) for term in found)
    form = attributes.get("bias_form")
    return gettext("%(form)s bias", form=_term(scheme, "bias_form", form)) if form else ""


def _term(scheme: Record, vocabulary: str, term: str) -> str:
    terms = scheme["vocabularies"].get(vocabulary, ())
    return next((said(one["label"]) for one in terms if one["id"] == term), term)


def _where(anchor: Record) -> str:
    if anchor["kind"] == "article":
        return str(gettext("The whole article"))
    if anchor["kind"] == "point":
        return str(gettext("At this point"))
    return f"“{_shortened(' … '.join(segment['exact'] for segment in anchor['segments']))}”"


def _shortened(text: str) -> str:
    text = _SPACE.sub(" ", text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
