"""What a source says of itself must mean something, and lead a reader to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.domain.metadata import LANGUAGE
from annotator.domain.schemes import Scheme
from annotator.domain.schemes.dates import is_date
from annotator.domain.urls import check_url
from annotator.errors import Invalid, Problem
from exports.citations import CSL_TYPES
from schemas.sayings import say

Record = Mapping[str, Any]

ADDRESSES = ("url", "archive_url")
DATES = ("accessed", "published")
VOCABULARIES = {"tier": "tier", "genre": "source_genre"}
MINIMUM = ("title", "publisher", "tier", "genre")
NO_DATE = "%(value)r is no date; write a year, a month or a day, such as 2023-09-15."
LONGEST_RIGHTS = 2000
WITHOUT_ADDRESS = frozenset({"document", "interview"})


def faults(source: Record, scheme: Scheme) -> Iterator[Problem]:
    """Yield each address, date, language, tier, genre and type that is none; what is no text is for the schema."""
    for name in ADDRESSES:
        if isinstance(source.get(name), str):
            yield from _address(source[name], f"/{name}")
    for name in DATES:
        value = source.get(name)
        if isinstance(value, str) and not is_date(value):
            words = say(
                "%(value)r is no date; write a year, a month or a day, such as 2023-09-15.", value=value[:80]
            )
            yield Problem("bad_date", words, f"/{name}")
    language = source.get("language")
    if isinstance(language, str) and not LANGUAGE.fullmatch(language):
        words = say("%(value)r is no language; write a code such as en or km-KH.", value=language[:80])
        yield Problem("bad_language", words, "/language")
    rights = source.get("rights")
    if isinstance(rights, str) and len(rights) > LONGEST_RIGHTS:
        words = say("%(name)s takes %(most)s characters.", name="rights", most=LONGEST_RIGHTS)
        yield Problem("too_long", words, "/rights")
    vocabularies = {name: [term.id for term in scheme.vocabulary(key)] for name, key in VOCABULARIES.items()}
    for name, known in {**vocabularies, "csl_type": CSL_TYPES}.items():
        value = source.get(name)
        if isinstance(value, str) and known and value not in known:
            words = say(
                "There is no %(name)s %(value)r; it is one of %(known)s.",
                name=name,
                value=value[:80],
                known=", ".join(known),
            )
            yield Problem("unknown_value", words, f"/{name}")


def lacking(source: Record, *, released: bool = False) -> Iterator[Problem]:
    """Yield what a reader needs to find the source again and is not there.

    That is its title, who published it, tier and genre; an address with the day it was read, unless it is an
    article of the project, or a document or an interview. Of these a release wants a capture or a locator; before,
    they may follow.
    """
    for name in MINIMUM:
        if not (source.get(name) or "").strip():
            yield Problem("missing_field", say("Say the %(name)s of the source.", name=name), f"/{name}")
    if source.get("url"):
        if not source.get("accessed"):
            yield Problem("missing_field", "Say when the address was read (accessed).", "/accessed")
    elif not source.get("article"):
        if source.get("genre") not in WITHOUT_ADDRESS:
            words = "A source needs an address (url), unless it is a document or interview."
            yield Problem("missing_field", words, "/url")
        elif released and not (source.get("capture") or source.get("locator")):
            words = "A document or interview without an address needs a capture or a place in it (locator)."
            yield Problem("missing_field", words, "/locator")


def _address(value: str, pointer: str) -> Iterator[Problem]:
    try:
        check_url(value, pointer)
    except Invalid as error:
        yield from error.problems
