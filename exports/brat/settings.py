"""The settings of brat, made from a scheme, so that it shows the corpus and lets people go on with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports.brat.names import OURS
from exports.shape import terms

Json = dict[str, Any]


def settings(scheme: Json) -> str:
    """Return `annotation.conf`: tags as entities, relations with their ends, attributes with their values."""
    lines = [OURS, "", "[entities]", *scheme["tags"], "", "[relations]"]
    for name, rule in scheme.get("relations", {}).items():
        lines.append(f"{name}\tArg1:{'|'.join(rule['from'])}, Arg2:{'|'.join(rule['to'])}")
    lines += ["", "[events]", "", "[attributes]", *_attributes(scheme)]
    return "\n".join(lines) + "\n"


def _attributes(scheme: Json) -> Iterator[str]:
    values: dict[str, str] = {}
    tags: dict[str, list[str]] = {}
    for tag, rules in scheme["tags"].items():
        for name, spec in rules.get("attributes", {}).items():
            found = _values(spec, scheme)
            if found is not None:
                values[name] = found
                tags.setdefault(name, []).append(tag)
    for name, value in values.items():
        yield f"{name}\tArg:{'|'.join(tags[name])}{', Value:' + value if value else ''}"
    yield f"confidence\tArg:{'|'.join(scheme['tags'])}, Value:1|2|3"


def _values(spec: Json, scheme: Json) -> str | None:
    """Return the values to choose from, nothing for yes or no, None for what is written in words."""
    if spec["type"] in {"id", "ids"}:
        return "|".join(terms(spec["vocabulary"], scheme))
    if spec["type"] == "int" and "max" in spec:
        return "|".join(str(n) for n in range(spec.get("min", 0), spec["max"] + 1))
    return "" if spec["type"] == "bool" else None
