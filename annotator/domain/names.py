"""What a user name may look like, and when two names are one to the eye."""

from __future__ import annotations

import re
import unicodedata

from annotator.domain.characters import nfkc, require_text
from annotator.errors import Invalid
from schemas.sayings import say

LONGEST = 64
MARKS = frozenset(" ._-@+'")
_HIDDEN = re.compile(
    "[\u00ad\u180e\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b"
)
"""Thai, Lao, Burmese and Khmer part their words by U+200B."""


def name_key(name: str) -> str:
    """Return the form under which names are unique: NFKC, casefolded."""
    return nfkc(name).casefold()


def check_name(name: str) -> str:
    """Return the name, spaces at the ends off; raises Invalid when it is empty, long, or could deceive."""
    name = name.strip() if isinstance(name, str) else ""
    if not name or len(name) > LONGEST:
        raise Invalid(
            "bad_name",
            say("A user name has 1 to %(most)s characters.", most=LONGEST),
            pointer="/name",
            limit=LONGEST,
        )
    for at, char in enumerate(name):
        if not (char.isalnum() or char in MARKS or unicodedata.category(char) in {"Mn", "Mc"}):
            detail = say(
                "Character %(at)s of the name (U+%(char)s) is not allowed; use letters and digits.",
                at=at + 1,
                char=f"{ord(char):04X}",
            )
            raise Invalid("name_confusable", detail, pointer="/name")
    scripts = {script(char) for char in name if char.isalpha()}
    if len(scripts - {"CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL"}) > 1:
        detail = say(
            "The name mixes the scripts %(choices)s, which can deceive; use one.",
            choices=", ".join(sorted(scripts)),
        )
        raise Invalid("name_confusable", detail, pointer="/name")
    return name


def check_label(label: str, pointer: str) -> None:
    """Raise Invalid when the name of a project, a term or an entity holds what turns the line, or nothing to see.

    The joiners and the marks of direction that some scripts are written with may stand there.
    """
    require_text(label, pointer)
    if label.isspace():
        raise Invalid("too_short", "A name holds more than white space.", pointer=pointer)
    found = _HIDDEN.search(label)
    if found:
        detail = say(
            "Character %(at)s of the name (U+%(char)s) cannot be seen, which can deceive; take it out.",
            at=found.start() + 1,
            char=f"{ord(found[0]):04X}",
        )
        raise Invalid("name_confusable", detail, pointer=pointer)


def script(char: str) -> str:
    """Return the script of a letter, as the first word of its Unicode name."""
    return unicodedata.name(char, "UNKNOWN").split(" ")[0].split("-")[0]
