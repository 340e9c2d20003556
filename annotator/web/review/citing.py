"""The sources of an annotation on the review desk: those it has, changed or taken off, and one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Link = Mapping[str, Any]
OFF = "-off"
"""The stance under which a source is taken off."""


@dataclass(frozen=True)
class Cited:
    """One source of the reading, with the stance and the quotation as they are to be."""

    name: str
    link: Link
    stance: str
    quote: str

    def changed(self) -> dict[str, Any] | None:
        """Return the link as it is to be; None when it is taken off."""
        if self.stance == OFF:
            return None
        words = {} if self.quote == _quote(self.link) else {"quote": self.quote or None}
        return {**self.link, "stance": self.stance, **words}


def cited(links: Sequence[Link], typed: Mapping[str, str]) -> list[Cited]:
    """Return the sources of a reading as the form was sent, or as they are."""
    return [_cited(f"link-{number}", link, typed) for number, link in enumerate(links)]


def links_of(sources: Sequence[Cited], added: str, stance: str) -> list[dict[str, Any]]:
    """Return the links that are to be stored."""
    kept = [link for one in sources if (link := one.changed()) is not None]
    return [*kept, {"source": added, "stance": stance}] if added else kept


def _cited(name: str, link: Link, typed: Mapping[str, str]) -> Cited:
    stance = typed.get(name, link.get("stance", ""))
    typed_quote = typed.get(f"{name}-quote")
    quote = _quote(link) if typed_quote is None else typed_quote.replace("\r\n", "\n").strip()
    return Cited(name, link, stance, quote)


def _quote(link: Link) -> str:
    return link.get("quote") or ""
