"""Where two pieces of prose meet: whether the sentence goes on over a stop, or ends although it looks so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import regex

from annotator.text.abbreviations import ORDINAL_STOP, plain_words, starters, titles

_OPENERS = "\"'“‘«‹„([ "
_CLOSERS = "\"'”’»›)\\]}"
_ENDS_IN_QUOTE = re.compile(f"[.!?…][{_CLOSERS}]*$")
_LAST_WORD = re.compile(r"(\S+)\.\s*$")
_DATE_NUMBER = re.compile(r"(?:^|\s|\()\d{1,2}\.$")
_INITIALS = regex.compile(r"(?:^|[\s(\"“‘'])(?:\p{Lu}\.){2,}$")
_ONLY_NUMBER = re.compile(r"^\(?\d{1,3}[.)]$")
_VERSE = re.compile(r"\d+:\d")
_GOES_ON = frozenset(",;:،؛")
_FIRST_WORD = regex.compile(r"^[\p{L}\p{M}'’]+")

_ALONE = (
    r"(?<![\w.])\p{L}{2,}\.[\"'”’»]++(?=\s++[\"'“‘«(]*+\p{Lu})",  # “It is over.” The …
    r"\d\s?[°CFKmg]\.(?=\s++\p{Lu}\p{Ll})",  # 41.2 C. Roads …
    r"(?<=\w)(?:\.{3}|…)(?=\s++[\"“‘«(]*+\p{Lu})",  # We waited... Nobody …
    r"(?:\.{3}|…)[\"”’»]++(?=\s++[\"“‘«(]*+\p{Lu})",  # “And then …” He …
)


@lru_cache(maxsize=16)
def stands_alone(language: str) -> Any:
    """Return what a sentence ends after, whatever the abbreviations say."""
    words = "|".join(sorted(plain_words(language)))
    fell_ill = rf"(?<![\w.])(?:{words})\.(?=\s++[\"'“‘«(]*+\p{{Lu}})"
    return regex.compile("|".join((*_ALONE, fell_ill) if words else _ALONE))


def goes_on(before: str, after: str, language: str) -> bool:
    """Say whether two pieces that were divided are one sentence.

    A small letter or a comma goes on after a quoted question (“Why?” he asked); a title has its name after it,
    initials their noun (the M.V. Lark); a number in a list is no sentence; a chant (Out! Out!) is one; in some
    languages a number with a stop is an ordinal.
    """
    bare = after.lstrip(_OPENERS)
    first = bare[:1]
    if (first.islower() or first in _GOES_ON) and _ENDS_IN_QUOTE.search(before):
        return True
    last = _LAST_WORD.search(before)
    if last and last.group(1).lstrip(_OPENERS).casefold() in titles(language):
        return first.isupper()
    if _INITIALS.search(before):
        return first.isdigit() or (first.isupper() and _first_word(bare) not in starters(language))
    if _ONLY_NUMBER.search(before) or _VERSE.match(bare) or _is_chant(before, after):
        return True
    return language in ORDINAL_STOP and bool(_DATE_NUMBER.search(before)) and first.isalpha()


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found.group().casefold() if found else ""


def _is_chant(before: str, after: str) -> bool:
    """Say whether a cry of one or two words comes again, as in “Out! Out! Out!”."""
    cry = re.match(r"(\w+(?: \w+)?!)", after)
    return cry is not None and before.endswith(cry.group(1))
