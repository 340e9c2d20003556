"""Figures with their goals, as a table that says plainly which goal was missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEAD = ("figure", "ours", "floor", "ratio", "goal", "")


@dataclass(frozen=True)
class Figure:
    """One measured figure; `floor` is what the machine can do at best, `limit` bounds the ratio or the figure."""

    name: str
    ours: float
    unit: str
    limit: float | None = None
    floor: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """Ours in floors."""
        return self.ours / self.floor if self.floor else None

    @property
    def met(self) -> bool:
        """Whether the goal is met; a figure without a goal always is."""
        value = self.ours if self.ratio is None else self.ratio
        return self.limit is None or (value >= self.limit if self.at_least else value <= self.limit)

    def row(self) -> tuple[str, ...]:
        """Return the cells of the table."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        floor = "" if self.floor is None else _number(self.floor)
        verdict = "" if self.limit is None else ("met" if self.met else "MISSED")
        return (f"{self.name}, {self.unit}", _number(self.ours), floor, ratio, self._goal(), verdict)

    def _goal(self) -> str:
        if self.limit is None:
            return ""
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {self.limit:g} {'' if self.ratio is None else '× floor'}".rstrip()


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table of aligned columns."""
    rows = [HEAD, *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        cell.ljust(width) if number in {0, 4} else cell.rjust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *rest]).rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
