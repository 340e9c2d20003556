"""BIO tokens: each sentence as tokens, with a list of labels for each tag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exports import parts
from exports.conll.columns import Column
from exports.options import Losses, Writing
from exports.reducing import reduce
from exports.tokens import sentences, spans_of, tokens
from exports.views.lines import in_boilerplate, line

Json = dict[str, Any]


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a line for each sentence of each layer; of spans of one tag that overlap the first is labelled."""
    for record in records:
        left = reduce(record, {parts.LAYERS, parts.OVERLAPS}, losses, how.scheme)
        for layer in left["layers"]:
            yield from _layer(record, layer, losses, how)


def _layer(record: Json, layer: Json, losses: Losses, how: Writing) -> Iterator[bytes]:
    text, language, annotations = record["text"], record["language"], layer["annotations"]
    columns = {tag: Column([one for one in annotations if one["tag"] == tag]) for tag in how.scheme["tags"]}
    losses.add("spans that overlap another of their tag", sum(column.overlapping for column in columns.values()))
    every = tokens(text, language, spans_of(annotations), how)
    found = [token for token in every if not in_boilerplate(record, *token)]
    for number, sentence in enumerate(sentences(text, language, found, how), 1):
        about = {"article": record["id"], "language": language, "layer": layer["layer"], "sentence": number}
        words = {
            "tokens": [text[start:end] for start, end in sentence],
            "starts": [start for start, _ in sentence],
        }
        labels = {tag: [columns[tag].label(token, tag).split("|")[0] for token in sentence] for tag in columns}
        yield line({**about, **words, **labels})
