"""The lines of standoff files as marks and links: T, A, M, R, E, *, N and #."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from exports.brat.names import BREAK, MARK, PARTED
from exports.document import Link, Mark
from exports.offsets import Segment
from exports.options import Reading
from exports.strict import StrictError

_PLACES = re.compile(r"\d+ \d+(?:;\d+ \d+)*", re.ASCII)
_ROLE = re.compile(r"(.*?)\d*", re.DOTALL)
_WIDTHS: tuple[Callable[[str], int], ...] = (
    len,
    lambda char: 2 if char > "\uffff" else 1,
    lambda char: len(char.encode("utf-8", "surrogatepass")),
)


class Standoff:
    """What the files of one document say; an event stands for its trigger."""

    def __init__(self, text: str, how: Reading) -> None:
        self._text, self._how = text, how
        self._marks: dict[str, Mark] = {}
        self._triggers: dict[str, str] = {}
        self._links: list[tuple[str, str, str, str]] = []
        self._about: list[tuple[str, str, Any]] = []
        self._where: dict[str, Any] = {}
        self.errors: list[StrictError] = []

    def read(self, file: str, content: str) -> None:
        """Take in the lines of a file; those that are none are `errors`: `bad_brat` with file and line."""
        for number, line in enumerate(content.split("\n"), 1):
            line = line.removesuffix("\r")
            if not line.strip():
                continue
            self._where = {"file": file, "line": number}
            try:
                _KINDS.get(line[0], _unknown)(self, *_fields(line))
            except StrictError as error:
                self.errors.append(error)
            except (ValueError, IndexError, TypeError):
                words = f"{line[:80]!r} is no line of standoff."
                self.errors.append(StrictError("bad_brat", words, **self._where))

    def found(self) -> tuple[list[Mark], list[Link]]:
        """Return the marks and links, attributes and notes put where they belong."""
        for name, target, value in self._about:
            mark = self._marks.get(self._mark(target))
            if mark is None:
                self._how.report.add("notes and attributes on relations or on nothing")
            else:
                _tell(mark, name, value)
        for mark in self._marks.values():
            gaps = str(mark.attributes.pop(PARTED, ""))
            mark.segments = _whole(self._text, mark.segments, {int(one) for one in gaps.split()})
        links = []
        for known, label, source, target in self._links:
            one, other = self._mark(source), self._mark(target)
            if one in self._marks and other in self._marks:
                links.append(Link(known, label, one, other))
            else:
                self._how.report.add(f"relations {label!r} with an end that is not there")
        return list(self._marks.values()), links

    def _mark(self, name: str) -> str:
        return self._triggers.get(name, name)

    def span(self, known: str, about: str, quote: str = "") -> None:
        """T: a label on places, and what stands there."""
        label, places = about.split(" ", 1)
        if not _PLACES.fullmatch(places):
            raise ValueError(places)
        pairs = [(int(one), int(end)) for one, _, end in (pair.partition(" ") for pair in places.split(";"))]
        if known in self._marks:
            raise StrictError("bad_brat", f"{known} stands there already.", **self._where)
        self._marks[known] = Mark(known, label, _quoted(pairs, quote), where=self._where)

    def attribute(self, known: str, about: str, *_: str) -> None:
        """A and M: a value, or none where it is there or not."""
        name, target, *value = about.split(" ", 2)
        self._about.append((name, target, value[0] if value else True))

    def note(self, known: str, about: str, words: str = "") -> None:
        """#: words about a mark."""
        name, target = about.split(" ", 1)
        self._about.append((name.removesuffix(MARK), target, json.loads(words) if name.endswith(MARK) else words))

    def normal(self, known: str, about: str, words: str = "") -> None:
        """N: what a mark names in a data base; its name there, else its number."""
        name, target, reference = about.split(" ", 2)
        self._about.append((name, target, words or reference))

    def relation(self, known: str, about: str, *_: str) -> None:
        """R: from one mark to another."""
        label, one, other = about.split(" ")[:3]
        self._links.append((known, label, one.partition(":")[2], other.partition(":")[2]))

    def event(self, known: str, about: str, *_: str) -> None:
        """E: a trigger, and who has a role in it."""
        trigger, *roles = about.split()
        self._triggers[known] = trigger.partition(":")[2]
        for number, role in enumerate(roles):
            name, target = role.split(":", 1)
            plain = _ROLE.fullmatch(name)
            self._links.append((f"{known}-{number}", plain[1] if plain else name, known, target))

    def equal(self, known: str, about: str, *_: str) -> None:
        """*: marks that mean the same."""
        kind, *members = about.split()
        if kind not in self._how.mapping.relations and "duplicates" in self._how.scheme.get("relations", {}):
            kind = "duplicates"
        for one, other in pairwise(members):
            self._links.append((f"{kind}-{one}-{other}", kind, one, other))


def _unknown(standoff: Standoff, *fields: str) -> None:
    raise ValueError(fields)


_KINDS: dict[str, Callable[..., None]] = {
    "T": Standoff.span,
    "A": Standoff.attribute,
    "M": Standoff.attribute,
    "R": Standoff.relation,
    "E": Standoff.event,
    "*": Standoff.equal,
    "N": Standoff.normal,
    "#": Standoff.note,
}


def _fields(line: str) -> list[str]:
    known, about, *words = line.split("\t", 2)
    return [known, about.strip(" "), *words]


def _tell(mark: Mark, name: str, value: Any) -> None:
    """Put a value into its place: note, confidence, or attribute, of which there may be several."""
    if name == "AnnotatorNotes":
        mark.note = value if mark.note is None else f"{mark.note}\n{value}"
    elif name == "confidence" and value in {"1", "2", "3"}:
        mark.confidence = int(value)
    elif name in mark.attributes:
        before = mark.attributes[name]
        mark.attributes[name] = [*(before if isinstance(before, list) else [before]), value]
    else:
        mark.attributes[name] = value


def _quoted(pairs: list[tuple[int, int]], quote: str) -> list[Segment]:
    """Give each pair of offsets its part of the quote, in whichever unit the lengths agree."""
    for width in _WIDTHS:
        pieces = _cut(quote, [end - start for start, end in pairs], width)
        if pieces is not None:
            return [(*pair, piece) for pair, piece in zip(pairs, pieces, strict=True)]
    return [(start, end, quote) for start, end in pairs]


def _whole(text: str, segments: list[Segment], gaps: set[int]) -> list[Segment]:
    """Join what only a line end parts, for brat cuts every span there; `gaps` are pieces that stay apart."""
    joined = segments[:1]
    for number, (start, end, quote) in enumerate(segments[1:], 1):
        before, until, words = joined[-1]
        if number not in gaps and BREAK.fullmatch(text[until:start]):
            joined[-1] = (before, end, f"{words} {quote}")
        else:
            joined.append((start, end, quote))
    return joined


def _cut(quote: str, lengths: list[int], width: Callable[[str], int]) -> list[str] | None:
    pieces, at = [], 0
    for length in lengths:
        start, left = at, length
        while left > 0 and at < len(quote):
            left -= width(quote[at])
            at += 1
        if left != 0:
            return None
        pieces.append(quote[start:at])
        at += 1
    return pieces if at == len(quote) + 1 else None
