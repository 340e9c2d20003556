"""Take pages of articles: read in a child process before anything is stored, never while the store is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from annotator.errors import AnnotatorError, Invalid, Refused
from annotator.models import Article, Original
from annotator.records.incoming import Incoming
from annotator.records.incoming import read_page as read_incoming
from annotator.services.evidence.fetching import fetch
from annotator.services.evidence.fetching.target import read_target
from annotator.text.extracting import read_page, read_plain
from schemas.sayings import say


def read(data: bytes, metadata: Mapping[str, Any], *, charset: str | None = None) -> Incoming:
    """Return the article of a page; what is given of it wins over what the page says."""
    return read_incoming(read_page(data, charset=charset), data, metadata)


def read_address(url: str, metadata: Mapping[str, Any], *, allow_fetch: bool) -> Incoming:
    """Return the article of the page at an address; raises Refused `disabled`, and what `fetch` raises."""
    read_target(url)
    if not allow_fetch:
        words = "Pages are not fetched here: an admin has not allowed it (allow_fetch). Send the page or its text."
        raise Refused("disabled", words, pointer="/url")
    got = fetch(url)
    plain = got.media_type == "text/plain"
    page = (read_plain if plain else read_page)(got.data, charset=got.charset, url=got.final_url)
    found = {**page.found, "url": page.found.get("url") or got.final_url}
    return read_incoming(replace(page, found=found), got.data, metadata)


def read_body(body: Mapping[str, Any], *, allow_fetch: bool = False) -> Incoming | None:
    """Return the article of the page that a body holds or names; None when it brings its text.

    Raises Invalid `one_source` or `missing_field`, Refused `disabled`, and what reading the page raises.
    """
    sources = [name for name in ("text", "html", "url") if body.get(name) is not None]
    if "html" in sources and len(sources) > 1:
        raise Invalid("one_source", "Send the text of the article or its page (html), not both.", pointer="/html")
    if not sources:
        raise Invalid("missing_field", "Say the text of the article (text), or its page (html).", pointer="/text")
    if "text" in sources:
        return None
    for name in sources:
        if not isinstance(body[name], str):
            raise Invalid("wrong_type", say("%(name)s is text.", name=name), pointer=f"/{name}")
    known = {name: value for name, value in body.items() if name not in ("html", "url", "text")}
    if "url" in sources:
        return read_address(body["url"], known, allow_fetch=allow_fetch)
    try:
        return read(body["html"].encode(), known, charset="utf-8")
    except AnnotatorError as error:
        error.at("/html")
        raise


def original(session: Session, article: Article) -> bytes:
    """Return the bytes that the article came as: those kept, or those of its text where they are the same."""
    if article.original_id is None:
        return article.text.encode()
    return session.get_one(Original, article.original_id).data
