"""Articles as records, without their layers."""

from __future__ import annotations

from typing import Any

from annotator.models import Article

SCHEMA = "annotator/article/1"
FIELDS = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")


def article_record(article: Article, slug: str) -> dict[str, Any]:
    """Return what is known of the article and its text, keys in the order of the schema."""
    return {
        "schema": SCHEMA,
        "id": article.public_id,
        "project": slug,
        **{name: getattr(article, name) for name in FIELDS},
        "text": article.text,
        "text_sha256": article.text_sha256,
        "offset_unit": "unicode_code_point",
        "regions": article.regions,
    }
