"""Views for training: one small JSON object a line, each loaded with one line of Python; they are only written."""

from __future__ import annotations

from typing import Any

from exports import parts
from exports.format import register
from exports.views import bio, pairs, sentences, softlabels, spans, verdicts

_COMMON: dict[str, Any] = {"suffixes": (".jsonl",), "media_type": "application/x-ndjson"}
_MARKS = {parts.LAYERS, parts.OVERLAPS, parts.DISCONTINUOUS, parts.POINTS}


def _view(name: str, title: str, view: Any, carries: set[str], note: str) -> None:
    lost = set(parts.EVERYTHING) - carries | ({"texts"} if name in {"spans", "pairs", "verdicts"} else set())
    register(name, title=title, writes=view.write, loses=lost, note=note, example=f"{name}.jsonl", **_COMMON)


_view(
    "spans", "View for training: span records", spans, set(parts.EVERYTHING) - spans.LOST,
    "One line for each annotation of each layer, flat: place, words, attributes, sources by address.",
)  # fmt: skip
_view(
    "sentences", "View for training: sentence records", sentences, _MARKS,
    "One line for each sentence and layer, with the tags that touch it.",
)  # fmt: skip
_view(
    "bio", "View for training: BIO tokens", bio, {parts.LAYERS, parts.OVERLAPS},
    "One line for each sentence and layer: tokens, and a list of BIO labels for each tag.",
)  # fmt: skip
_view(
    "pairs", "View for training: claims and their rebuttals", pairs, {parts.LAYERS, parts.RELATIONS},
    "One line for each rebuttal and what it rebuts, in the article or, in words, outside of it.",
)  # fmt: skip
_view(
    "verdicts", "View for training: claim, evidence, verdict", verdicts, {parts.CHECKS, parts.SOURCES},
    "One line for each fact-check with a verdict, its fields named as AVeriTeC names them.",
)  # fmt: skip
_view(
    "softlabels", "View for training: soft labels", softlabels, {parts.LAYERS},
    "One line for each sentence and tag in the shape of LeWiDi: who marked it and who did not, as counts, beside "
    "the gold. Only readings that were handed in count.",
)  # fmt: skip
