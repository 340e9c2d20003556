"""What a client sends to be stored as an annotation: read strictly, before the rules of the scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.errors import Invalid
from schemas.sayings import say

NOTE_LIMIT = 10_000
ITEM_LIMIT = 1_000
FIELDS = ("tag", "anchor", "attributes", "sources", "note", "confidence")


@dataclass(frozen=True)
class Draft:
    """An annotation as the client wants it; a key left out means null or empty."""

    tag: str
    anchor: dict[str, Any]
    attributes: dict[str, Any] = field(default_factory=dict)
    sources: list[dict[str, Any]] = field(default_factory=list)
    note: str | None = None
    confidence: int | None = None


def read_draft(body: Mapping[str, Any]) -> Draft:
    """Return the draft that the body says; raises Invalid with a pointer to the first thing that is wrong."""
    for name in body:
        if name not in FIELDS:
            raise Invalid("unknown_field", say("There is no field %(name)r here.", name=name), pointer=f"/{name}")
    tag, anchor = body.get("tag"), body.get("anchor")
    if not isinstance(tag, str):
        raise Invalid("wrong_type" if "tag" in body else "missing_field", "Say the tag, as text.", pointer="/tag")
    if not isinstance(anchor, dict):
        code = "wrong_type" if "anchor" in body else "missing_field"
        raise Invalid(code, "Say where it stands (anchor).", pointer="/anchor")
    attributes = _typed(body, "attributes", dict, {})
    sources = _typed(body, "sources", list, [])
    if len(sources) > ITEM_LIMIT:
        raise Invalid(
            "too_many_items",
            say("At most %(most)s sources.", most=ITEM_LIMIT),
            pointer="/sources",
            limit=ITEM_LIMIT,
        )
    return Draft(tag, anchor, attributes, sources, _note(body.get("note")), _confidence(body.get("confidence")))


def _typed(body: Mapping[str, Any], name: str, wanted: type, default: Any) -> Any:
    value = body.get(name)
    if value is None:
        return default
    if not isinstance(value, wanted):
        what = "an object" if wanted is dict else "a list"
        raise Invalid("wrong_type", f"{name} is {what}.", pointer=f"/{name}")
    return value


def _note(note: Any) -> str | None:
    if note is None:
        return None
    if not isinstance(note, str):
        raise Invalid("wrong_type", "A note is text.", pointer="/note")
    if len(note) > NOTE_LIMIT:
        detail = say(
            "A note takes %(most)s characters; this one has %(count)s.",
            most=f"{NOTE_LIMIT:,}",
            count=f"{len(note):,}",
        )
        raise Invalid("too_long", detail, pointer="/note", limit=NOTE_LIMIT)
    return note.replace("\r\n", "\n").replace("\r", "\n")


def _confidence(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int:
        raise Invalid("wrong_type", "Confidence is 1, 2 or 3.", pointer="/confidence")
    if value not in (1, 2, 3):
        raise Invalid(
            "out_of_range", "Confidence is 1 (unsure), 2 (fairly sure) or 3 (sure).", pointer="/confidence"
        )
    return value
