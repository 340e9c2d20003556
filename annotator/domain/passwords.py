"""Which passwords are refused: short ones, common ones, and those that say what everybody knows here.

There is no rule about which characters a password has. The common ones are not a list but the rules by which such
lists are made: words with digits and marks around them, swapped letters, words twice or backwards, runs of keys,
dates. The words are in `common_words`, the effective number of passwords is counted by the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotator.domain.common_words import WORDS
from annotator.domain.keyboards import is_walk
from annotator.errors import Invalid
from schemas.sayings import say

SHORTEST = 8
MOST_BYTES = 1024
PRODUCT = "annotator"
LEAST_WORD = 3
TWO_WORDS = 13
"""Two common words in one are common up to this length."""

SWAPS = tuple(
    str.maketrans(row, letters) for row, letters in (("@4310$5!7", "aaeiossit"), ("@4310$5!7", "aaelossit"))
)
DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[-./ ]?(?:0?[1-9]|[12]\d|3[01])[-./ ]?(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-./ ]?(?:0?[1-9]|1[0-2])[-./ ]?(?:0?[1-9]|[12]\d|3[01])"
)
REPEATED = re.compile(r"(.{1,6})\1+.?", re.DOTALL)


def check_password(password: str, name: str, context: Iterable[str] = ()) -> str:
    """Return the password; raises Invalid `weak_password` with the reason.

    `context` holds what else is known here: host names, titles and short names of the person's projects.
    """
    reason = weakness(password, name, context)
    if reason:
        raise Invalid("weak_password", reason, pointer="/password")
    return password


def weakness(password: str, name: str, context: Iterable[str] = ()) -> str | None:
    """Return why the password is weak, None when it is not."""
    if len(password) < SHORTEST:
        return say("A password has at least %(least)s characters; 15 or more are better.", least=SHORTEST)
    if len(password.encode()) > MOST_BYTES:
        return say("A password has at most %(most)s bytes.", most=MOST_BYTES)
    low = password.casefold()
    if REPEATED.fullmatch(low) or is_walk(low):
        return "This password is a run of keys; choose words that only you would put together."
    if _says(low, name.casefold()):
        return "This password says the user name; choose another."
    known = next((word for word in _words(PRODUCT, *context) if _says(low, word)), None)
    if known:
        return say("This password says %(known)r, which everybody knows here; choose another.", known=known)
    if DATE.fullmatch(low) or any(_is_common(form) for form in _forms(low)):
        return "This password is among the first that are tried; choose another."
    return None


def _says(low: str, word: str) -> bool:
    """Tell whether too little is left of the password without the word."""
    return len(word) >= LEAST_WORD and word in low and len(low) - len(word) < SHORTEST


def _words(*texts: str) -> list[str]:
    found = {word for text in texts for word in re.split(r"[\W_]+", text.casefold()) if len(word) > LEAST_WORD}
    return sorted(found, key=len, reverse=True)


def _forms(low: str) -> Iterator[str]:
    """Yield the words that may be meant: without digits and marks around, swaps undone, backwards."""
    for form in (low, *(text.translate(swap) for swap in SWAPS for text in (low, _bare(low)))):
        bare = _bare(form)
        yield from (bare, bare[::-1], re.sub(r"[\W_]+", "", bare))


def _bare(low: str) -> str:
    """Leave out the digits and marks that people put around a word."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", low)


def _is_common(word: str) -> bool:
    if word in WORDS or re.sub(r"(.)\1+", r"\1", word) in WORDS:
        return True
    if len(word) >= TWO_WORDS:
        return False
    return any(word[:at] in WORDS and word[at:] in WORDS for at in range(LEAST_WORD, len(word) - 1))
