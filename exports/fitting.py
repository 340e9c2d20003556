"""A foreign document becomes a record of ours: labels mapped, offsets proved, words made values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from exports import ids
from exports.content import fields
from exports.document import Document, Layer, Link, Mark
from exports.incoming import complete
from exports.misfits import MOST_TOLD, Same, doubt_the_unit, refuse_misfits
from exports.offsets import Ruler, Unit, frozen
from exports.options import Reading
from exports.spelling import Speller, SpellingError
from exports.strict import StrictError, misread, together

Json = dict[str, Any]

MOST_NAMED = 20


def same_words(found: str, quote: str) -> bool:
    """Say whether a quote is the text, line ends and other white space apart."""
    return found == quote or found.split() == quote.split()


def to_record(document: Document, how: Reading, same: Same = same_words) -> Json | StrictError:
    """Return the record of a foreign document, without `project`; or the error that says why there is none.

    Codes: `unknown_tag` names labels that neither scheme nor mapping has; `offsets_do_not_fit` gives the unit that
    fits, if one does; `bad_value` what cannot be read, or has another shape than the format gives it. What is
    merely odd is counted in the report.
    """
    try:
        return _Fitting(document, how, same).record()
    except StrictError as error:
        return error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        return misread("bad_value", "It cannot be read", error)


class _Fitting:
    def __init__(self, document: Document, how: Reading, same: Same) -> None:
        self._document, self._how, self._same = document, how, same
        self._unit = Unit() if document.settled else document.unit.asked(how.offsets)
        self._text = frozen(document.text)
        self._ruler = Ruler(document.text, self._unit)
        self._speller = Speller(self._text, {one["id"]: one for one in document.entities})
        self._wrong: list[StrictError] = []

    def record(self) -> Json:
        document = self._document
        self._refuse_unknown_labels()
        refuse_misfits(self._document, self._ruler, self._how, self._same)
        doubt_the_unit(self._document, self._ruler, self._how)
        layers = [self._layer(layer) for layer in document.layers]
        if self._wrong:
            raise together(self._wrong[:MOST_TOLD])
        line: Json = {**_known(document.metadata, self._how), "text": self._text, "layers": layers}
        if document.regions is not None or any(layer["annotations"] for layer in layers):
            line["regions"] = document.regions or []
        line["entities"] = _named(self._speller.entities, layers, self._how.scheme)
        line |= document.more
        return ids.import_ids(complete(line), fields(self._how.scheme, "entity", "entities"))

    def _refuse_unknown_labels(self) -> None:
        mapping, scheme = self._how.mapping, self._how.scheme
        unknown: Counter[str] = Counter()
        where: Json = {}
        for layer in self._document.layers:
            for mark in layer.marks:
                if mark.label not in mapping.labels and _tag(mark.label, scheme) is None:
                    unknown[mark.label] += 1
                    where = where or mark.where
            for link in layer.links:
                if link.label not in mapping.relations and link.label not in scheme.get("relations", {}):
                    unknown[link.label] += 1
        if unknown:
            self._how.unknown += unknown
            named = ", ".join(repr(name[:80]) for name, _ in unknown.most_common(MOST_NAMED))
            words = f"The scheme has no {named}. Map it to a tag or relation, or to null to leave it out."
            raise StrictError("unknown_tag", words, labels=[name[:200] for name in unknown][:MOST_NAMED], **where)

    def _layer(self, layer: Layer) -> Json:
        name = self._how.person(layer.name) if layer.person and layer.name != "gold" else layer.name
        self._prefix = f"{name}/" if layer.person or len(self._document.layers) > 1 else ""
        annotations = [one for mark in layer.marks if (one := self._annotation(mark)) is not None]
        there = {one["id"] for one in annotations}
        relations = [one for link in layer.links if (one := self._relation(link, there)) is not None]
        about = {"layer": name, "state": self._how.mapping.state, **layer.more}
        return {**about, "annotations": annotations, "relations": relations}

    def _annotation(self, mark: Mark) -> Json | None:
        given = self._how.mapping.label(mark.label) if mark.label in self._how.mapping.labels else None
        if given is None and mark.label in self._how.mapping.labels:
            self._how.report.add(f"annotations {mark.label!r}, left out by the mapping")
            return None
        tag, more = given or (_tag(mark.label, self._how.scheme) or mark.label, {})
        anchor = self._anchor(mark)
        if anchor is None:
            self._how.report.add("annotations of white space alone")
            return None
        known: Json = {"id": self._id(mark.id), "tag": tag, "anchor": anchor, "sources": mark.sources}
        known["attributes"] = self._attributes(tag, mark) | more
        return known | {"note": mark.note, "confidence": mark.confidence}

    def _anchor(self, mark: Mark) -> Json | None:
        if not mark.segments:
            return {"kind": "article", "segments": []}
        spans = [span for start, end, _ in mark.segments if (span := self._ruler.span(start, end)) is not None]
        if len(spans) == 1 and spans[0][0] == spans[0][1]:
            at = spans[0][0]
            return {"kind": "point", "segments": [{"start": at, "end": at, "exact": ""}]}
        joined = _joined(self._trimmed(spans))
        segments = [{"start": one, "end": end, "exact": self._text[one:end]} for one, end in joined]
        return {"kind": "span", "segments": segments} if segments else None

    def _trimmed(self, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
        for start, end in spans:
            words = self._text[start:end]
            left, right = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
            if left or right:
                self._how.report.add("segments trimmed of white space at their ends")
            if words.strip():
                yield start + left, end - right

    def _attributes(self, tag: str, mark: Mark) -> Json:
        specs = self._how.tags.get(tag, {}).get("attributes", {})
        found: Json = {}
        for given, word in mark.attributes.items():
            name = self._how.mapping.attributes.get(given, given)
            if name is None or name not in specs:
                self._how.report.add(f"attributes {given!r}, which {tag} does not have")
                continue
            try:
                found[name] = self._speller.value(self._mapped(name, word), specs[name])
            except SpellingError as error:
                self._wrong.append(
                    StrictError("bad_value", f"{mark.label} {mark.id}: {given} {error}.", **mark.where)
                )
        return found

    def _mapped(self, name: str, word: Any) -> Any:
        values = self._how.mapping.values.get(name, {})
        if isinstance(word, list):
            return [values.get(one, one) for one in word]
        return values.get(word, word) if isinstance(word, str) else word

    def _relation(self, link: Link, there: set[str]) -> Json | None:
        kind = self._how.mapping.relations.get(link.label, link.label)
        source, target = self._id(link.source), self._id(link.target)
        if kind is None or not {source, target} <= there:
            self._how.report.add(f"relations {link.label!r}, left out with their ends or by the mapping")
            return None
        return {"id": self._id(link.id), "type": kind, "from": source, "to": target}

    def _id(self, name: str) -> str:
        return name if ids.UUID.fullmatch(name) else f"{self._prefix}{name}"


def _tag(label: str, scheme: Json) -> str | None:
    """Return the tag that a label names: written the same, or but for capitals."""
    return label if label in scheme["tags"] else next((t for t in scheme["tags"] if t == label.lower()), None)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


_METADATA = ("id", "title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights")


def _known(metadata: Json, how: Reading) -> Json:
    """Return what a record knows of an article, and all else that can stay under `meta`."""
    known = {name: metadata[name] for name in _METADATA if metadata.get(name) not in (None, "", [])}
    rest = {str(name): value for name, value in metadata.items() if name not in (*_METADATA, "meta")}
    meta = {**(metadata.get("meta") or {}), **rest}
    kept = {name: value for name, value in meta.items() if _simple(value)}
    how.report.add("fields of metadata that are no text, whole number or list of these", len(meta) - len(kept))
    if "id" in known:
        known["id"] = str(known["id"])
    return known | ({"meta": kept} if kept else {})


def _simple(value: Any) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) or type(one) is int for one in items)


def _named(entities: Json, layers: list[Json], scheme: Json) -> list[Json]:
    """Return the entities that an attribute names, in the order of their ids."""
    names = fields(scheme, "entity", "entities")
    used: set[str] = set()
    for layer in layers:
        for one in layer["annotations"]:
            for name in names.get(one["tag"], ()):
                value = one["attributes"].get(name, [])
                used.update(value if isinstance(value, list) else [value])
    return [entities[known] for known in sorted(used) if known in entities]
