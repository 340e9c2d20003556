"""The columns of the configurations that are not annotations, and how their types are written in a card."""

from __future__ import annotations

ARTICLE: dict[str, str] = {
    **dict.fromkeys(("article", "title", "url", "outlet"), "string"),
    "authors": "list<string>",
    **dict.fromkeys(("published", "language", "story", "genre", "rights", "text", "text_sha256"), "string"),
}
CLAIM: dict[str, str] = {
    **dict.fromkeys(("id", "claim", "claim_date", "location_iso"), "string"),
    **dict.fromkeys(("speakers", "mentions", "strategies"), "list<string>"),
    "verdict": "string",
    "missing_context": "bool",
    **dict.fromkeys(("justification", "as_of", "decided_at"), "string"),
}
SOURCE: dict[str, str] = {
    **dict.fromkeys(("id", "title", "publisher", "url", "accessed", "archive_url", "article"), "string"),
    "authors": "list<string>",
    **dict.fromkeys(("published", "language", "tier", "genre", "csl_type", "rights"), "string"),
}


def yaml(types: dict[str, str], indent: str) -> str:
    """Return the features as the head of a card says them."""
    return "".join(f"{indent}- name: {name}\n{_type(kind, indent)}" for name, kind in types.items())


def _type(kind: str, indent: str) -> str:
    if not kind.startswith("list<"):
        return f"{indent}  dtype: {kind}\n"
    inner = kind[5:-1]
    if not inner.startswith("list<"):
        return f"{indent}  list: {inner}\n"
    return f"{indent}  list:\n{indent}    list: {inner[5:-1]}\n"
