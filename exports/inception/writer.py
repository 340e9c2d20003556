"""Records as UIMA CAS: a custom layer a tag, a relation layer a relation, features for attributes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from exports import parts
from exports.brat.names import file_name
from exports.inception import names
from exports.options import Losses, Writing
from exports.reducing import reduce
from exports.spelling import spell

Json = dict[str, Any]

CARRIED = frozenset(
    {parts.METADATA, parts.LAYERS, parts.OVERLAPS, parts.POINTS, parts.ATTRIBUTES, parts.NOTES}
    | {parts.CONFIDENCE, parts.RELATIONS, parts.IDS}
)
METADATA = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RANGES = {"bool": "Boolean", "int": "Integer", "ids": "StringArray", "entities": "StringArray"}


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[tuple[str, bytes]]:
    """Yield the type system, then an XMI for each layer of each article."""
    types = type_system(how.scheme)
    yield names.TYPE_SYSTEM, types.to_xml().encode()
    for record in records:
        left = reduce(record, CARRIED, losses, how.scheme)
        for layer in left["layers"] or [{"layer": None, "annotations": [], "relations": []}]:
            place = f"annotation/{file_name(left['id'])}/{file_name(layer['layer'])}.xmi"
            yield place, _Cas(left, layer, types, how.scheme, losses).to_xmi()


def type_system(scheme: Json) -> Any:
    """Return the types of a scheme."""
    from cassis import TypeSystem

    types = TypeSystem()
    article = types.create_type(names.ARTICLE, "uima.cas.AnnotationBase")
    types.create_feature(article, names.RECORD, "uima.cas.String")
    for tag, rules in scheme["tags"].items():
        made = types.create_type(names.CUSTOM + tag, "uima.tcas.Annotation")
        for name in (names.ID, names.NOTE):
            types.create_feature(made, name, "uima.cas.String")
        types.create_feature(made, names.CONFIDENCE, "uima.cas.Integer")
        for name, spec in rules.get("attributes", {}).items():
            types.create_feature(made, name, f"uima.cas.{_RANGES.get(spec['type'], 'String')}")
    for relation in scheme.get("relations", {}):
        made = types.create_type(names.CUSTOM + relation, "uima.tcas.Annotation")
        types.create_feature(made, names.ID, "uima.cas.String")
        for name in (names.GOVERNOR, names.DEPENDENT):
            types.create_feature(made, name, "uima.tcas.Annotation")
    return types


class _Cas:
    """The CAS of one layer; feature structures are numbered in the order of the record."""

    def __init__(self, record: Json, layer: Json, types: Any, scheme: Json, losses: Losses) -> None:
        from cassis import Cas

        self._types, self._tags, self._losses = types, scheme["tags"], losses
        self._names = {one["id"]: one["name"] for one in record["entities"]}
        self._cas = Cas(types)
        self._cas.sofa_string, self._cas.sofa_mime = record["text"], "text/plain"
        about = {name: record[name] for name in METADATA if record[name]}
        known = {"id": record["id"], "layer": layer["layer"], **about}
        self._add(names.ARTICLE, **{names.RECORD: json.dumps(known)})
        there = {one["id"]: self._annotation(one) for one in layer["annotations"]}
        for one in layer["relations"]:
            source, target = there[one["from"]], there[one["to"]]
            ends = {names.GOVERNOR: source, names.DEPENDENT: target, "begin": target.begin, "end": target.end}
            self._add(names.CUSTOM + one["type"], **ends, **{names.ID: one["id"]})

    def to_xmi(self) -> bytes:
        """Return the CAS as XMI."""
        xmi: str = self._cas.to_xmi()
        return xmi.encode()

    def _annotation(self, annotation: Json) -> Any:
        [segment] = annotation["anchor"]["segments"]
        specs = self._tags[annotation["tag"]].get("attributes", {})
        features = {
            name: self._feature(value, specs[name]["type"]) for name, value in annotation["attributes"].items()
        }
        known = {names.ID: annotation["id"], names.NOTE: self._words(annotation["note"])}
        known |= {names.CONFIDENCE: annotation["confidence"], "begin": segment["start"], "end": segment["end"]}
        return self._add(names.CUSTOM + annotation["tag"], **known, **features)

    def _feature(self, value: Any, kind: str) -> Any:
        if kind in {"bool", "int"}:
            return value
        word = spell(value, self._names)
        if isinstance(word, list):
            return self._types.get_type("uima.cas.StringArray")(elements=[self._words(one) for one in word])
        return self._words(word)

    def _words(self, words: str | None) -> str | None:
        if words is None:
            return None
        safe, times = _NOT_XML.subn("\ufffd", words)
        self._losses.add("control characters, which XML does not know", times)
        return safe

    def _add(self, name: str, **features: Any) -> Any:
        made = self._types.get_type(name)(**features)
        self._cas.add(made)
        return made
