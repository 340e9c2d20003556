"""Complete readings to leave something out of, and the article and sources they belong to."""

from __future__ import annotations

import copy
from typing import Any

ENTITY = "11111111-1111-4111-8111-111111111111"
OTHER = "22222222-2222-4222-8222-222222222222"
SOURCE = "33333333-3333-4333-8333-333333333333"
ARTICLE = {"id": "a1", "url": "https://news.example/1", "published": "2023-09-15"}
SOURCES = {SOURCE: {"id": SOURCE, "title": "Report", "url": "https://x.example/", "published": "2023-09-08"}}

COMPLETE: dict[str, dict[str, Any]] = {
    "claim": {
        "speaker": ENTITY, "voice": "author_voice", "claim_type": ["numerical"],
        "checkworthiness": "not_factual",
    },
    "rebuttal": {
        "speaker": ENTITY, "voice": "author_voice", "rebuttal_kind": "rebut", "strategy": ["deny"],
        "evidence_offered": "none", "target_external": "It was unfair.",
    },
    "omission": {
        "missing_text": "The party was barred.", "omission_level": "article", "omitter": ENTITY,
        "omission_type": "missing_fact", "materiality": "minor", "available_at_publication": True,
    },
    "framing": {
        "bias_form": "lexical", "frame_dimension": [], "target": ENTITY, "polarity": "neg", "aim": "direct",
        "in_quote": False,
    },
}  # fmt: skip


def link(stance: str | None = "supports", source: str = SOURCE) -> dict[str, Any]:
    return {"source": source, "stance": stance, "quote": None, "paraphrase": None, "locator": None}


def reading(tag: str, *, sources: list[dict[str, Any]] | None = None, **attributes: Any) -> dict[str, Any]:
    """Return a complete reading with these attributes changed; those that are null are left out."""
    values = {**copy.deepcopy(COMPLETE[tag]), **attributes}
    kept = {name: value for name, value in values.items() if value is not None}
    links = [link()] if sources is None and tag == "omission" else sources or []
    return {"id": f"id-{tag}", "tag": tag, "attributes": kept, "sources": links}
