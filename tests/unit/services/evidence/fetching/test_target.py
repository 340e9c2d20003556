"""An address is read as it will be asked for, or refused."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.services.evidence.fetching.target import read_target


@pytest.mark.parametrize(
    "url, asked",
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("http://example.org:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://bücher.example/ä ö".replace(" ", "%20"), "https://xn--bcher-kva.example/%C3%A4%20%C3%B6"),
        ("http://example.org./", "http://example.org/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_read(url, asked):
    assert read_target(url).url == asked


@pytest.mark.parametrize(
    "url, code",
    [
        ("ftp://example.org/", "url_scheme"),
        ("file:///etc/passwd", "url_scheme"),
        ("javascript:alert(1)", "url_scheme"),
        ("data:text/html,x", "url_scheme"),
        ("http://", "url_scheme"),
        ("http://a b/", "url_scheme"),
        ("http://user@example.org/", "url_not_public"),
        ("http://example.org:8080/", "url_not_public"),
        ("http://example.org\\@127.0.0.1/", "url_not_public"),
        ("http://" + "a" * 300 + ".example/", "url_not_public"),
    ],
)
def test_refused(url, code):
    with pytest.raises(Invalid) as refused:
        read_target(url)
    assert refused.value.code == code
