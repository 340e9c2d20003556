"""Runs of keys: what fingers type that walk over a keyboard instead of writing."""

from __future__ import annotations

from itertools import pairwise

BOARDS = (
    ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"),
    ("1234567890ß", "qwertzuiopü+", "asdfghjklöä#", "yxcvbnm,.-"),
    ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn,;:!"),
    ("789", "456", "123", "0"),
    ("123", "456", "789", "0"),
)
SHIFTED = str.maketrans("!@#$%^&*()", "1234567890")
NEAR = 1.5
WALKED = 0.7
"""A run of keys may jump now and then, back to the next column: 1qaz2wsx."""

MOST_JUMPS = 12
"""With more jumps than this, however long the runs between them are, it was written and not walked."""


def _beside() -> frozenset[tuple[str, str]]:
    found = set()
    for board in BOARDS:
        places = {key: (x + y / 2, y) for y, row in enumerate(board) for x, key in enumerate(row)}
        for one, (x, y) in places.items():
            found |= {(one, o) for o, (u, v) in places.items() if abs(x - u) <= NEAR and abs(y - v) <= 1}
    return frozenset(found)


BESIDE = _beside()


def is_walk(low: str) -> bool:
    """Tell whether most steps go to the same key, a neighbour, or the next letter or digit."""
    keys = low.translate(SHIFTED)
    steps = [pair in BESIDE or abs(ord(pair[1]) - ord(pair[0])) <= 1 for pair in pairwise(keys)]
    return sum(steps) >= max(1, WALKED * len(steps), len(steps) - MOST_JUMPS)
