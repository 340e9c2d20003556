"""Soft labels: each sentence and tag with who marked it and who did not, in the shape of LeWiDi."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exports.options import Losses, Writing
from exports.views.lines import line, lose_marks, sentences_of, touches

Json = dict[str, Any]
GOLD = "gold"


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a line for each sentence and tag of articles that somebody handed in; shares are counts."""
    for record in records:
        lose_marks(record, losses)
        readings = [one for one in record["layers"] if one["layer"] != GOLD and one["state"] != "open"]
        gold = next((one for one in record["layers"] if one["layer"] == GOLD), None)
        losses.add("layers that are still open", sum(_is_open(one) for one in record["layers"]))
        losses.add("articles that nobody handed in", not readings)
        if readings:
            yield from _items(record, readings, gold, how)


def _is_open(layer: Json) -> bool:
    return bool(layer["layer"] != GOLD and layer["state"] == "open")


def _items(record: Json, readings: list[Json], gold: Json | None, how: Writing) -> Iterator[bytes]:
    names = [layer["layer"] for layer in readings]
    for start, end in sentences_of(record, how):
        for tag in how.scheme["tags"]:
            votes = [_marked(layer, tag, start, end) for layer in readings]
            yield line(
                {
                    "id": f"{record['id']}:{start}-{end}:{tag}",
                    "text": record["text"][start:end],
                    "task": tag,
                    "lang": record["language"],
                    "split": None,
                    "number_of_annotators": len(names),
                    "annotators": names,
                    "annotations": votes,
                    "soft_label": {"0": votes.count(0), "1": votes.count(1)},
                    "hard_label": None if gold is None else _marked(gold, tag, start, end),
                }
            )


def _marked(layer: Json, tag: str, start: int, end: int) -> int:
    return int(any(one["tag"] == tag and touches(one, start, end) for one in layer["annotations"]))
