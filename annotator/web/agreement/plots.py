"""Where figures stand on their plots, in per cent of the width: the templates only draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from flask_babel import gettext

from annotator.web.agreement.words import FIGURES, number, why

Record = dict[str, Any]

KRIPPENDORFF = (0.667, 0.8)
"""His marks for α, and for no other figure: they are drawn, and decide nothing."""


@dataclass(frozen=True)
class Axis:
    """A line from `low` to `high` with its ticks."""

    low: float
    high: float = 1.0

    def at(self, value: float) -> float:
        """Return where a value stands, in per cent."""
        inside = min(self.high, max(self.low, value))
        return round(100 * (inside - self.low) / (self.high - self.low), 2)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Return place and words of the ticks."""
        steps = [self.low, 0.0, 0.5, 1.0] if self.low < 0 else [0.0, 0.25, 0.5, 0.75, 1.0]
        return [(self.at(step), number(step, 1 if self.low < 0 else 2)) for step in steps]


@dataclass(frozen=True)
class Dot:
    """One value with its interval on an axis; `why` says why there is none."""

    label: str
    words: str
    at: float | None
    low: float | None = None
    high: float | None = None
    uncertain: bool = False
    why: str | None = None
    detail: str = ""


def axis_for(values: Iterable[float | None]) -> Axis:
    """Return an axis from 0 to 1, or from further down where values are negative."""
    least = min((value for value in values if value is not None), default=0.0)
    return Axis(max(-1.0, floor(least * 5) / 5) if least < 0 else 0.0)


def tag_dots(one: Record, axis: Axis) -> list[Dot]:
    """Return the figures of a tag in the order in which they are shown."""
    values = {"alpha": one["alpha"], **one["f1"]}
    return [
        dot(str(name), values[key], one.get("intervals", {}).get(key), axis, one, key)
        for key, name in FIGURES.items()
        if key != "char"
    ]


def dot(
    label: str, value: float | None, interval: Mapping[str, Any] | None, axis: Axis, one: Record, key: str
) -> Dot:
    """Return a value as it is drawn."""
    if value is None:
        reason = key if key == "alpha" else f"f1.{key}"
        return Dot(label, "–", None, why=why(one["reasons"], reason))
    known = interval if interval and interval["low"] is not None else None
    detail = _reach(known) if known else ""
    return Dot(
        label,
        number(value),
        axis.at(value),
        axis.at(known["low"]) if known else None,
        axis.at(known["high"]) if known else None,
        bool(one.get("few_articles")),
        detail=detail,
    )


def _reach(interval: Mapping[str, Any]) -> str:
    low, high = number(interval["low"]), number(interval["high"])
    return str(gettext("95 %%: %(low)s to %(high)s", low=low, high=high))


def matrix(found: Record, tag: str) -> tuple[list[str], list[list[Record | None]]]:
    """Return the people and, for each two, the figures of a tag."""
    names = sorted({name for pair in found["pairwise"] for name in (pair["one"], pair["other"])})
    pairs = {(pair["one"], pair["other"]): pair for pair in found["pairwise"]}
    return names, [[_cell(pairs, one, other, tag) for other in names] for one in names]


def _cell(pairs: Mapping[tuple[str, str], Record], one: str, other: str, tag: str) -> Record | None:
    pair = pairs.get((one, other)) or pairs.get((other, one))
    if pair is None:
        return None
    figures = pair["tags"][tag]
    return {
        "alpha": figures["alpha"],
        "words": number(figures["alpha"]),
        "level": level(figures["alpha"]),
        "kappa": number(figures["coefficients"]["kappa"]),
        "f1": number(figures["f1"]["iou_weighted"]),
        "articles": pair["articles"],
        "why": why(figures["reasons"], "alpha") if figures["alpha"] is None else None,
    }


def level(value: float | None) -> int | None:
    """Return a step from 0 to 9 for the shade of a cell."""
    return None if value is None else min(9, max(0, int(value * 10)))


def shares(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return for each cell of a table of confusion its shade, by its share of the row."""
    return [[min(9, round(9 * cell / sum(row))) if sum(row) else 0 for cell in row] for row in counts]


def series(parts: Sequence[Record], name: str, tags: Iterable[str], axis: Axis) -> dict[str, list[Dot]]:
    """Return the α of each tag over parts, such as weeks or guideline versions."""

    def at(part: Record, tag: str) -> Dot:
        return dot(str(part[name]), part["tags"][tag]["alpha"], None, axis, part["tags"][tag], "alpha")

    return {tag: [at(part, tag) for part in parts] for tag in tags}
