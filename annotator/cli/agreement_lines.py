"""Figures of agreement as lines for a person: a number, its interval, what it rests on, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]
F1 = (("iou_weighted", "IoU F1"), ("exact", "exact F1"), ("relaxed", "overlap F1"), ("char", "character F1"))


def of(found: Record) -> list[str]:
    """Return the lines of a report."""
    tags = (line for tag, one in found["tags"].items() for line in _tag(tag, one))
    return [*_head(found), *tags, _gamma(found["gamma"]), *_detail(found.get("detail"))]


def _head(found: Record) -> Iterator[str]:
    people = len(found["annotators"])
    yield (
        f"{found['project']}: {found['articles']} articles that at least two finished, "
        f"{people} layers by name, {found['pairs']} pairs"
    )


def _tag(tag: str, one: Record) -> Iterator[str]:
    interval = one.get("intervals", {}).get("alpha", {})
    words = f"{tag}: α {_value(one['alpha'], one['reasons'].get('alpha'))}"
    if interval.get("low") is not None:
        few = ", too few articles" if one["few_articles"] else ""
        words += f" (95 %: {interval['low']:.3f} to {interval['high']:.3f}{few})"
    yield words
    scores = [f"{name} {_value(one['f1'][key], one['reasons'].get(f'f1.{key}'))}" for key, name in F1]
    yield f"  {', '.join(scores)}"
    agreed, prevalence = _value(one["observed_agreement"]), _value(one["prevalence"])
    ac1 = _value(one["ac1"], one["reasons"].get("ac1"))
    yield (
        f"  AC1 {ac1}, observed agreement {agreed}, prevalence {prevalence}; "
        f"{one['annotations']} annotations in {one['articles']} articles, {one['pairs']} pairs"
    )


def _detail(one: Record | None) -> Iterator[str]:
    if one is None:
        return
    for name, family in (("all tags", one["u_alpha"]["all"]), *one["u_alpha"]["tags"].items()):
        figures = (f"{key} {_value(family[key], family['reasons'].get(key))}" for key in ("u", "binary", "cu"))
        left = f"; {family['overlapping']} articles left out, where annotations overlap" * bool(
            family["overlapping"]
        )
        yield f"u-α of {name}: {', '.join(figures)}{left}"
    for person in one["competence"]["people"]:
        reach = "" if person["low"] is None else f" (95 %: {person['low']:.3f} to {person['high']:.3f})"
        yield f"{person['annotator']} is right {person['right']:.3f}{reach}, on {person['votes']} groups"


def _gamma(one: Record) -> str:
    figures = f"γ {_value(one['gamma'], one['reasons'].get('gamma'))}"
    if one["left"]:
        figures += f", {one['left']} articles to compute (--gamma)"
    return f"{figures}; γ-cat {_value(one['gamma_cat'], one['reasons'].get('gamma_cat'))}"


def _value(number: float | None, reason: str | None = None) -> str:
    if number is None:
        return f"undefined ({reason})" if reason else "undefined"
    return f"{number:.3f}"
