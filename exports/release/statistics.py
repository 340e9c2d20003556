"""What is in a corpus, counted: tags, attributes, outlets, stories, lengths, overlaps, who rebuts whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Table = dict[str, Counter[str]]

UNKNOWN = "unknown"
VALUES = ("id", "ids", "bool", "int")
"""The types of attributes whose answers are counted."""


@dataclass
class Statistics:
    """Counts over the annotations of some layers of articles added one by one.

    `outlets` and `stories` count annotations by tag, and articles under `articles`; `frames` counts articles of an
    outlet by frame; `characters` leave boilerplate out.
    """

    scheme: Json
    articles: int = 0
    characters: int = 0
    layers: int = 0
    tags: Counter[str] = field(default_factory=Counter)
    anchors: Table = field(default_factory=dict)
    attributes: dict[str, Table] = field(default_factory=dict)
    outlets: Table = field(default_factory=dict)
    stories: Table = field(default_factory=dict)
    lengths: dict[str, Counter[int]] = field(default_factory=dict)
    relations: Counter[str] = field(default_factory=Counter)
    overlapping: Counter[str] = field(default_factory=Counter)
    rebuts: Counter[tuple[str, str]] = field(default_factory=Counter)
    frames: Table = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)

    def add(self, article: Json, layers: Iterable[Json]) -> None:
        """Count an article with the layers that are to be counted."""
        chosen = list(layers)
        outlet, story = article["outlet"] or UNKNOWN, article["story"] or UNKNOWN
        self.articles += 1
        self.layers += len(chosen)
        self.characters += body_length(article)
        self.months[(article["published"] or UNKNOWN)[:7]] += 1
        for table, name in ((self.outlets, outlet), (self.stories, story)):
            table.setdefault(name, Counter())["articles"] += 1
        names = {entity["id"]: entity["name"] for entity in article["entities"]}
        for layer in chosen:
            self._layer(layer, outlet, story, names)
        self._frames(outlet, chosen)

    def _layer(self, layer: Json, outlet: str, story: str, names: Mapping[str, str]) -> None:
        for annotation in layer["annotations"]:
            tag, anchor = annotation["tag"], annotation["anchor"]
            self.tags[tag] += 1
            self.outlets[outlet][tag] += 1
            self.stories[story][tag] += 1
            self.anchors.setdefault(tag, Counter())[anchor["kind"]] += 1
            if anchor["kind"] == "span":
                length = sum(s["end"] - s["start"] for s in anchor["segments"])
                self.lengths.setdefault(tag, Counter())[length] += 1
            self._attributes(tag, annotation["attributes"])
        for annotation in overlapping(layer["annotations"]):
            self.overlapping[annotation["tag"]] += 1
        self._relations(layer, names)

    def _attributes(self, tag: str, values: Mapping[str, Any]) -> None:
        for name, spec in self.scheme["tags"][tag].get("attributes", {}).items():
            if spec["type"] in VALUES and values.get(name) is not None:
                counts = self.attributes.setdefault(tag, {}).setdefault(name, Counter())
                value = values[name]
                counts.update(_word(one) for one in (value if isinstance(value, list) else [value]))

    def _relations(self, layer: Json, names: Mapping[str, str]) -> None:
        speakers = {one["id"]: one["attributes"].get("speaker") for one in layer["annotations"]}
        for relation in layer["relations"]:
            self.relations[relation["type"]] += 1
            if relation["type"] == "rebuts":
                one, other = speakers.get(relation["from"]), speakers.get(relation["to"])
                self.rebuts[names.get(one or "", UNKNOWN), names.get(other or "", UNKNOWN)] += 1

    def _frames(self, outlet: str, layers: Iterable[Json]) -> None:
        """Count an article once for every frame that somebody found in it."""
        found = {
            frame
            for layer in layers
            for annotation in layer["annotations"]
            for frame in annotation["attributes"].get("frame_dimension") or ()
        }
        self.frames.setdefault(outlet, Counter()).update(sorted(found))


def body_length(article: Json) -> int:
    """Return how many characters of the text are the article and not boilerplate."""
    dull = sum(r["end"] - r["start"] for r in article["regions"] if r["role"] == "boilerplate")
    return len(article["text"]) - int(dull)


def overlapping(annotations: Iterable[Json]) -> list[Json]:
    """Return the annotations of a layer that share a character with another of it."""
    items = list(annotations)
    pieces = sorted(
        (segment["start"], segment["end"], number)
        for number, annotation in enumerate(items)
        for segment in annotation["anchor"]["segments"]
        if segment["start"] < segment["end"]
    )
    found: set[int] = set()
    furthest, holder = -1, -1
    for start, end, number in pieces:
        if start < furthest and number != holder:
            found |= {number, holder}
        if end > furthest:
            furthest, holder = end, number
    return [items[number] for number in sorted(found)]


def median(lengths: Mapping[int, int]) -> int:
    """Return the lower median of lengths given with their counts; 0 of none."""
    left = (sum(lengths.values()) + 1) // 2
    for length in sorted(lengths):
        left -= lengths[length]
        if left <= 0:
            return length
    return 0


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
