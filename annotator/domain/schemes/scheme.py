"""A label scheme as a value, and every rule that it sets; desk, API, import and export all ask here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import schemas
from annotator.domain.schemes import drafts, holes, known_then, overlaps, reading
from annotator.domain.schemes.parts import Attribute, Tag, Term, spoken
from annotator.domain.schemes.values import Known
from annotator.errors import Invalid, Problem
from exports.links import Links
from exports.shape import clip
from schemas.sayings import say

Record = Mapping[str, Any]
Holes = tuple[list[Problem], list[Problem]]
"""What stops the act, and what only deserves a look."""


class Scheme:
    """A checked scheme; raises `Invalid` (code `bad_scheme`) with every fault of the data."""

    def __init__(self, data: dict[str, Any]) -> None:
        faults = reading.problems(data)
        if faults:
            raise Invalid.many(faults)
        self.data = data
        self.name: str = data["scheme"]
        self.version: int = data["version"]
        self.tags = {name: Tag.of(name, tag) for name, tag in data["tags"].items()}
        self.relations: dict[str, Any] = data.get("relations", {})
        self._vocabularies: dict[str, tuple[Term, ...]] = {}

    @property
    def says(self) -> str:
        """Return the name and version as sentences begin with them."""
        return say("The scheme %(name)s, version %(version)s,", name=self.name, version=self.version)

    @property
    def keys(self) -> dict[str, str]:
        """Return the tag that each key makes."""
        return {tag.key: name for name, tag in self.tags.items() if tag.key is not None and not tag.deprecated}

    def vocabulary(self, name: str) -> tuple[Term, ...]:
        """Return the terms of a vocabulary in order, deprecated ones included; none if it is unknown."""
        if name not in self._vocabularies:
            terms = schemas.vocabulary(name, self.data)
            self._vocabularies[name] = tuple(Term(**term) for term in terms)
        return self._vocabularies[name]

    def check_draft(
        self,
        tag: object,
        anchor_kind: object,
        attributes: object,
        sources: object,
        *,
        stored: Record | None = None,
    ) -> list[Problem]:
        """Return what is wrong with an annotation as a client sends it; pointers begin at its body.

        `stored` are the attributes as they are kept now under this tag: what is deprecated there may stay.
        """
        rules = self.tags.get(tag) if isinstance(tag, str) else None
        if rules is None or (rules.deprecated and stored is None):
            offered = ", ".join(name for name, one in self.tags.items() if not one.deprecated)
            detail = say(
                "%(says)s has no tag %(tag)s to choose; it has %(offered)s.",
                says=self.says,
                tag=clip(tag),
                offered=offered,
            )
            return [Problem("unknown_tag", detail, "/tag")]
        known = self._known(_strings(stored or {}))
        return [
            *drafts.check_anchor_kind(rules, anchor_kind),
            *drafts.check_attributes(rules, attributes, known, stored or {}),
            *drafts.check_links(sources, known),
        ]

    def normalise(self, tag: str, attributes: Record) -> dict[str, Any]:
        """Return checked attributes in the order of the scheme, without nulls, sets in vocabulary order."""
        result: dict[str, Any] = {}
        for name, attribute in self.tags[tag].attributes.items():
            value = attributes.get(name)
            if value is not None:
                result[name] = self._normal(attribute, value)
        return result

    def normalise_sources(self, sources: Iterable[Record]) -> list[dict[str, Any]]:
        """Return checked source links, each with its five fields in order, null where nothing is said."""
        return [drafts.arrange_link(link) for link in sources]

    def deprecated_in(self, annotation: Record) -> list[str]:
        """Return what of the annotation is no longer offered, by name: its tag, attributes, terms."""
        tag = self.tags[annotation["tag"]]
        found = [tag.words()] if tag.deprecated else []
        for name, value in annotation["attributes"].items():
            attribute = tag.attributes[name]
            chosen = value if isinstance(value, list) else [value]
            terms = self.vocabulary(attribute.vocabulary or "")
            found += [attribute.words()] if attribute.deprecated else []
            found += [spoken(term.label, term.id) for term in terms if term.deprecated and term.id in chosen]
        return [str(words) for words in found]

    def submit_holes(
        self, annotation: Record, outgoing: Iterable[Record], article: Record, sources: holes.Sources
    ) -> Holes:
        """Return the problems and the warnings of handing this annotation in.

        `outgoing` are the relations that leave it, `sources` the linked sources by id.
        """
        tag = self.tags[annotation["tag"]]
        problems = [
            *holes.missing(tag, annotation, {relation["type"] for relation in outgoing}, holes.SUBMIT),
            *holes.misplaced(tag, annotation),
            *holes.unproved(tag, annotation, article, sources),
            *known_then.refused(tag, annotation),
        ]
        return problems, self._warnings(tag, annotation, article, sources)

    def gold_holes(
        self, annotation: Record, outgoing: Iterable[Record], article: Record, sources: holes.Sources
    ) -> Holes:
        """Return the problems and the warnings of this annotation as gold: those of hand-in, and more."""
        tag = self.tags[annotation["tag"]]
        problems = [
            *holes.missing(tag, annotation, {relation["type"] for relation in outgoing}, holes.GOLD),
            *holes.proposals(tag, annotation),
            *holes.misplaced(tag, annotation),
            *holes.unproved(tag, annotation, article, sources),
            *known_then.refused(tag, annotation),
        ]
        return problems, self._warnings(tag, annotation, article, sources)

    def proposed(self, tag: str, attributes: Record) -> list[Problem]:
        """Return a problem for each of the attributes that gold never takes, however unfinished it is."""
        return list(holes.proposed(self.tags[tag], attributes))

    def release_holes(self, annotation: Record, article: Record, sources: holes.Sources) -> list[Problem]:
        """Return why a release may not hold this gold annotation, beside the problems of `gold_holes`."""
        return list(known_then.blocks_release(self.tags[annotation["tag"]], annotation, article, sources))

    def layer_holes(self, annotations: Sequence[Record]) -> list[Problem]:
        """Return the problems of the layer as a whole: what may be true of one annotation only."""
        found: list[Problem] = []
        seen: set[tuple[str, str]] = set()
        for annotation in annotations:
            for name, attribute in self.tags[annotation["tag"]].attributes.items():
                if attribute.one_per_layer and annotation["attributes"].get(name) is True:
                    if (annotation["tag"], name) in seen:
                        where = holes.place(annotation, "attributes", name)
                        detail = say(
                            "“%(attribute)s” is chosen elsewhere already; it may be once.",
                            attribute=attribute.words(),
                        )
                        found.append(Problem("one_per_layer", detail, where))
                    seen.add((annotation["tag"], name))
        return [*found, *self.overlaps(annotations)]

    def overlaps(self, annotations: Sequence[Record]) -> list[Problem]:
        """Return each overlap among the annotations of a layer that their tag forbids."""
        apart = [tag for tag in self.tags.values() if not tag.overlap]
        return [problem for tag in apart for _, problem in overlaps.among(tag, annotations)]

    def check_relation(
        self,
        kind: object,
        source: Record,
        target: Record,
        existing: Iterable[Record],
        *,
        own_id: str | None = None,
    ) -> Problem | None:
        """Return why this relation is not legal beside the others of its layer (`bad_relation`), or nothing.

        `source` and `target` are annotations of one layer; `own_id` is that of the relation being changed.
        """
        ends = {source["id"]: source["tag"], target["id"]: target["tag"]}
        links = Links(self.relations, ends)
        for relation in existing:
            if relation["id"] != own_id:
                links.keep(relation["type"], relation["from"], relation["to"])
        wrong = links.add(str(kind), source["id"], target["id"])
        return Problem("bad_relation", wrong, "/type") if wrong else None

    def _normal(self, attribute: Attribute, value: Any) -> Any:
        if attribute.type == "ids":
            return [term.id for term in self.vocabulary(attribute.vocabulary or "") if term.id in value]
        if attribute.type == "entities":
            return [item.lower() for item in value]
        return value.lower() if attribute.type == "entity" else value

    def _warnings(self, tag: Tag, annotation: Record, article: Record, sources: holes.Sources) -> list[Problem]:
        timing = known_then.warnings(tag, annotation, article, sources)
        return [*holes.chain_ends(tag, annotation), *timing]

    def _known(self, kept: Collection[str]) -> Known:
        def ids(name: str) -> list[str]:
            return [term.id for term in self.vocabulary(name) if not term.deprecated or term.id in kept]

        return Known(ids, self.says, self.data.get("scales", {}))


def default() -> Scheme:
    """Return the scheme that a project starts from."""
    return Scheme(schemas.scheme())


def _strings(attributes: Record) -> set[str]:
    """Return every term among stored attributes."""
    found: set[str] = set()
    for value in attributes.values():
        found.update(value if isinstance(value, list) else [value] if isinstance(value, str) else [])
    return found
