"""Values of attributes as words, by the label scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from annotator.web.languages import said

YES = {True: _("yes"), False: _("no")}


def label(texts: Mapping[str, str] | None, other: str) -> str:
    """Return the words of a label in the language of the page, or the other ones."""
    return said(texts) or other


def words(scheme: Mapping[str, Any], rule: Mapping[str, Any], value: Any, names: Mapping[str, str]) -> str:
    """Return the value as a reader reads it; `names` are those of entities by id."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(YES[value])
    if isinstance(value, list):
        found = [words(scheme, rule, item, names) for item in value]
        return ", ".join(found) or gettext("none")
    if isinstance(value, Mapping):
        return _nested(value)
    if rule["type"] in ("entity", "entities"):
        return names.get(value, gettext("unknown"))
    return term(scheme, rule.get("vocabulary"), value)


def term(scheme: Mapping[str, Any], vocabulary: str | None, value: Any) -> str:
    """Return the label of a term, or the value where there is none."""
    for entry in scheme["vocabularies"].get(vocabulary, ()):
        if entry["id"] == value:
            return label(entry.get("label"), str(value))
    return str(value)


def _nested(value: Mapping[str, Any]) -> str:
    """Say an anchor by its words, a rating by its parts."""
    if "segments" in value:
        return " … ".join(f"“{segment['exact']}”" for segment in value["segments"])
    return ": ".join(str(part) for part in value.values())
