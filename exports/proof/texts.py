"""Texts by their hashes, lines by their digests, quotes at their offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from exports.proof.plain import canonical
from exports.proof.report import Watch, Wrong


class Texts(Watch):
    """The text of every article, the digest of its line, and every quote in it."""

    name = "texts"

    def line(self, record: dict[str, Any]) -> None:
        """Check one article of the corpus; raises Wrong."""
        self.looked_at += 1
        digest = record["history"]["record_sha256"]
        bare = {name: value for name, value in record.items() if name != "history"}
        if hashlib.sha256(canonical(bare)).hexdigest() != digest:
            raise Wrong(f"the article {record['id']} was changed: the SHA-256 of its line is another")
        text = record.get("text")
        if not isinstance(text, str):
            self.note = "the texts are not here; quotes cannot be held against them"
            return
        if hashlib.sha256(text.encode()).hexdigest() != record["text_sha256"]:
            raise Wrong(f"the text of article {record['id']} is not the one that was annotated")
        for layer in record["layers"]:
            for annotation in layer["annotations"]:
                for segment in segments_of(annotation):
                    _hold(segment, text, f"annotation {annotation['id']} of layer {layer['layer']}")


def segments_of(annotation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the segments of the anchor, and of the anchors inside the attributes."""
    yield from annotation["anchor"]["segments"]
    for value in annotation["attributes"].values():
        if isinstance(value, dict) and "segments" in value:
            yield from value["segments"]


def _hold(segment: dict[str, Any], text: str, what: str) -> None:
    start, end = segment["start"], segment["end"]
    if not 0 <= start <= end <= len(text) or text[start:end] != segment["exact"]:
        raise Wrong(f"{what}: the text at {start}–{end} is not the quote {segment['exact'][:40]!r}")
