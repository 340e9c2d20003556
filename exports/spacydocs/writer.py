"""Records as documents of spaCy, whose tokens hold the text to the last character."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from exports import parts
from exports.options import Losses, Writing
from exports.reducing import reduce
from exports.tokens import Span, spans_of, tokens

Json = dict[str, Any]

CARRIED = frozenset({parts.METADATA, parts.LAYERS, parts.OVERLAPS})
METADATA = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")
KEY = "annotator"
"""Under which key of `doc.user_data` what is known of the article stands, as JSON."""


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield one DocBin, which is built in memory."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab, found = Vocab(), DocBin(store_user_data=True)
    for record in records:
        found.add(_doc(reduce(record, CARRIED, losses, how.scheme), vocab, how))
    yield found.to_bytes()


def _doc(record: Json, vocab: Any, how: Writing) -> Any:
    from spacy.tokens import Doc

    text = record["text"]
    marks = spans_of(one for layer in record["layers"] for one in layer["annotations"])
    words, spaces, places = _words(text, tokens(text, record["language"], marks, how))
    doc = Doc(vocab, words=words, spaces=spaces)
    starts = {start: number for number, (start, _) in enumerate(places)}
    ends = {end: number + 1 for number, (_, end) in enumerate(places)}
    for layer in record["layers"]:
        doc.spans[layer["layer"]] = [_span(doc, one, starts, ends) for one in layer["annotations"]]
    about = {name: record[name] for name in METADATA if record[name]}
    layers = [layer["layer"] for layer in record["layers"]]
    doc.user_data[KEY] = json.dumps({"id": record["id"], "layers": layers, **about}, ensure_ascii=False)
    return doc


def _span(doc: Any, annotation: Json, starts: dict[int, int], ends: dict[int, int]) -> Any:
    from spacy.tokens import Span as SpacySpan

    [segment] = annotation["anchor"]["segments"]
    return SpacySpan(doc, starts[segment["start"]], ends[segment["end"]], label=annotation["tag"])


def _words(text: str, found: list[Span]) -> tuple[list[str], list[bool], list[Span]]:
    """Return words that together are the text, whether a space follows each, and where each stands."""
    words: list[str] = []
    spaces: list[bool] = []
    places: list[Span] = []
    at = 0
    for start, end in [*found, (len(text), len(text))]:
        gap = text[at:start]
        if gap.startswith(" ") and words:
            spaces[-1] = True
            at, gap = at + 1, gap[1:]
        for piece in filter(None, (gap, text[start:end])):
            words.append(piece)
            spaces.append(False)
            places.append((at, at + len(piece)))
            at += len(piece)
    return words, spaces, places
