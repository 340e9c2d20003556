"""Where one may be sent after logging in."""

from __future__ import annotations

import pytest

from annotator.web.answers import safe_next


@pytest.mark.parametrize("good", ["/", "/projects/news", "/projects/news?page=2", "/stories/news:ភាសា"])
def test_addresses_of_this_site_are_kept(good):
    assert safe_next(good) == good


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "",
        "projects",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "/a b",
        "/a\tb",
        "/a\x00",
        "/a\\b",
    ],
)
def test_every_other_is_home(bad):
    assert safe_next(bad) == "/"
