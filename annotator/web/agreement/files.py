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
    yield from _aligned(found)
    yield from _rest(found)


def _aligned(found: Record) -> Iterator[Row]:
    for tag, attributes in found["attributes"].items():
        for name, one in attributes.items():
            yield from _values("attribute", name, tag, one)
    for tag, one in found["sources"].items():
        yield from _values("sources", "", tag, one)


def _values(scope: str, of: str, tag: str, one: Record) -> Iterator[Row]:
    for name in ("alpha", "observed_agreement"):
        yield (scope, of, tag, name, one[name], "", "", one["reasons"].get(name), "", one["annotations"])


def _rest(found: Record) -> Iterator[Row]:
    """Yield what is of no single tag, or of two: links, points, verdicts, boundaries, confusion, γ."""
    links, points, gamma = found["relations"], found["omissions"], found["gamma"]
    yield from _named("relations", links, ("labelled_f1", "unlabelled_f1", "labelled_f1_given_spans"))
    yield from _named("omissions", points, ("event_f1_0", "event_f1_1", "content_f1"))
    for scope, one in (("slots", points["slots"]), ("whole_articles", points["whole_articles"])):
        yield from _named(scope, one, ("alpha", "observed_agreement"))
    if found["verdicts"]:
        yield from _named("verdicts", found["verdicts"], ("alpha", "observed_agreement"))
    for one in found["boundaries"]:
        for side in ("start", "end"):
            for name, value in one[side].items():
                yield ("boundary", one["annotator"], "", f"{side}.{name}", value, "", "", "", "", one["pairs"])
    tags = found["confusion"]["tags"]
    for tag, counts in zip(tags, found["confusion"]["counts"], strict=True):
        for other, count in zip(tags, counts, strict=True):
            yield ("confusion", other, tag, "count", count, "", "", "", "", "")
    yield from _named("gamma", gamma, ("gamma", "gamma_cat"))
    for tag, one in gamma["tags"].items():
        for name in ("gamma", "gamma_k"):
            yield ("gamma", "", tag, name, one[name], "", "", "", "", "")


def _named(scope: str, one: Record, names: Iterable[str]) -> Iterator[Row]:
    for name in names:
        yield (scope, "", "", name, one[name], "", "", one["reasons"].get(name), "", "")


def _detail(found: Record | None) -> Iterator[Row]:
    if found is None:
        return
    for tag, one in (("", found["u_alpha"]["all"]), *found["u_alpha"]["tags"].items()):
        for name in ("u", "binary", "cu"):
            yield ("u_alpha", "", tag, name, one[name], "", "", one["reasons"].get(name), one["articles"], "")
        for figure, of in (("k_u", one["per_tag"]), ("coverage", one["coverage"])):
            for name in sorted(of.keys() - {"reasons"}):
                scope = "" if tag else "all"
                yield (
                    "u_alpha",
                    scope,
                    name,
                    figure,
                    of[name],
                    "",
                    "",
                    of["reasons"].get(name),
                    one["articles"],
                    "",
                )
    for one in found["competence"]["people"]:
        for name, value in (one["per_tag"] or {}).items():
            yield ("competence", one["annotator"], name, "right", value, "", "", "", "", "")
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
        values |= {name: value for name, value in one.get("coefficients", {}).items() if name in ("kappa", "pi")}
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
