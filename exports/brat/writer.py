"""Records as brat standoff: T for spans, A for attributes, R for relations, # for words with spaces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from exports import parts
from exports.brat.names import BREAK, MARK, PARTED, file_name
from exports.brat.settings import settings
from exports.options import Losses, Writing
from exports.reducing import reduce
from exports.spelling import spell

Json = dict[str, Any]

CARRIED = frozenset(
    {parts.LAYERS, parts.OVERLAPS, parts.DISCONTINUOUS, parts.POINTS, parts.ATTRIBUTES, parts.NOTES}
    | {parts.CONFIDENCE, parts.RELATIONS}
)
_PLAIN = re.compile(r"[^\s\"]+")
_PIECE = re.compile(r"[^\n]*[^\n\s][^\n]*")


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file; the settings of brat come first and say how to read them."""
    yield "annotation.conf", settings(how.scheme).encode()
    for record in records:
        left = reduce(record, CARRIED, losses, how.scheme)
        for layer in left["layers"] or [{"layer": None, "annotations": [], "relations": []}]:
            place = f"{file_name(layer['layer'])}/{file_name(left['id'])}"
            yield f"{place}.txt", left["text"].encode()
            yield f"{place}.ann", "".join(_Lines(left, layer).lines()).encode()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


class _Lines:
    """The lines of one .ann file."""

    def __init__(self, record: Json, layer: Json) -> None:
        self._text, self._layer = record["text"], layer
        self._names = {one["id"]: one["name"] for one in record["entities"]}
        self._counts = {"A": 0, "#": 0}

    def lines(self) -> Iterator[str]:
        numbers = {one["id"]: f"T{n}" for n, one in enumerate(self._layer["annotations"], 1)}
        for one in self._layer["annotations"]:
            yield from self._annotation(one, numbers[one["id"]])
        for n, one in enumerate(self._layer["relations"], 1):
            yield f"R{n}\t{one['type']} Arg1:{numbers[one['from']]} Arg2:{numbers[one['to']]}\n"

    def _annotation(self, annotation: Json, number: str) -> Iterator[str]:
        pieces, gaps = self._pieces(annotation["anchor"]["segments"])
        places = ";".join(f"{start} {end}" for start, end in pieces)
        quote = " ".join(self._text[start:end] for start, end in pieces)
        yield f"{number}\t{annotation['tag']} {places}\t{quote}\n"
        if gaps:
            yield self._words(PARTED, " ".join(map(str, gaps)), number)
        for name, value in annotation["attributes"].items():
            yield self._attribute(name, spell(value, self._names), number)
        if annotation["confidence"] is not None:
            yield self._attribute("confidence", str(annotation["confidence"]), number)
        if annotation["note"] is not None:
            yield self._words("AnnotatorNotes", annotation["note"], number)

    def _pieces(self, segments: list[Json]) -> tuple[list[tuple[int, int]], list[int]]:
        """Return the stretches between line ends, for a quote in brat holds none, and those that begin after a gap
        of white space alone: without a word on it they would be taken for one with the stretch before."""
        pieces: list[tuple[int, int]] = []
        gaps = []
        for segment in segments:
            start, end = segment["start"], segment["end"]
            if pieces and BREAK.fullmatch(self._text[pieces[-1][1] : start]):
                gaps.append(len(pieces))
            cuts = [trimmed(self._text, *match.span()) for match in _PIECE.finditer(self._text, start, end)]
            pieces += cuts or [(start, end)]
        return pieces, gaps

    def _attribute(self, name: str, word: str | list[str], number: str) -> str:
        if isinstance(word, list) and len(word) == 1 and _PLAIN.fullmatch(word[0]):
            word = word[0]
        if isinstance(word, str) and _PLAIN.fullmatch(word):
            self._counts["A"] += 1
            return f"A{self._counts['A']}\t{name} {number}{'' if word == 'true' else ' ' + word}\n"
        return self._words(name, word, number)

    def _words(self, name: str, word: str | list[str], number: str) -> str:
        self._counts["#"] += 1
        if isinstance(word, list) or re.search(r"[\n\r\t]", word):
            name, word = f"{name}{MARK}", json.dumps(word, ensure_ascii=False)
        return f"#{self._counts['#']}\t{name} {number}\t{word}\n"
