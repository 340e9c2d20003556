"""The figures as a table for a spreadsheet: one a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

Record = dict[str, Any]
Row = tuple[Any, ...]

HEAD = ("scope", "of", "tag", "figure", "value", "low", "high", "reason", "articles", "annotations")


def as_csv(rows: Iterable[Row]) -> str:
    """Return rows as CSV, as RFC 4180 has it; what a spreadsheet would take for a formula is text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def rows_of(found: Record) -> Iterator[Row]:
    """Yield the head and a row for each figure: of the project, of each pair, article, version and week."""
    yield HEAD
    yield from _tags("project", "", found["tags"])
    yield from _tags("without_suggested", "", found["without_suggested"] or {})
    for pair in found["pairwise"]:
        yield from _tags("pair", f"{pair['one']} {pair['other']}", pair["tags"])
    for one in found["leave_one_out"]:
        yield from _tags("without", one["without"], one["tags"])
    for one in found["by_guideline"]:
        yield from _tags("guideline", one["guideline_version"], one["tags"])
    for one in found["over_time"]:
        yield from _tags("week", one["week"], one["tags"])
    for one in found["by_article"]:
        for tag, figures in one["tags"].items():
            for name, value in figures.items():
                yield ("article", one["article"], tag, name, value, "", "", "", "", "")
    yield from _detail(found.get("detail"))
    for tag, attributes in found["attributes"].items():
        for name, one in attributes.items():
            yield (
                "attribute",
                name,
                tag,
                "alpha",
                one["alpha"],
                "",
                "",
                one["reasons"].get("alpha"),
                "",
                one["annotations"],
            )


def _detail(found: Record | None) -> Iterator[Row]:
    if found is None:
        return
    for tag, one in (("", found["u_alpha"]["all"]), *found["u_alpha"]["tags"].items()):
        for name in ("u", "binary", "cu"):
            yield ("u_alpha", "", tag, name, one[name], "", "", one["reasons"].get(name), one["articles"], "")
    for one in found["competence"]["people"]:
        yield (
            "competence",
            one["annotator"],
            "",
            "right",
            one["right"],
            one["low"],
            one["high"],
            "",
            "",
            one["votes"],
        )


def _tags(scope: str, of: Any, tags: Record) -> Iterator[Row]:
    for tag, one in tags.items():
        values = {"alpha": one["alpha"]} | {f"f1.{name}": value for name, value in one["f1"].items()}
        values |= {name: one[name] for name in ("ac1", "observed_agreement", "prevalence")}
        for name, value in values.items():
            drawn = one.get("intervals", {}).get(name.removeprefix("f1."), {})
            ends = drawn.get("low"), drawn.get("high")
            yield (
                scope,
                of,
                tag,
                name,
                value,
                *ends,
                one["reasons"].get(name),
                one["articles"],
                one["annotations"],
            )


def _plain(cell: Any) -> Any:
    dangerous = isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell
    return f"'{cell}" if dangerous else cell
