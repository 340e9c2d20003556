"""What no text may hold, whichever door it comes by; articles have the stricter door of `annotator.text`."""

from __future__ import annotations

import re
import unicodedata

from annotator.errors import Invalid
from exports.characters import bad
from schemas.sayings import say

_LONG = re.compile(r"[^\x00-\x7f]{65}")
_STRETCH = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]{1,64}")
"""ASCII is the same in every form of Unicode, but for what follows it."""


def nfkc(text: str) -> str:
    """Return the text in NFKC, stretch by stretch: as a whole, a million marks on one letter take an hour."""
    if not _LONG.search(text):
        return unicodedata.normalize("NFKC", text)
    return _STRETCH.sub(lambda stretch: unicodedata.normalize("NFKC", stretch[0]), text)


def require_text(value: object, pointer: str = "") -> None:
    """Raise Invalid `bad_character` for a text in the value, at any depth, that holds what is no text."""
    found = bad(value, pointer)
    if found:
        place, match = found
        code_point, position = f"U+{ord(match[0]):04X}", match.start()
        detail = say(
            "Character %(position)s is %(code_point)s, which is no text; take it out.",
            position=position,
            code_point=code_point,
        )
        raise Invalid("bad_character", detail, pointer=place, position=position, code_point=code_point)
