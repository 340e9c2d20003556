"""What clients send in tests: bodies of annotations, entities and sources on one short text."""

from __future__ import annotations

from typing import Any

TEXT = (
    "The ministry said exports rose by 12 percent in 2023. Critics called the figure misleading, since "
    "re-exports were counted twice. The so-called reformers 🎉 kept silent about the debt.\n\n"
    "Nobody asked what the new roads cost, and the paper says little about it."
)
ENTITY = "11111111-1111-4111-8111-111111111111"
SOURCE = "33333333-3333-4333-8333-333333333333"


def uid(number: int) -> str:
    """Return a UUID that tells its number."""
    return f"00000000-0000-4000-8000-{number:012d}"


def segment(words: str, text: str = TEXT) -> dict[str, Any]:
    """Return the segment of the words in the text."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def span(*words: str, text: str = TEXT) -> dict[str, Any]:
    """Return an anchor on the words."""
    return {"kind": "span", "segments": [segment(some, text) for some in words]}


def point(at: int) -> dict[str, Any]:
    """Return an anchor on a place without length."""
    return {"kind": "point", "segments": [{"start": at, "end": at, "exact": ""}]}


def claim(words: str = "exports rose by 12 percent in 2023", *, note: str | None = None, **attributes: Any) -> Any:
    """Return the body of a claim that can be handed in and lacks nothing for gold."""
    wanted = {
        "normalized": "Exports rose by 12 percent in 2023.",
        "speaker": ENTITY,
        "voice": "indirect_paraphrase",
        "claim_type": ["numerical"],
        "checkworthiness": "checkworthy_factual",
        **attributes,
    }
    body: dict[str, Any] = {"tag": "claim", "anchor": span(words), "attributes": _given(wanted)}
    return body if note is None else {**body, "note": note}


def rebuttal(words: str = "Critics called the figure misleading", **attributes: Any) -> dict[str, Any]:
    """Return the body of a rebuttal that can be handed in once it is linked to what it rebuts."""
    wanted = {
        "normalized": "The figure is misleading.",
        "speaker": ENTITY,
        "voice": "indirect_paraphrase",
        "rebuttal_kind": "rebut",
        "strategy": ["deny"],
        "evidence_offered": "none",
        **attributes,
    }
    return {"tag": "rebuttal", "anchor": span(words), "attributes": _given(wanted)}


def framing(words: str = "so-called reformers", **attributes: Any) -> dict[str, Any]:
    """Return the body of a framing that can be handed in."""
    wanted = {
        "bias_form": "lexical",
        "frame_dimension": [],
        "target": ENTITY,
        "polarity": "neg",
        "aim": "direct",
        "in_quote": False,
        **attributes,
    }
    return {"tag": "framing", "anchor": span(words), "attributes": _given(wanted)}


def omission(anchor: dict[str, Any] | None = None, **attributes: Any) -> dict[str, Any]:
    """Return the body of an omission that can be handed in."""
    wanted = {
        "missing_text": "The roads cost two billion.",
        "omission_level": "article",
        "omitter": ENTITY,
        "omission_type": "missing_fact",
        "materiality": "significant",
        "available_at_publication": True,
        **attributes,
    }
    link = {"source": SOURCE, "stance": "supports", "quote": "two billion", "paraphrase": None, "locator": "p. 2"}
    where = anchor or {"kind": "article", "segments": []}
    return {"tag": "omission", "anchor": where, "attributes": _given(wanted), "sources": [link]}


def entity(name: str = "The ministry", kind: str = "outlet") -> dict[str, Any]:
    """Return the body of an entity."""
    return {"name": name, "kind": kind, "aliases": []}


def source(title: str = "Budget report", url: str = "https://budget.example/2023") -> dict[str, Any]:
    """Return the body of a source."""
    return {
        "title": title,
        "url": url,
        "accessed": "2023-10-01",
        "published": "2023-09-01",
        "publisher": "The treasury",
        "genre": "official_record",
        "tier": "primary",
    }


def _given(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}
