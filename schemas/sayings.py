"""Sentences that remember how they were made, so that a page can say them in another language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Saying(str):
    """An English sentence; `message` is the sentence with its places still open, `values` what fills them."""

    __slots__ = ("message", "values")

    message: str
    values: Mapping[str, Any]

    def __mod__(self, values: object) -> Saying:
        """Return the sentence as it is: forms fill in what they can, and here is nothing left to fill."""
        return self


class Label(str):
    """What a scheme calls something, in English or as `texts` have it; `texts` are by language."""

    __slots__ = ("texts",)

    texts: Mapping[str, str]


def label(texts: Mapping[str, str], otherwise: str) -> Label:
    """Return the English label of a part of a scheme, else the other word, with what other languages call it."""
    found = Label(texts.get("en") or otherwise)
    found.texts = texts
    return found


def say(message: str, /, **values: Any) -> Saying:
    """Return the sentence with its places filled: `say("There is no %(name)s.", name=name)`."""
    saying = Saying(message % values)
    saying.message, saying.values = message, values
    return saying
