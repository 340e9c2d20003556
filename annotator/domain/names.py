"""What a user name may look like, and when two names are one to the eye."""

from __future__ import annotations

import unicodedata

from annotator.errors import Invalid

LONGEST = 64
MARKS = frozenset(" ._-@+'")


def name_key(name: str) -> str:
    """Return the form under which names are unique: NFKC, casefolded."""
    return unicodedata.normalize("NFKC", name).casefold()


def check_name(name: str) -> str:
    """Return the name, spaces at the ends off; raises Invalid when it is empty, long, or could deceive."""
    name = name.strip() if isinstance(name, str) else ""
    if not name or len(name) > LONGEST:
        raise Invalid("bad_name", f"A user name has 1 to {LONGEST} characters.", pointer="/name", limit=LONGEST)
    for at, char in enumerate(name):
        if not (char.isalnum() or char in MARKS or unicodedata.category(char) in {"Mn", "Mc"}):
            detail = f"Character {at + 1} of the name (U+{ord(char):04X}) is not allowed; use letters and digits."
            raise Invalid("name_confusable", detail, pointer="/name")
    scripts = {script(char) for char in name if char.isalpha()}
    if len(scripts - {"CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL"}) > 1:
        detail = f"The name mixes the scripts {', '.join(sorted(scripts))}, which can deceive; use one."
        raise Invalid("name_confusable", detail, pointer="/name")
    return name


def script(char: str) -> str:
    """Return the script of a letter, as the first word of its Unicode name."""
    return unicodedata.name(char, "UNKNOWN").split(" ")[0].split("-")[0]
