"""Which foreign label, relation, attribute and value is which of ours: data that a person writes down.

    labels: {Person: null, LOADED: {tag: framing, attributes: {bias_form: lexical}}}
    relations: {attacks: rebuts}
    attributes: {Speaker: speaker, Negation: null}
    values: {voice: {direct: direct_quote}}
    layers: {webanno.custom.Stance: {label: kind}}
    people: {alice: a-7k2m9qxw4c}
    state: submitted

Null leaves something out, which the report counts. A label of an UIMA layer is the short or full name of its
type, or the value of the feature that `layers` names as its `label`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from schemas import yamltext

Json = dict[str, Any]
STATES = ("open", "submitted")


class MappingError(ValueError):
    """A mapping that cannot be used; the words say what is wrong."""


@dataclass(frozen=True)
class Mapping:
    """The foreign name on the left, ours on the right."""

    labels: Json = field(default_factory=dict)
    relations: Json = field(default_factory=dict)
    attributes: Json = field(default_factory=dict)
    values: Json = field(default_factory=dict)
    layers: Json = field(default_factory=dict)
    people: Json = field(default_factory=dict)
    state: str = "open"

    def label(self, name: str) -> tuple[str, Json] | None:
        """Return the tag and the attributes that a label stands for, or None where it is left out.

        Raise `KeyError` for a label that is not mapped.
        """
        found = self.labels[name]
        if found is None:
            return None
        return (found, {}) if isinstance(found, str) else (found["tag"], found.get("attributes", {}))


def read(data: bytes) -> Mapping:
    """Return the mapping in a YAML or JSON file; raise `MappingError` that says what is wrong with it."""
    try:
        value = yamltext.loads(data.decode())
    except (UnicodeDecodeError, ValueError) as error:
        raise MappingError(f"The mapping cannot be read: {error}") from error
    return make(value)


def make(value: object) -> Mapping:
    """Return the mapping that an object says; raise `MappingError` that says what is wrong with it."""
    names = [one.name for one in fields(Mapping)]
    if not isinstance(value, dict) or not set(value) <= set(names):
        raise MappingError(f"A mapping holds {', '.join(names)} and nothing else.")
    for name, part in value.items():
        if name == "state":
            if part not in STATES:
                raise MappingError(f"state is one of {', '.join(STATES)}.")
        elif not isinstance(part, dict) or not all(isinstance(key, str) for key in part):
            raise MappingError(f"{name}: write foreign name: ours, a line each.")
    for label, ours in value.get("labels", {}).items():
        _check_label(label, ours)
    return Mapping(**value)


def _check_label(label: str, ours: Any) -> None:
    good = ours is None or isinstance(ours, str)
    if isinstance(ours, dict):
        good = isinstance(ours.get("tag"), str) and isinstance(ours.get("attributes", {}), dict)
    if not good:
        raise MappingError(f"labels/{label}: write a tag, or tag and attributes, or null.")
