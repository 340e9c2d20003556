"""Records as columns of BIO labels, with the text and offsets in comments and columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from exports import parts
from exports.conll.columns import Column
from exports.options import Losses, Writing
from exports.reducing import reduce
from exports.tokens import sentences, spans_of, tokens

Json = dict[str, Any]

CARRIED = frozenset({parts.METADATA, parts.LAYERS, parts.OVERLAPS})
METADATA = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")
_SPACE = re.compile(r"\s")


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a document for each layer of each article; documents of one article follow each other."""
    tags = list(how.scheme["tags"])
    for record in records:
        left = reduce(record, CARRIED, losses, how.scheme)
        for layer in left["layers"] or [None]:
            yield "".join(_document(left, layer, tags, how)).encode()


def _document(record: Json, layer: Json | None, tags: list[str], how: Writing) -> Iterator[str]:
    yield f"# newdoc id = {json.dumps(record['id'])}\n"
    if layer is not None:
        yield f"# layer = {json.dumps(layer['layer'])}\n"
    about = {name: record[name] for name in METADATA if record[name]}
    yield f"# meta = {json.dumps(about)}\n"
    yield f"# text = {json.dumps(record['text'])}\n"
    yield f"# columns = token start end {' '.join(tags)}\n"
    annotations = layer["annotations"] if layer else []
    labels = [Column([one for one in annotations if one["tag"] == tag]) for tag in tags]
    found = tokens(record["text"], record["language"], spans_of(annotations), how)
    for sentence in sentences(record["text"], record["language"], found, how):
        for token in sentence:
            word = _SPACE.sub("␣", record["text"][slice(*token)])
            cells = [column.label(token, tag) for column, tag in zip(labels, tags, strict=True)]
            yield "\t".join([word, str(token[0]), str(token[1]), *cells]) + "\n"
        yield "\n"
