"""Look for a quotation in the text of a capture: as it is, after normalising, nearly, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

NEAR = 75
"""From which likeness, in per cent, a passage is nearly the quotation."""

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
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Found:
    """How a quotation was found (`exact`, `normalised`, `fuzzy`, `absent`), its likeness, the words around it."""

    check: str
    score: int
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


def find_quote(quote: str, text: str) -> Found:
    """Return how the quotation stands in the text; the likeness is rapidfuzz's partial ratio, in per cent."""
    quote = quote.strip()
    at = text.find(quote) if quote else -1
    if at >= 0:
        return _found("exact", 100, text, at, at + len(quote))
    wanted, plain = normalised(quote), normalised(text)
    at = plain.find(wanted) if wanted else -1
    if at >= 0:
        return _found("normalised", 100, plain, at, at + len(wanted))
    return _nearly(wanted, plain)


def normalised(text: str) -> str:
    """Return the text with its quotation marks, dashes, spaces, capitals and broken words made alike."""
    joined = _BROKEN.sub("", text)
    folded = unicodedata.normalize("NFKC", joined.translate(_FOLDED)).translate(_FOLDED).casefold()
    return _SPACE.sub(" ", folded).strip()


def _nearly(wanted: str, plain: str) -> Found:
    best = Found("absent", 0)
    for start, end in _windows(wanted, plain):
        hit = fuzz.partial_ratio_alignment(wanted, plain[start:end])
        if hit is not None and hit.score > best.score:
            check = "fuzzy" if hit.score >= NEAR else "absent"
            best = _found(check, int(hit.score), plain, start + hit.dest_start, start + hit.dest_end)
    return best if best.check == "fuzzy" else Found("absent", best.score)


def _windows(wanted: str, plain: str) -> list[tuple[int, int]]:
    """Return the stretches of the text that share most words with the quotation."""
    if not wanted:
        return []
    size = max(2 * len(wanted), 200)
    words = set(wanted.split())
    counts: Counter[int] = Counter()
    for start in range(0, max(1, len(plain)), size // 2):
        counts[start] = len(words.intersection(plain[start : start + size].split()))
    return [(start, start + size) for start, count in counts.most_common(_CANDIDATES) if count]


def _found(check: str, score: int, text: str, start: int, end: int) -> Found:
    before = text[max(0, start - _AROUND) : start]
    return Found(check, score, before, text[start:end], text[end : end + _AROUND])
