"""The forms of a page as a browser would send them, and each with one answer that nobody would type."""

from __future__ import annotations

import random
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

ODD = (
    "", "\0", "a\x0bb", "\ufffe", "\u202e", "\r\n\r\n", "-1", "9" * 30, "1e400", "٣", "2024-02-30",
    "0000-01-01", "javascript:alert(1)", "../../x", "{}", "[[", "%s", "💩", "a" * 20_000,
)  # fmt: skip
"""What is put in place of an answer; surrogates cannot be sent by a browser."""


class Form(NamedTuple):
    """Where it goes, how it is packed, and what stands in it."""

    action: str
    multipart: bool
    fields: tuple[tuple[str, str], ...]

    def oddly(self, chance: random.Random, each: int) -> Iterator[dict[str, list[str]]]:
        """Yield its answers, so often for each field with that one odd: other words, none, or twice."""
        given: dict[str, list[str]] = {}
        for name, value in self.fields:
            given.setdefault(name, []).append(value)
        for name in given:
            if name == "csrf_token":
                continue
            odd = [*([value] for value in ODD), [], [*given[name], "twice"]]
            for values in chance.sample(odd, each):
                yield {**given, name: values}


class Forms(HTMLParser):
    """Gathers the forms that a page sends by POST."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path.split("?")[0]
        self._open: Form | None = None
        self._select: str | None = None
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a browser would send of it."""
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            packed = known.get("enctype") == "multipart/form-data"
            action = known.get("action") or self._path
            self._open = Form(action, packed, ()) if known.get("method", "").lower() == "post" else None
        elif tag == "select":
            self._select = known.get("name")
        elif tag == "option" and self._select and "selected" in known:
            self._add(self._select, known.get("value", ""))
        elif tag in {"input", "textarea", "button"} and known.get("name") and _sent(known):
            self._add(known["name"], known.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the form."""
        if tag == "select":
            self._select = None
        if tag == "form" and self._open is not None:
            self.found.append(self._open)
            self._open = None

    def _add(self, name: str, value: str) -> None:
        if self._open is not None:
            self._open = self._open._replace(fields=(*self._open.fields, (name, value)))


def _sent(known: dict[str, str]) -> bool:
    return known.get("type") not in {"checkbox", "radio"} or "checked" in known


def forms(path: str, page: str) -> list[Form]:
    """Return the forms of the page."""
    reader = Forms(path)
    reader.feed(page)
    return reader.found
