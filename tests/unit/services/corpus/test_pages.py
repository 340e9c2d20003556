"""Bodies that bring a page: read before anything is stored, their bytes kept."""

from __future__ import annotations

import hashlib

import pytest

from annotator.errors import AnnotatorError
from annotator.permissions import OPERATOR
from annotator.services.corpus import importing, pages
from tests.pages import FIRST, PAGE


def test_a_page_is_stored_with_its_bytes(world):
    incoming = pages.read_body({"html": PAGE, "outlet": "The Post"})
    with world.writing() as session:
        article, report = importing.import_one(session, OPERATOR, world.project(session), incoming)
        assert (article.outlet, article.title, article.language) == ("The Post", "Mayor opens bridge", "en-GB")
        assert FIRST in article.text
        assert pages.original(session, article) == PAGE.encode()
    assert report["page"]["active"] == 6
    assert incoming.frozen.original_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.mark.parametrize(
    "body, code",
    [
        ({}, "missing_field"),
        ({"text": "a", "html": "<p>b</p>"}, "one_source"),
        ({"html": "<p>b</p>", "url": "https://example.org"}, "one_source"),
        ({"url": "https://example.org"}, "disabled"),
        ({"html": 5}, "wrong_type"),
        ({"html": "<p>b</p>", "layers": []}, "unknown_field"),
        ({"html": "<p>b</p>", "published": "soon"}, "bad_date"),
        ({"html": "<script>1</script>"}, "empty_text"),
    ],
)
def test_what_is_refused(body, code):
    with pytest.raises(AnnotatorError) as refused:
        pages.read_body(body)
    assert refused.value.code == code


def test_a_text_is_no_page():
    assert pages.read_body({"text": "a", "url": "https://example.org"}) is None
