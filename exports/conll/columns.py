"""The column of one tag: its spans as BIO labels, in lanes where they overlap."""

from __future__ import annotations

from typing import Any

from exports.tokens import Span, spans_of

Json = dict[str, Any]


class Column:
    """The labels of one tag: spans in lanes, so that none overlaps another in its lane."""

    def __init__(self, annotations: list[Json]) -> None:
        self._lanes: list[list[Span]] = []
        for start, end in sorted(spans_of(annotations)):
            free = next((lane for lane in self._lanes if lane[-1][1] <= start), None)
            if free is None:
                free = []
                self._lanes.append(free)
            free.append((start, end))
        self.overlapping = sum(map(len, self._lanes[1:]))
        self._at = [0] * len(self._lanes)

    def label(self, token: Span, tag: str) -> str:
        """Return the label of a token in each lane; tokens come in order."""
        return "|".join(self._lane(n, token, tag) for n in range(len(self._lanes))) or "O"

    def _lane(self, number: int, token: Span, tag: str) -> str:
        lane = self._lanes[number]
        while self._at[number] < len(lane) and lane[self._at[number]][1] <= token[0]:
            self._at[number] += 1
        if self._at[number] == len(lane) or token[0] < lane[self._at[number]][0]:
            return "O"
        return f"B-{tag}" if token[0] == lane[self._at[number]][0] else f"I-{tag}"
