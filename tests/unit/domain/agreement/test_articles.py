"""Articles: choosing people and tags."""

from __future__ import annotations

from annotator.domain.agreement.articles import Article, of_people, of_tag
from tests.unit.domain.agreement.making import span


def test_choosing_people_keeps_empty_layers() -> None:
    chosen = of_people([Article("x", 9, {"a": [span(0, 3)], "b": [], "c": []})], {"a", "b"})
    assert list(chosen[0].layers) == ["a", "b"]


def test_choosing_a_tag() -> None:
    assert [one.tag for one in of_tag([span(0, 3), span(0, 3, "framing")], "framing")] == ["framing"]
