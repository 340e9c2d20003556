"""The feature structures of one CAS as marks and links, by the names of their types or by a mapping."""

from __future__ import annotations

import json
from typing import Any

from exports.document import Document, Layer, Link, Mark
from exports.inception import names
from exports.offsets import Unit
from exports.options import Reading

Json = dict[str, Any]


class Structures:
    """What one CAS holds; `ours` says that we wrote it."""

    def __init__(self, cas: Any, how: Reading) -> None:
        self._how = how
        self._text: str = cas.sofa_string or ""
        self._all = sorted(cas.select_all_fs(), key=lambda one: one.xmiID or 0)
        known = next((one for one in self._all if one.type.name == names.ARTICLE), None)
        self._about: Json = json.loads(known[names.RECORD]) if known is not None else {}
        self.ours = known is not None

    def document(self) -> Document:
        """Return the text with one layer; cassis has made code points of its offsets already."""
        name = self._about.pop("layer", None)
        document = Document(self._text, metadata=self._about, unit=Unit("code_points", "stands"), settled=True)
        if not self.ours or name is not None:
            layer = Layer(name or "imported")
            for one in self._all:
                self._take(one, layer)
            document.layers.append(layer)
        return document

    def _take(self, structure: Any, layer: Layer) -> None:
        features = {feature.name for feature in structure.type.all_features}
        label = self._label(structure, features)
        if label is None or "begin" not in features:
            return
        known = self._id(structure, features)
        if {names.GOVERNOR, names.DEPENDENT} <= features:
            source, target = structure[names.GOVERNOR], structure[names.DEPENDENT]
            if source is not None and target is not None:
                layer.links.append(Link(known, label, self._id_of(source), self._id_of(target)))
            return
        mark = Mark(known, label, [(structure.begin, structure.end, None)])
        mark.attributes = {
            name: value
            for name in sorted(features - names.NOT_FEATURES)
            if (value := _value(structure[name])) is not None and not self._is_label(structure, name)
        }
        mark.note = structure[names.NOTE] if names.NOTE in features else None
        confidence = structure[names.CONFIDENCE] if names.CONFIDENCE in features else None
        mark.confidence = confidence if confidence in (1, 2, 3) else None
        layer.marks.append(mark)

    def _label(self, structure: Any, features: set[str]) -> str | None:
        """Return the label of a structure, or nothing for what no custom layer and no mapping names."""
        full = structure.type.name
        feature = self._label_feature(full)
        if feature is not None:
            return str(structure[feature]) if feature in features and structure[feature] is not None else None
        for name in (full, names.short(full)):
            if name in self._how.mapping.labels or name in self._how.mapping.relations:
                return name
        return names.short(full) if full.startswith(names.CUSTOM) else None

    def _label_feature(self, full: str) -> str | None:
        layers = self._how.mapping.layers
        said = layers.get(full, layers.get(names.short(full)))
        if isinstance(said, dict):
            return str(said["label"])
        return "value" if full == names.NAMED_ENTITY and full not in self._how.mapping.labels else None

    def _is_label(self, structure: Any, name: str) -> bool:
        return name == self._label_feature(structure.type.name)

    def _id_of(self, structure: Any) -> str:
        return self._id(structure, {feature.name for feature in structure.type.all_features})

    def _id(self, structure: Any, features: set[str]) -> str:
        known = structure[names.ID] if names.ID in features else None
        return str(known or f"fs-{structure.xmiID}")


def _value(value: Any) -> Any:
    """Return a feature's value as words; other structures have no place in an attribute."""
    if value is None or isinstance(value, str | bool | int):
        return value
    elements = getattr(value, "elements", None)
    return [str(one) for one in elements] if isinstance(elements, list) else None
