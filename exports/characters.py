"""Characters that are no text, found fast: nearly every text is without those beyond U+FFFF."""

from __future__ import annotations

import re
from collections.abc import Iterator

NEAR = "\ufdd0-\ufdef\ufffe\uffff"
"""The noncharacters up to U+FFFF, as a class of a regular expression holds them."""

_FAR = re.compile(f"[{''.join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))}]")


BAD = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff{NEAR}]")
"""What no text may hold: controls but tab and line ends, half a character, noncharacters up to U+FFFF."""


def first(near: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first match of the pattern, or the first noncharacter beyond U+FFFF where that stands before it.

    A class that holds characters from both sides of U+FFFF is searched thirty times as slowly as one from below.
    """
    found = near.search(text)
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return found
    far = _FAR.search(text)
    both = [match for match in (found, far) if match]
    return min(both, key=re.Match.start, default=None)


def bad(value: object, pointer: str = "") -> tuple[str, re.Match[str]] | None:
    """Return the JSON pointer of the first text in the value that holds what is no text, and the match there."""
    texts = ((place, text) for place, text in walk(value, pointer) if isinstance(text, str))
    for place, text in texts:
        match = first(BAD, text)
        if match:
            return place, match
    return None


def walk(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    """Yield the pointer and the value of every part that is no object and no list, and of every key."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield pointer, key
            yield from walk(child, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from walk(child, f"{pointer}/{number}")
    else:
        yield pointer, value
