"""Sentence records: each sentence with the tags that touch it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exports.options import Losses, Writing
from exports.views.lines import line, lose_marks, sentences_of, touches

Json = dict[str, Any]


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a line for each sentence of each layer."""
    tags = list(how.scheme["tags"])
    for record in records:
        lose_marks(record, losses)
        found = sentences_of(record, how)
        for layer in record["layers"]:
            for number, (start, end) in enumerate(found, 1):
                labels = {one["tag"] for one in layer["annotations"] if touches(one, start, end)}
                about = {"article": record["id"], "language": record["language"], "layer": layer["layer"]}
                place = {"sentence": number, "start": start, "end": end, "text": record["text"][start:end]}
                yield line({**about, **place, "labels": [tag for tag in tags if tag in labels]})
