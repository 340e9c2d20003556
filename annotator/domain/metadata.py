"""What may come along with an article: checked field by field, never corrected in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from annotator.domain.characters import require_text
from annotator.domain.schemes.dates import is_date
from annotator.domain.urls import check_url
from annotator.errors import Invalid, Problem
from schemas.sayings import say

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
STORY = re.compile(r"[^\s/]{1,200}")
GENRES = ("opinion", "reporting", "satire")
LONGEST = 2000
MOST_ITEMS = 1000
DEFAULTS: dict[str, Any] = {
    "title": None,
    "url": None,
    "outlet": None,
    "authors": [],
    "published": None,
    "language": None,
    "story": None,
    "genre": None,
    "rights": None,
    "meta": {},
}


def check_metadata(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return all fields, those not given as null or empty; raises Invalid with every problem found."""
    problems = [problem for name in DEFAULTS for problem in _problems(name, given.get(name))]
    if problems:
        raise Invalid.many(problems)
    return {name: default if given.get(name) is None else given[name] for name, default in DEFAULTS.items()}


def _problems(name: str, value: Any) -> list[Problem]:
    if value is None:
        return []
    try:
        CHECKS.get(name, _line)(name, value)
        require_text(value, f"/{name}")
    except Invalid as error:
        return list(error.problems)
    return []


def _line(name: str, value: Any) -> None:
    if not isinstance(value, str):
        raise Invalid("wrong_type", say("%(name)s is text.", name=name), pointer=f"/{name}")
    if len(value) > LONGEST:
        raise Invalid(
            "too_long",
            say("%(name)s takes %(most)s characters.", name=name, most=LONGEST),
            pointer=f"/{name}",
            limit=LONGEST,
        )


def _matching(fits: Callable[[str], object], code: str, words: str) -> Callable[[str, Any], None]:
    def check(name: str, value: Any) -> None:
        _line(name, value)
        if not fits(value):
            raise Invalid(code, f"{name} = {value[:60]!r}: {words}.", pointer=f"/{name}")

    return check


def _url(name: str, value: Any) -> None:
    _line(name, value)
    check_url(value, f"/{name}")


def _genre(name: str, value: Any) -> None:
    _line(name, value)
    if value not in GENRES:
        raise Invalid(
            "unknown_value", say("genre is one of %(choices)s.", choices=", ".join(GENRES)), pointer="/genre"
        )


def _authors(name: str, value: Any) -> None:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise Invalid("wrong_type", "authors is a list of names.", pointer="/authors")
    for number, author in enumerate(value):
        _line(f"authors/{number}", author)


def _meta(name: str, value: Any) -> None:
    if not isinstance(value, dict) or len(value) > MOST_ITEMS:
        raise Invalid("wrong_type", "meta is an object.", pointer="/meta")
    for key, item in value.items():
        items = item if isinstance(item, list) else [item]
        if not all(isinstance(one, str) or type(one) is int for one in items):
            pointer = "/meta/" + key.replace("~", "~0").replace("/", "~1")
            raise Invalid("wrong_type", "meta holds text, integers and lists of these.", pointer=pointer)


CHECKS: dict[str, Callable[[str, Any], None]] = {
    "url": _url,
    "authors": _authors,
    "meta": _meta,
    "genre": _genre,
    "published": _matching(is_date, "bad_date", "write YYYY, YYYY-MM or YYYY-MM-DD"),
    "language": _matching(LANGUAGE.fullmatch, "bad_language", "write a code such as en or km-KH"),
    "story": _matching(STORY.fullmatch, "bad_story", "write a short name without spaces or slashes"),
}
