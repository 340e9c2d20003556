"""An article as it comes in: one line or body, checked whole before anything is stored."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotator.domain.characters import require_text
from annotator.domain.metadata import DEFAULTS, check_metadata
from annotator.domain.offsets import misfits
from annotator.domain.regions import check_regions
from annotator.domain.schemes import Scheme
from annotator.errors import AnnotatorError, Invalid, Problem
from annotator.records.ruled import broken
from annotator.text.door import Frozen, freeze
from annotator.text.extracting import Page
from annotator.text.regions import find
from exports import record as records
from exports.factchecks import own_evidence
from exports.incoming import complete
from schemas.sayings import say

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,127}")
WORK = ("layers", "entities", "sources", "fact_checks", "decisions")
TAKEN_NAMES = ("mine", "all")
"""Words that name layers in addresses and exports: no layer may be called so."""
KEPT = ("schema", "project", "text_sha256", "offset_unit", "history")
OF_PAGE = frozenset({"id", *DEFAULTS})
FIELDS = frozenset({"id", "text", "regions", *DEFAULTS, *WORK, *KEPT})


@dataclass(frozen=True)
class Incoming:
    """A checked article: its record with all keys, the frozen text, the id it would like, the bytes it was.

    `page` is what is known of the page that it was taken from.
    """

    record: dict[str, Any]
    frozen: Frozen
    wanted_id: str | None
    original: bytes | None = None
    page: Page | None = None

    @property
    def sha256(self) -> str:
        """The hash of the frozen text."""
        return self.frozen.sha256


def read_article(given: Mapping[str, Any], scheme: Scheme) -> Incoming:
    """Check one article with all that came along; raises Invalid with every problem of the first kind found."""
    for name in given:
        if name not in FIELDS:
            raise Invalid(
                "unknown_field", say("There is no field %(name)r here.", name=name[:60]), pointer=f"/{name[:60]}"
            )
    if not isinstance(given.get("text"), str):
        code = "wrong_type" if "text" in given else "missing_field"
        raise Invalid(code, "Say the text of the article (text).", pointer="/text")
    original = given["text"].encode("utf-8", "surrogatepass")
    return replace(_complete(given, _freeze(given["text"]), scheme), original=original)


def _freeze(text: str) -> Frozen:
    """Freeze the text of a body or a line, which is no file: an empty one is a text that says nothing."""
    try:
        return freeze(text or " ")
    except AnnotatorError as error:
        error.at("/text")
        raise


def read_text(data: bytes, metadata: Mapping[str, Any], *, charset: str | None = None) -> Incoming:
    """Check a plain text with what is known of it."""
    return replace(_complete(metadata, freeze(data, charset=charset), None), original=data)


def read_page(page: Page, data: bytes, given: Mapping[str, Any]) -> Incoming:
    """Check the article of a page; what is given, also null, wins over what the page says of itself."""
    for name in given:
        if name not in OF_PAGE:
            raise Invalid(
                "unknown_field",
                say("There is no field %(name)r for a page.", name=name[:60]),
                pointer=f"/{name[:60]}",
            )
    page = _without_misfits(page)
    found = {name: value for name, value in page.found.items() if value}
    metadata = {**found, **given, "regions": page.regions}
    frozen = replace(freeze(page.text), original_sha256=hashlib.sha256(data).hexdigest())
    return replace(_complete(metadata, frozen, None), original=data, page=page)


def _without_misfits(page: Page) -> Page:
    """Return the page without what it says of itself that cannot be, and with a warning for each."""
    found, warnings = dict(page.found), list(page.warnings)
    for name, value in page.found.items():
        try:
            check_metadata({name: value})
        except Invalid:
            found[name] = None
            warnings.append(
                say(
                    "The page gives its %(name)s as %(value)r, which is not taken.",
                    name=name,
                    value=str(value)[:60],
                )
            )
    return replace(page, found=found, warnings=warnings)


def _complete(given: Mapping[str, Any], frozen: Frozen, scheme: Scheme | None) -> Incoming:
    wanted = given.get("id")
    if wanted is not None and not isinstance(wanted, str):
        raise Invalid("wrong_type", "An id is text.", pointer="/id")
    metadata = check_metadata(given)
    regions = _regions(given, frozen.text, metadata["title"])
    if "title" not in given:
        metadata["title"] = _title(frozen.text, regions)
    line = {**given, **metadata, "text": frozen.text, "regions": regions}
    line |= {"id": wanted or frozen.sha256[:32], "project": given.get("project")}
    line.setdefault("text_sha256", frozen.sha256)
    record = complete(line)
    if scheme is not None and any(given.get(name) for name in (*WORK, "history", "text_sha256")):
        record = _check_work(record, scheme)
    return Incoming(record, frozen, _good_id(wanted, frozen.sha256))


def _regions(given: Mapping[str, Any], text: str, title: str | None) -> list[dict[str, Any]]:
    if given.get("regions") is None:
        return list(find(text, given_title=title))
    return list(check_regions(given["regions"], len(text)))


def _title(text: str, regions: list[dict[str, Any]]) -> str | None:
    found = next((region for region in regions if region["role"] == "title"), None)
    return text[found["start"] : found["end"]] if found else None


def _good_id(wanted: str | None, sha256: str) -> str | None:
    """Return the id as an address can carry it: one that cannot becomes a UUID made of the text's hash and it."""
    if wanted is None or ID.fullmatch(wanted):
        return wanted
    return str(uuid.uuid5(uuid.UUID(sha256[:32]), wanted))


def _check_work(record: dict[str, Any], scheme: Scheme) -> dict[str, Any]:
    """Check layers and all that they name; ids that are no UUIDs become some."""
    require_text({name: record[name] for name in WORK if name in record})
    wrong = misfits(record)
    if wrong:
        raise Invalid.many(wrong)
    try:
        renamed: dict[str, Any] = records.import_ids(record, scheme.data)
    except (KeyError, TypeError, AttributeError):
        renamed = record
    found = broken(renamed, scheme) or [_problem(words) for words in records.problems(renamed, scheme.data)]
    if found:
        raise Invalid.many(found)
    own = [Problem(code, words, place) for code, place, words in own_evidence(renamed)]
    if own:
        raise Invalid.many(own)
    _require_free_names(renamed)
    return records.ordered(renamed, scheme.data)


def _require_free_names(record: dict[str, Any]) -> None:
    for number, layer in enumerate(record["layers"]):
        if layer["layer"] in TAKEN_NAMES:
            detail = say(
                "A layer cannot be called %(layer)r: the word means other layers. Rename it.", layer=layer["layer"]
            )
            raise Invalid("reserved_name", detail, pointer=f"/layers/{number}/layer")


def _problem(words: str) -> Problem:
    pointer, _, detail = words.partition(": ")
    return Problem("bad_record", detail, pointer)
