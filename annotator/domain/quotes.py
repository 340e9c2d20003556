"""Look for a quotation in the text of a capture: as it is, after normalising, nearly, or not at all."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from annotator.domain.characters import nfkc

NEAR = 75
"""From which likeness, in per cent, a passage is nearly the quotation."""

MOST_NEARLY = 1_200
"""The most code points, normalised, that are looked for nearly: the time goes with their third power."""

_AROUND = 60
_CANDIDATES = 5
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»‹›", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
_WORD = re.compile(r"(?:[^\W\d_]-\s*\n\s*(?=[^\W\d_])|\S)+")
_LONGEST = 12
"""So many code points to a space are the most that writing with spaces has on average."""

_LONG = 30
"""From how many code points on a run without space is no word, but writing that has none."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Found:
    """How a quotation was found (`exact`, `normalised`, `fuzzy`, `absent`), its likeness, the words around it."""

    check: str
    score: int | None
    before: str = ""
    words: str = ""
    after: str = ""

    def to_record(self) -> dict[str, object]:
        """Return it for a program."""
        return {
            "check": self.check,
            "score": self.score,
            "passage": self.before + self.words + self.after,
        }


class Search:
    """Looks for the quotations of one answer; past some seconds of the processor for exact ones alone."""

    def __init__(self, seconds: float = 1.0) -> None:
        self._until = time.thread_time() + seconds
        self._plain: dict[str, str] = {}

    def find(self, quote: str, text: str) -> Found:
        """Return how the quotation stands in the text; the likeness is rapidfuzz's partial ratio, in per cent.

        It is None where that was not asked: of a quotation that is too long, or when the time has passed.
        """
        quote = quote.strip()
        at = text.find(quote) if quote else -1
        if at >= 0:
            return _found("exact", 100, text, at, at + len(quote))
        if time.thread_time() > self._until:
            return Found("absent", None)
        if text not in self._plain:
            self._plain[text] = normalised(text)
        wanted, plain = normalised(quote), self._plain[text]
        at = plain.find(wanted) if wanted else -1
        if at >= 0:
            return _found("normalised", 100, text, *_original(text, at, at + len(wanted)))
        return _nearly(wanted, plain, text) if len(wanted) <= MOST_NEARLY else Found("absent", None)


def normalised(text: str) -> str:
    """Return the text with its quotation marks, dashes, spaces, capitals and broken words made alike."""
    joined = _BROKEN.sub("", text)
    folded = nfkc(joined.translate(_FOLDED)).translate(_FOLDED).casefold()
    return _SPACE.sub(" ", folded).strip()


def _nearly(wanted: str, plain: str, text: str) -> Found:
    best, place = 0.0, (0, 0)
    # Else what a window cuts off counts for nothing, and a passage is nearer where a window ends in it.
    beyond = "\0" * len(wanted)
    for start, end in _windows(wanted, plain):
        hit = fuzz.partial_ratio_alignment(wanted, beyond + plain[start:end] + beyond, score_cutoff=best)
        if hit is not None and hit.score > best:
            before = start - len(beyond)
            best, place = hit.score, (before + hit.dest_start, before + hit.dest_end)
    if best < NEAR:
        return Found("absent", int(best))
    return _found("fuzzy", int(best), text, *_original(text, *place, whole=True))


def _original(text: str, start: int, end: int, *, whole: bool = False) -> tuple[int, int]:
    """Return where in the text a stretch of its normalised form stands, with `whole` to the ends of its words.

    Where a word changed its length, its end stands for a place in it.
    """
    at, found = 0, []
    for match in _WORD.finditer(text):
        size = len(_word(match[0]))
        if at >= end:
            break
        if size and at + size > start:
            found.append((at, size, *match.span()))
        at += size + 1 if size else 0
    if not found:
        return 0, 0
    (at, size, first, after), (last_at, last_size, last, stop) = found[0], found[-1]
    if start > at and size == after - first and not (whole and size < _LONG):
        first += start - at
    if end < last_at + last_size and last_size == stop - last and not (whole and last_size < _LONG):
        stop = last + end - last_at
    return first, stop


def _word(word: str) -> str:
    return word.casefold() if word.isascii() and word.isalnum() else normalised(word)


def _windows(wanted: str, plain: str) -> list[tuple[int, int]]:
    """Return the stretches of the text that share most words with the quotation."""
    if not wanted:
        return []
    size = max(2 * len(wanted), 200)
    pieces = set(_pieces(wanted, wanted))
    counts: Counter[int] = Counter()
    for start in range(0, max(1, len(plain)), size // 2):
        counts[start] = len(pieces.intersection(_pieces(plain[start : start + size], wanted)))
    return [(start, start + size) for start, count in counts.most_common(_CANDIDATES) if count]


def _pieces(text: str, like: str) -> list[str]:
    """Return the words of the text; every three letters in a row where the quotation has hardly a space."""
    if len(like) < _LONGEST * len(like.split()):
        return text.split()
    return [text[at : at + 3] for at in range(len(text) - 2)]


def _found(check: str, score: int, text: str, start: int, end: int) -> Found:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = before.partition(" ")[2] or before
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] or after
    return Found(check, score, before.lstrip(), text[start:end], after.rstrip())
