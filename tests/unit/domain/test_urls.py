"""Web addresses: which are taken, and when two are the same place."""

from __future__ import annotations

import pytest

from annotator.domain.urls import canonical_url, check_url, is_web_address
from annotator.errors import Invalid


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org:8080/a?b=c#d", "https://[2001:db8::1]/"]
)
def test_web_addresses_are_taken(url):
    assert check_url(url, "/url") == url and is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "https://",
        "https://example.org:0/",
        "https://example.org/a b",
        "https://[::1",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_everything_else_is_refused(url):
    with pytest.raises(Invalid) as refused:
        check_url(url, "/sources/0/url")
    assert (refused.value.code, refused.value.pointer) == ("url_scheme", "/sources/0/url")


@pytest.mark.parametrize(
    "url",
    [
        "http://EXAMPLE.org/story",
        "https://www.example.org/story/",
        "https://example.org:443/story#part",
        "https://example.org/story?utm_source=x&fbclid=y",
    ],
)
def test_addresses_of_one_place_are_one(url):
    assert canonical_url(url) == "https://example.org/story"


def test_what_chooses_the_page_is_kept():
    assert (
        canonical_url("https://example.org:8443/Story?id=7&empty=") == "https://example.org:8443/Story?id=7&empty="
    )
