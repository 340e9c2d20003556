"""The names under which things stand in JSON-LD: IRIs of ours, and the context that explains our terms."""

from __future__ import annotations

from urllib.parse import quote, unquote

_DATA = ("article", "layers", "attributes", "source_link", "fact_check", "decision")

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "annotator": "urn:annotator:",
        "layer": "annotator:layer",
        "confidence": "annotator:confidence",
        **{name: {"@id": f"annotator:{name}", "@type": "@json"} for name in _DATA},
    },
]
"""The context of W3C, and our own terms; what is data of ours is JSON to a reader of JSON-LD."""


def iri(known: str) -> str:
    """Return the IRI of what has a UUID, or another id of ours."""
    return f"urn:uuid:{known}" if len(known) == 36 else f"urn:annotator:id:{quote(known, safe='')}"


def article_iri(known: str) -> str:
    """Return the IRI of an article."""
    return f"urn:annotator:article:{quote(known, safe='')}"


def local(name: str) -> str:
    """Return the id that an IRI of ours stands for; another one as it is."""
    for start in ("urn:uuid:", "urn:annotator:id:", "urn:annotator:article:"):
        if name.startswith(start):
            return unquote(name.removeprefix(start))
    return name
