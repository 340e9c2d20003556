"""Documents of spaCy as records: entities, and every group of spans, as layers."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from exports.archives import HIGHEST_RATIO, LARGEST, SMALL, ArchiveError
from exports.document import Document, Layer, Mark
from exports.fitting import to_record
from exports.options import Reading
from exports.spacydocs.writer import KEY
from exports.strict import StrictError

Json = dict[str, Any]


def read(stream: BinaryIO, how: Reading) -> Iterator[tuple[int, Json | StrictError]]:
    """Yield the number and the record of each document; raise `StrictError` for what is no DocBin."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    data = stream.read()
    _require_small(data)
    try:
        for number, doc in enumerate(DocBin().from_bytes(data).get_docs(Vocab()), 1):
            yield number, to_record(_document(doc, how), how)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, OverflowError) as error:
        if isinstance(error, StrictError):
            raise
        raise StrictError(
            "bad_spacy", "This is no DocBin that can be read: it is damaged or cut short."
        ) from error


def _require_small(data: bytes) -> None:
    """Raise for what is not packed as a DocBin is, or unpacks to too much."""
    unpacker = zlib.decompressobj()
    try:
        size = len(unpacker.decompress(data, LARGEST + 1))
    except zlib.error as error:
        raise StrictError("bad_spacy", "This is no DocBin: it is not packed as one.") from error
    if size > LARGEST:
        raise ArchiveError("archive_size", f"The DocBin holds more than {LARGEST // 2**20} MB.", limit=LARGEST)
    if size > SMALL and size > len(data) * HIGHEST_RATIO:
        raise ArchiveError("archive_ratio", f"The DocBin is packed more than {HIGHEST_RATIO} times.")


def _document(doc: Any, how: Reading) -> Document:
    about = _about(doc)
    ours = about.pop("layers", None)
    document = Document(doc.text, metadata=about, settled=True)
    named = [(name, doc.spans.get(name, [])) for name in ours] if ours is not None else None
    groups = named if named is not None else [*_entities(doc), *doc.spans.items()]
    for name, spans in groups:
        marks = [
            Mark(f"{name}-{number}", span.label_, [(span.start_char, span.end_char, None)])
            for number, span in enumerate(spans, 1)
        ]
        document.layers.append(Layer(name, marks))
    how.report.add("categories of texts", len(doc.cats))
    return document


def _entities(doc: Any) -> list[tuple[str, Any]]:
    return [("ents", doc.ents)] if doc.ents else []


def _about(doc: Any) -> Json:
    """Return what is known of the article, which only documents of ours say."""
    known = doc.user_data.get(KEY) if isinstance(doc.user_data, dict) else None
    about: Json = json.loads(known) if isinstance(known, str) else {}
    return about
