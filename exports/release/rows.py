"""Flat rows out of article records: one for each annotation, relation and decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports.canonical import digest

Json = dict[str, Any]
OF_ARTICLE = ("story", "outlet", "published", "language")


def readings(article: Json, part: str | None, *, gold: bool) -> Iterator[Json]:
    """Yield a row for every annotation of the gold, or of all other layers: by layer, then by id."""
    about = _about(article, part)
    for layer in sorted(article["layers"], key=lambda layer: layer["layer"]):
        if (layer["layer"] == "gold") == gold:
            names = {"layer": layer["layer"], "guideline_version": layer["guideline_version"]}
            for annotation in sorted(layer["annotations"], key=lambda one: one["id"]):
                segments = annotation["anchor"]["segments"]
                place = {"start": segments[0]["start"], "end": segments[-1]["end"]} if segments else {}
                row = {**names, "start": None, "end": None, **place, **annotation, "article": article["id"]}
                yield {**about, **row, "content_sha256": digest(row)}


def relations(article: Json, part: str | None) -> Iterator[Json]:
    """Yield a row for every relation of every layer, with the tags of both ends: by layer, then by id."""
    for layer in sorted(article["layers"], key=lambda layer: layer["layer"]):
        tags = {annotation["id"]: annotation["tag"] for annotation in layer["annotations"]}
        for relation in sorted(layer["relations"], key=lambda one: one["id"]):
            row = {**relation, "article": article["id"], "layer": layer["layer"]}
            ends = {"from_tag": tags[relation["from"]], "to_tag": tags[relation["to"]]}
            yield {**row, **ends, "split": part, "content_sha256": digest(row)}


def decisions(article: Json) -> Iterator[Json]:
    """Yield every decision on the article with its id, those that were superseded too."""
    for decision in sorted(article["decisions"], key=lambda one: one["id"]):
        yield {**decision, "article": article["id"]}


def _about(article: Json, part: str | None) -> Json:
    return {**{name: article[name] for name in OF_ARTICLE}, "split": part}


class United:
    """Things that several articles carry, united by id: entities, sources and fact-checks."""

    def __init__(self) -> None:
        self.entities: dict[str, Json] = {}
        self.sources: dict[str, Json] = {}
        self.fact_checks: dict[str, Json] = {}

    def add(self, article: Json) -> None:
        """Take what an article carries; the mentions of a fact-check add up."""
        self.entities |= {one["id"]: one for one in article["entities"]}
        self.sources |= {one["id"]: one for one in article["sources"]}
        for check in article["fact_checks"]:
            known = self.fact_checks.get(check["id"])
            earlier = known.get("mentions") or [] if known else []
            mentions = sorted({*earlier, *(check.get("mentions") or [])})
            self.fact_checks[check["id"]] = {**check, "mentions": mentions}
