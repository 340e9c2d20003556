"""Browsers and systems by what they say of themselves."""

from __future__ import annotations

import pytest

from annotator.web.places import place_of

LIKE = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) {}"


@pytest.mark.parametrize("agent, words", [
    ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Linux"),
    (LIKE.format("Windows NT 10.0; Win64; x64", "Chrome/131.0 Safari/537.36 Edg/131.0"), "Edge on Windows"),
    (LIKE.format("Linux; Android 14", "Chrome/131.0 Mobile Safari/537.36"), "Chrome on Android"),
    (LIKE.format("Macintosh; Intel Mac OS X 10_15", "Version/18.0 Safari/605"), "Safari on a Mac"),
    (LIKE.format("iPhone; CPU iPhone OS 18 like Mac OS X", "CriOS/131 Safari/604"), "Chrome on an iPhone"),
    ("", "A browser"),
    ("<script>alert(1)</script>", "A browser"),
])  # fmt: skip
def test_the_place_in_coarse_words(agent, words):
    assert place_of(agent) == words
