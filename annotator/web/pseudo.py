"""A made-up language for tests: accented, a third longer, in brackets, and written from right to left.

What a page shows outside the brackets was never marked for translation.
"""

from __future__ import annotations

import re

OPEN, CLOSE = "⟦", "⟧"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = str.maketrans(_PLAIN, "åƀçđéƒğĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĞĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ")
_KEPT = re.compile(r"(%\(\w+\)[sdr]|%%|<[^>]+>|&\w+;|\{\w+\})")
_FILLER = "ẋẋ "


def said(text: str) -> str:
    """Return the text in the made-up language; places for values, elements and entities stay as they are."""
    if not text:
        return text
    parts = _KEPT.split(text)
    words = "".join(part if at % 2 else part.translate(_ACCENTED) for at, part in enumerate(parts))
    letters = sum(len(part) for part in parts[::2])
    longer = (_FILLER * (letters // 9 + 1))[: max(letters // 3, 1)]
    return f"{OPEN}{words} {longer.strip() or 'ẋ'}{CLOSE}"
