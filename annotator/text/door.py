"""The door for text: an article is decoded once, checked, hashed, and from then on never changes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from annotator.errors import Invalid
from annotator.text.decoding import Decoded, decode
from exports.characters import NEAR, first
from schemas.sayings import say

LONGEST = 1_000_000
"""The largest number of code points in an article."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = "\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff"

_BAD = re.compile(f"[\x00-\x08\x0b-\x1f\ud800-\udfff{NEAR}]")
_INVISIBLE = re.compile(f"[{_BIDI}{_ZERO_WIDTH}]")
_BIDI_ONE = re.compile(f"[{_BIDI}]")
_VISIBLE = re.compile(rf"[^\s{_BIDI}{_ZERO_WIDTH}]")
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A character nobody sees: `kind` is `bidi` or `zero_width`, `first` the offset where it first stands."""

    code_point: str
    name: str
    kind: str
    count: int
    first: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the door saw and did; sizes in bytes as they came and in code points as they stay."""

    size: int
    length: int
    charset: str
    bom_removed: bool
    line_ends_changed: int
    bidi_controls: int
    zero_width: int
    marks: tuple[Mark, ...]

    def to_record(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {**asdict(self), "marks": [asdict(mark) for mark in self.marks]}


@dataclass(frozen=True, slots=True)
class Frozen:
    """The text that offsets count in, SHA-256 of its UTF-8 and of the bytes as they came, and the report."""

    text: str
    sha256: str
    original_sha256: str
    report: Report


def freeze(data: bytes | str, *, charset: str | None = None) -> Frozen:
    """Return the frozen text: one byte order mark off, CRLF and CR made LF, nothing else changed.

    Raises what `decode` raises, and `Invalid` (`empty_file`, `empty_text`, `text_too_long`, `bad_character`).
    """
    original = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if not original:
        raise Invalid("empty_file", "The file is empty. Choose another.")
    decoded = _decode(data, charset)
    text, changed = _LINE_END.subn("\n", decoded.text)
    _check(text)
    marks = _marks(text)
    report = Report(
        size=len(original),
        length=len(text),
        charset=decoded.charset,
        bom_removed=decoded.bom_removed,
        line_ends_changed=changed,
        bidi_controls=sum(mark.count for mark in marks if mark.kind == "bidi"),
        zero_width=sum(mark.count for mark in marks if mark.kind == "zero_width"),
        marks=marks,
    )
    encoded = text.encode()
    sha256 = _sha256(encoded)
    return Frozen(text, sha256, sha256 if encoded == original else _sha256(original), report)


def _decode(data: bytes | str, charset: str | None) -> Decoded:
    if isinstance(data, str):
        return Decoded(data.removeprefix("\ufeff"), "utf-8", data.startswith("\ufeff"))
    return decode(data, charset)


def _check(text: str) -> None:
    bad = first(_BAD, text)
    if bad:
        raise _bad_character(text, bad.start())
    if len(text) > LONGEST:
        detail = say(
            "The text has %(count)s characters, at most %(most)s are taken. Divide it.",
            count=f"{len(text):,}",
            most=f"{LONGEST:,}",
        )
        raise Invalid("text_too_long", detail, limit=LONGEST, length=len(text))
    if not _VISIBLE.search(text):
        raise Invalid("empty_text", "The text holds only white space. Choose another.")


def _bad_character(text: str, position: int) -> Invalid:
    line = text.count("\n", 0, position) + 1
    code_point = f"U+{ord(text[position]):04X}"
    detail = say(
        "The character %(code_point)s at %(position)s (line %(line)s) may not stand in a text. Take it out.",
        code_point=code_point,
        position=position,
        line=line,
    )
    return Invalid("bad_character", detail, position=position, line=line, code_point=code_point)


def _marks(text: str) -> tuple[Mark, ...]:
    if text.isascii():
        return ()
    counts = Counter(_INVISIBLE.findall(text))
    return tuple(_mark(character, count, text) for character, count in sorted(counts.items()))


def _mark(character: str, count: int, text: str) -> Mark:
    kind = "bidi" if _BIDI_ONE.match(character) else "zero_width"
    name = unicodedata.name(character, "unnamed")
    return Mark(f"U+{ord(character):04X}", name, kind, count, text.index(character))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
