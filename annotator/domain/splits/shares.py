"""Shares of a split, as people write them: train=.8,dev=.1,test=.1."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

from annotator.errors import Invalid
from schemas.sayings import say

WHOLE = 1000
"""Shares are counted in thousandths."""

_PART = re.compile(r"([a-z][a-z0-9_-]{0,39})=(\d*\.?\d+|\d+\.)%?", re.ASCII)
MOST_FOLDS = 50


def read_shares(text: str, taken: Collection[str] = ()) -> dict[str, int]:
    """Return the thousandths of each part; raises Invalid `bad_split`. `taken` are names a part may not have."""
    given: dict[str, Fraction] = {}
    for piece in text.split(","):
        match = _PART.fullmatch(piece.strip())
        if match is None:
            raise _bad(say("%(piece)r is no part and share, such as train=.8", piece=piece.strip()[:40]))
        if match[1] in given or match[1] in taken:
            raise _bad(
                say("no part may be called %(match)r", match=match[1])
                if match[1] in taken
                else say("%(match)r stands there twice", match=match[1])
            )
        given[match[1]] = Fraction(match[2]) / (100 if piece.strip().endswith("%") else 1)
    if len(given) < 2 or abs(sum(given.values(), Fraction(-1))) > Fraction(1, 100):
        raise _bad("the shares of at least two parts add up to 1, such as train=.8,dev=.1,test=.1")
    shares = {name: round(share * WHOLE) for name, share in given.items()}
    if min(shares.values()) <= 0:
        raise _bad("every part needs a share")
    first = next(iter(shares))
    shares[first] += WHOLE - sum(shares.values())
    return shares


def folds(number: int) -> dict[str, int]:
    """Return the shares of so many equal folds; raises Invalid `bad_split`."""
    if not 2 <= number <= MOST_FOLDS:
        raise _bad(say("there may be 2 to %(most)s folds", most=MOST_FOLDS))
    shares = {f"fold{at}": WHOLE // number for at in range(1, number + 1)}
    shares["fold1"] += WHOLE - sum(shares.values())
    return shares


def _bad(words: str) -> Invalid:
    return Invalid("bad_split", say("This is no split: %(words)s.", words=words), pointer="/split")
