"""What a record is: JSON Schemas, label schemes and the description of the API, handed out as plain values.

Every call returns a copy of its own, which the caller may change.
"""

from __future__ import annotations

import copy
import functools
import json
from pathlib import Path
from typing import Any

from schemas import presets, yamltext

__all__ = [
    "DEFAULT", "countries", "examples", "openapi", "read_scheme", "record", "record_names", "scales", "scheme",
    "scheme_names", "vocabulary",
]  # fmt: skip

DEFAULT = "fact-check-and-bias"
"""The name of the scheme that a project starts from."""

_HERE = Path(__file__).parent


def record(name: str, scheme: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record, complete in itself; `KeyError` if there is none.

    What depends on tags and vocabularies is taken from `scheme`, the default one if not given.
    """
    from schemas import derive  # derive hands out what this module reads

    if name not in record_names():
        raise KeyError(name)
    return derive.bundle(name, scheme or _scheme(DEFAULT))


def record_names() -> list[str]:
    """Return the names of all records, sorted."""
    names = {path.name.removesuffix(".schema.json") for path in (_HERE / "records").glob("*.schema.json")}
    return sorted(names - {"types"})


def scheme(name: str = DEFAULT) -> dict[str, Any]:
    """Return a label scheme as it stands in its file; `KeyError` if there is none of that name."""
    return copy.deepcopy(_scheme(name))


def scheme_names() -> list[str]:
    """Return the names of the schemes that come with the program, sorted."""
    return list(_names())


def read_scheme(data: bytes) -> dict[str, Any]:
    """Return the scheme in a YAML file, unchecked, with what it takes `from` one of ours.

    Raise `YamlError`, a `ValueError`, that names the line.
    """
    try:
        parsed: dict[str, Any] = _whole(yamltext.loads(data.decode()))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise yamltext.YamlError(f"Byte {error.start} is no text in UTF-8.", line) from error
    return parsed


def vocabulary(name: str, scheme: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return the terms of a vocabulary: the scheme's own, else those of the default scheme, else none."""
    own = (scheme or {}).get("vocabularies", {})
    terms = own.get(name) or _scheme(DEFAULT)["vocabularies"].get(name, [])
    return copy.deepcopy(list(terms))


def scales() -> dict[str, Any]:
    """Return the rating scales that a project may register, by name."""
    return dict(copy.deepcopy(_yaml(_HERE / "scales.yaml")))


@functools.cache
def countries() -> frozenset[str]:
    """Return the codes of ISO 3166-1 alpha-2, and XK, the user-assigned code for Kosovo."""
    return frozenset((_HERE / "countries.txt").read_text(encoding="ascii").split())


def openapi() -> dict[str, Any]:
    """Return the description of the API (OpenAPI 3.1)."""
    parsed: dict[str, Any] = copy.deepcopy(_yaml(_HERE / "openapi.yaml"))
    return parsed


def examples(kind: str) -> dict[str, Any]:
    """Return the examples by file name: `valid` records, or how `invalid` ones differ from these."""
    paths = sorted((_HERE / "examples" / kind).glob("*.json"))
    return {path.stem: json.loads(path.read_bytes()) for path in paths}


def _scheme(name: str) -> dict[str, Any]:
    if name not in _names():
        raise KeyError(name)
    whole: dict[str, Any] = _whole(_yaml(_HERE / "labels" / f"{name}.yaml"))
    return whole


def _whole(data: Any) -> Any:
    """Return a scheme with what it takes `from` one of ours; what makes no sense is left for the check."""
    if isinstance(data, dict) and data.get("from") in _names() and presets.is_choice(data):
        return presets.resolve(data, _scheme(data["from"]))
    return data


@functools.cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (_HERE / "labels").glob("*.yaml")))


@functools.cache
def _yaml(path: Path) -> Any:
    return yamltext.loads(path.read_text(encoding="utf-8"))
