"""Citations carry what a reader needs, and no key that their forms do not know."""

from __future__ import annotations

import pytest

from exports.citations import csl, csl_item, csl_type, schema_org

SOURCE = {
    "id": "33333333-3333-4333-8333-333333333333", "title": "Budget report", "publisher": "The treasury",
    "url": "https://budget.example/2023", "accessed": "2023-10-01", "published": "2023-09",
    "archive_url": "https://archive.example/1", "authors": ["Ada Smith"], "tier": "primary",
    "genre": "official_record", "capture": {"sha256": "ab" * 32, "bytes": 12, "media_type": "text/html"},
}  # fmt: skip
GENRES = {"official_record": "report", "news": "article-newspaper"}


def test_a_source_as_csl():
    assert csl_item(SOURCE, GENRES) == {
        "id": SOURCE["id"], "type": "report", "title": "Budget report", "publisher": "The treasury",
        "author": [{"literal": "Ada Smith"}], "issued": {"date-parts": [[2023, 9]]},
        "accessed": {"date-parts": [[2023, 10, 1]]}, "URL": "https://budget.example/2023",
        "archive_location": "https://archive.example/1",
        "custom": {"tier": "primary", "genre": "official_record", "sha256": "ab" * 32},
    }  # fmt: skip


def test_news_stand_in_their_paper():
    item = csl_item({**SOURCE, "genre": "news"}, GENRES)
    assert item["container-title"] == "The treasury" and "publisher" not in item


@pytest.mark.parametrize(
    "given, kind", [({}, "document"), ({"genre": "news"}, "article-newspaper"), ({"csl_type": "map"}, "map")]
)
def test_the_type_is_said_or_that_of_the_genre(given, kind):
    assert csl_type(given, GENRES) == kind


def test_a_source_as_schema_org():
    graph = schema_org([SOURCE], GENRES)
    [work] = graph["@graph"]
    assert graph["@context"] == "https://schema.org"
    assert (work["@type"], work["datePublished"]) == ("Report", "2023-09")
    assert work["encoding"]["sha256"] == "ab" * 32


def test_a_bare_source_has_no_empty_fields():
    assert csl([{"id": "x", "title": "T"}], {}) == [{"id": "x", "type": "document", "title": "T"}]
