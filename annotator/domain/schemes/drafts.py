"""What may be stored while a layer is open: whatever is there must be right; anything may be missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.domain.schemes import values
from annotator.domain.schemes.parts import Tag
from annotator.errors import Problem
from exports.shape import clip, pointer
from schemas.sayings import say

LINK_FIELDS = (
    "source", "stance", "quote", "paraphrase", "locator",
    "retrieved_before_publication", "added_by", "quote_check", "quote_score",
)  # fmt: skip
"""The fields of a source link in their order; the first five are always there, null when not given."""

LINK_LIMIT = 1000
"""The most code points of a link's quote, paraphrase or locator."""

_SET_BY_SERVER = frozenset({"added_by", "quote_check", "quote_score"})
_ALWAYS = LINK_FIELDS[:5]


def check_anchor_kind(tag: Tag, kind: object) -> Iterator[Problem]:
    """Yield a problem when the tag may not stand on this kind of anchor."""
    if kind not in tag.anchors:
        allowed = " or ".join(tag.anchors)
        detail = say(
            "%(tag)s stands on an anchor of kind %(allowed)s, not on %(kind)s.",
            tag=tag.words(),
            allowed=allowed,
            kind=clip(kind),
        )
        yield Problem("anchor_not_allowed", detail, "/anchor/kind")


def check_attributes(
    tag: Tag, attributes: object, known: values.Known, stored: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield what is wrong with the attributes; null means not given and is never wrong.

    A deprecated attribute is there only where it is `stored` already.
    """
    if not isinstance(attributes, Mapping):
        yield Problem("wrong_type", "An object is expected here.", "/attributes")
        return
    for name, value in attributes.items():
        where = pointer("attributes", name)
        if name not in tag.attributes or (tag.attributes[name].deprecated and name not in stored):
            if value is None and name in tag.attributes:
                continue
            yield Problem(
                "unknown_field", say("%(tag)s has no attribute %(name)s.", tag=tag.words(), name=clip(name)), where
            )
        elif value is not None:
            yield from values.check(tag.attributes[name], value, where, known)


def check_links(sources: object, known: values.Known) -> Iterator[Problem]:
    """Yield what is wrong with the source links."""
    if not isinstance(sources, list):
        yield Problem("wrong_type", "A list of source links is expected here.", "/sources")
        return
    for number, link in enumerate(sources):
        if isinstance(link, Mapping):
            yield from _check_link(link, f"/sources/{number}", known)
        else:
            yield Problem("wrong_type", "An object is expected here.", f"/sources/{number}")


def _check_link(link: Mapping[str, Any], where: str, known: values.Known) -> Iterator[Problem]:
    for name in link:
        if name not in LINK_FIELDS:
            detail: str = say("A source link has no field %(name)s.", name=clip(name))
            yield Problem("unknown_field", detail, where + pointer(name))
    yield from values.check_uuid(link.get("source"), f"{where}/source")
    if link.get("stance") is not None:
        yield from values.check_term(link["stance"], "stance", f"{where}/stance", known)
    for name in ("quote", "paraphrase", "locator"):
        if link.get(name) is not None:
            yield from values.check_text(link[name], LINK_LIMIT, f"{where}/{name}")
    if not isinstance(link.get("retrieved_before_publication"), bool | None):
        detail = "True, false or null is expected here."
        yield Problem("wrong_type", detail, f"{where}/retrieved_before_publication")


def unsigned(links: Sequence[Mapping[str, Any]], kept: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the links without what the server alone says of them; those that are `kept` as they are."""
    return [
        {name: value for name, value in link.items() if link in kept or name not in _SET_BY_SERVER}
        for link in links
    ]


def arrange_link(link: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a client may say of a link, in order, the id in lower case; nulls where nothing is said."""
    said = {name: link.get(name) for name in LINK_FIELDS if name not in _SET_BY_SERVER}
    said["source"] = link["source"].lower()
    return {name: value for name, value in said.items() if name in _ALWAYS or value is not None}
