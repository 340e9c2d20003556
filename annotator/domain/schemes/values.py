"""Whether one attribute's value is of its type; strict, so that "5" is no number and true is not 1."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from annotator.domain.schemes.dates import is_country, is_date
from annotator.domain.schemes.parts import Attribute
from annotator.domain.schemes.scales import Scales, off_scale
from annotator.errors import Problem
from exports.ids import UUID
from exports.shape import clip
from schemas.sayings import say


@dataclass(frozen=True)
class Known:
    """The ids that may be used, by the name of a vocabulary, the rating scales, and the scheme that says so."""

    ids: Callable[[str], Collection[str]]
    says: str
    scales: Scales


Problems = Iterator[Problem]

_EXPECTED = {
    "text": "A text is expected here.",
    "id": "One of the listed ids is expected here, as text.",
    "ids": "A list of the listed ids is expected here.",
    "entity": "The id of an entity is expected here.",
    "entities": "A list of ids of entities is expected here.",
    "anchor": "An anchor is expected here: an object with kind and segments.",
    "date": "A date is expected here, as text: a year, a month or a day.",
    "country": "An ISO 3166 code is expected here, as text.",
    "rating": "A rating is expected here, as text: scale:label.",
    "bool": "True or false is expected here.",
    "int": "A whole number is expected here.",
}


def check(attribute: Attribute, value: object, where: str, known: Known) -> Problems:
    """Yield what is wrong with the value at the pointer `where`."""
    if type(value) is not _PYTHON[attribute.type]:
        yield _wrong_type(attribute, value, where)
    else:
        yield from _CHECKS.get(attribute.type, _nothing)(attribute, value, where, known)


def check_text(value: object, limit: int, where: str) -> Problems:
    """Yield what is wrong with a text of at most `limit` code points."""
    if not isinstance(value, str):
        yield Problem("wrong_type", _EXPECTED["text"], where)
    elif len(value) > limit:
        yield Problem(
            "too_long",
            say(
                "This text has %(count)s characters; the limit is %(limit)s.",
                count=f"{len(value):,}",
                limit=f"{limit:,}",
            ),
            where,
            limit,
        )


def check_uuid(value: object, where: str) -> Problems:
    """Yield what is wrong with an id that must be a UUID."""
    if not isinstance(value, str) or not UUID.fullmatch(value):
        yield Problem("wrong_type", "An id (a UUID, as text) is expected here.", where)


def check_term(value: object, vocabulary: str, where: str, known: Known) -> Problems:
    """Yield what is wrong with an id of a vocabulary."""
    if not isinstance(value, str):
        yield Problem("wrong_type", _EXPECTED["id"], where)
    elif value not in known.ids(vocabulary):
        near = get_close_matches(value[:100], known.ids(vocabulary), 1)
        hint = say(" Did you mean %(near)r?", near=near[0]) if near else ""
        detail = say(
            "%(says)s has no %(value)s to choose in %(vocabulary)s.%(hint)s",
            says=known.says,
            value=clip(value),
            vocabulary=vocabulary,
            hint=hint,
        )
        yield Problem("unknown_value", detail, where)


def unknown(what: str, uuid: object, where: str) -> Problem:
    """Return the problem of an entity or source that is named and is not there."""
    return Problem(
        "unknown_value",
        say("There is no %(what)s %(uuid)s to name here; make it first.", what=what, uuid=uuid),
        where,
    )


def _wrong_type(attribute: Attribute, value: object, where: str) -> Problem:
    fraction = attribute.type == "int" and isinstance(value, float)
    return Problem("out_of_range" if fraction else "wrong_type", _EXPECTED[attribute.type], where)


def _text(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    yield from check_text(value, attribute.limit or 10_000, where)


def _term(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    yield from check_term(value, attribute.vocabulary or "", where, known)


def _terms(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    for number, item in enumerate(value):
        yield from check_term(item, attribute.vocabulary or "", f"{where}/{number}", known)
    yield from _repeats(value, where)


def _entity(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    yield from check_uuid(value, where)


def _entities(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    for number, item in enumerate(value):
        yield from check_uuid(item, f"{where}/{number}")
    if not attribute.ordered:
        yield from _repeats(value, where)


def _repeats(items: list[Any], where: str) -> Problems:
    for number, item in enumerate(items):
        if item in items[:number]:
            yield Problem(
                "repeated_value",
                say("%(item)s stands here twice; keep one.", item=clip(item)),
                f"{where}/{number}",
            )


def _anchor(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    for key, expected in (("kind", str), ("segments", list)):
        if not isinstance(value.get(key), expected):
            yield Problem("wrong_type", _EXPECTED["anchor"], f"{where}/{key}")


def _date(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    if not is_date(value):
        detail = say(
            "%(value)s is no date; write a year, a month or a day, such as 2023-09-15.", value=clip(value)
        )
        yield Problem("bad_date", detail, where)


def _country(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    if not is_country(value):
        detail = say("%(value)s is no ISO 3166 code; write two capital letters, such as KH.", value=clip(value))
        yield Problem("unknown_value", detail, where)


def _rating(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    scale, _, label = value.partition(":")
    if not label:
        yield Problem("unknown_value", _EXPECTED["rating"], where)
    elif wrong := off_scale(scale, label, known.scales):
        yield Problem("unknown_value", wrong, where)


def _int(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    low, high = attribute.min, attribute.max
    if (low is not None and value < low) or (high is not None and value > high):
        detail = say(
            "%(value)s is outside %(low)s to %(high)s.",
            value=value,
            low="…" if low is None else low,
            high="…" if high is None else high,
        )
        yield Problem("out_of_range", detail, where)


def _nothing(attribute: Attribute, value: Any, where: str, known: Known) -> Problems:
    yield from ()


_PYTHON: Mapping[str, type] = {
    "text": str, "id": str, "ids": list, "entity": str, "entities": list, "anchor": dict,
    "date": str, "country": str, "rating": str, "bool": bool, "int": int,
}  # fmt: skip

_CHECKS: Mapping[str, Callable[[Attribute, Any, str, Known], Problems]] = {
    "text": _text, "id": _term, "ids": _terms, "entity": _entity, "entities": _entities, "anchor": _anchor,
    "date": _date, "country": _country, "rating": _rating, "int": _int,
}  # fmt: skip
