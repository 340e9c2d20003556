"""Labels of tokens: which cells are labels, and the spans that they make, in the schemes that are in use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LABEL = re.compile(r"(?:O|_|-|[BIESLUM]-\S+)(?:\|(?:O|_|[BIESLUM]-\S+))*")
_OUT = ("O", "_", "-")


def is_label(cell: str) -> bool:
    """Say whether a cell holds labels: O, or a letter and a name."""
    return _LABEL.fullmatch(cell) is not None


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the first and the last token and the name of each span.

    B, S and U begin one; I, E, L and M go on with one of the same name, or begin one where there is none (IOB1);
    E, L, S and U end one.
    """
    start, name = -1, ""
    for at, label in enumerate(labels):
        letter, _, own = label.partition("-")
        inside = label not in _OUT
        if start >= 0 and (not inside or letter in "BSU" or own != name):
            yield start, at - 1, name
            start = -1
        if inside and start < 0:
            start, name = at, own
        if inside and letter in "ESLU":
            yield start, at, name
            start = -1
    if start >= 0:
        yield start, len(labels) - 1, name
