"""Sources as citations: CSL-JSON for reference managers, schema.org JSON-LD for the web."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Record = Mapping[str, Any]
CSL_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case "
    "legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance "
    "periodical personal_communication post post-weblog regulation report review review-book software song speech "
    "standard thesis treaty webpage"
).split()
"""The types of the CSL-JSON schema 1.0.2."""

PERIODICALS = frozenset({"article-newspaper", "article-journal"})
TYPES = {
    "article-newspaper": "NewsArticle",
    "article-journal": "ScholarlyArticle",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "treaty": "Legislation",
    "post": "SocialMediaPosting",
    "report": "Report",
}


def csl_type(source: Record, genres: Mapping[str, str]) -> str:
    """Return the type of the source: the one it says, else that of its genre; `genres` maps one to the other."""
    return source.get("csl_type") or genres.get(source.get("genre") or "") or "document"


def csl_item(source: Record, genres: Mapping[str, str]) -> dict[str, Any]:
    """Return the source as an item of CSL-JSON 1.0.2; what has no field there goes into `custom`."""
    kind = csl_type(source, genres)
    held = "container-title" if kind in PERIODICALS else "publisher"
    item: dict[str, Any] = {"id": source["id"], "type": kind, "title": source["title"]}
    item |= {
        held: source.get("publisher"),
        "author": [{"literal": name} for name in source.get("authors") or []],
        "issued": _date(source.get("published")),
        "accessed": _date(source.get("accessed")),
        "URL": source.get("url"),
        "archive_location": source.get("archive_url"),
        "language": source.get("language"),
        "section": source.get("locator"),
        "custom": _given({"tier": source.get("tier"), "genre": source.get("genre"), **_hash(source)}),
    }
    return _given(item)


def csl(sources: Iterable[Record], genres: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the sources as a CSL-JSON list."""
    return [csl_item(source, genres) for source in sources]


def schema_org(sources: Iterable[Record], genres: Mapping[str, str]) -> dict[str, Any]:
    """Return the sources as one JSON-LD graph of schema.org."""
    return {"@context": "https://schema.org", "@graph": [_work(source, genres) for source in sources]}


def _work(source: Record, genres: Mapping[str, str]) -> dict[str, Any]:
    publisher, capture = source.get("publisher"), source.get("capture")
    work = {
        "@id": f"urn:uuid:{source['id']}",
        "@type": TYPES.get(csl_type(source, genres), "CreativeWork"),
        "name": source["title"],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "author": [{"@type": "Person", "name": name} for name in source.get("authors") or []],
        "datePublished": source.get("published"),
        "url": source.get("url"),
        "archivedAt": source.get("archive_url"),
        "inLanguage": source.get("language"),
        "copyrightNotice": source.get("rights"),
    }
    if capture:
        work["encoding"] = _given(
            {
                "@type": "MediaObject",
                "sha256": capture["sha256"],
                "contentSize": f"{capture['bytes']} B",
                "encodingFormat": capture["media_type"],
                "contentUrl": capture.get("final_url"),
                "uploadDate": capture.get("captured_at"),
            }
        )
    return _given(work)


def _date(text: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in text[:10].split("-")]]} if text else None


def _hash(source: Record) -> dict[str, Any]:
    capture = source.get("capture")
    return {"sha256": capture["sha256"]} if capture else {}


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], {})}
