"""Characters that are no text, found fast: nearly every text is without those beyond U+FFFF."""

from __future__ import annotations

import re

NEAR = "\ufdd0-\ufdef\ufffe\uffff"
"""The noncharacters up to U+FFFF, as a class of a regular expression holds them."""

_FAR = re.compile(f"[{''.join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))}]")


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
