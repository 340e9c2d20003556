"""What comes along with an article is checked field by field."""

from __future__ import annotations

import pytest

from annotator.domain.metadata import check_metadata
from annotator.errors import Invalid

GIVEN = {
    "title": "Prices rise",
    "url": "https://example.org/prices",
    "outlet": "The Example",
    "authors": ["A. Writer"],
    "published": "2023-09",
    "language": "km-KH",
    "story": "prices-2023",
    "genre": "opinion",
    "rights": "CC BY 4.0",
    "meta": {"page": 3, "tags": ["economy", 7], "": "empty key"},
}


def test_what_is_given_comes_back_as_it_came():
    assert check_metadata(GIVEN) == GIVEN


def test_what_is_not_given_is_null_or_empty():
    assert check_metadata({"title": None}) == dict.fromkeys(GIVEN) | {"authors": [], "meta": {}}


@pytest.mark.parametrize(
    "name, value, code",
    [
        ("title", 7, "wrong_type"),
        ("title", "x" * 2001, "too_long"),
        ("url", "javascript:alert(1)", "url_scheme"),
        ("authors", "A. Writer", "wrong_type"),
        ("published", "2023-13", "bad_date"),
        ("published", "15.9.2023", "bad_date"),
        ("published", "2023-02-30", "bad_date"),
        ("published", "٢٠٢٣", "bad_date"),
        ("language", "English please", "bad_language"),
        ("story", "two words", "bad_story"),
        ("genre", "poem", "unknown_value"),
        ("meta", ["page"], "wrong_type"),
    ],
)
def test_field_is_refused_with_its_code(name, value, code):
    with pytest.raises(Invalid) as refused:
        check_metadata({name: value})
    assert (refused.value.code, refused.value.pointer) == (code, f"/{name}")


@pytest.mark.parametrize("value", [1.5, True, None, {"deep": 1}, [["deeper"]]])
def test_meta_holds_text_integers_and_lists_of_these(value):
    with pytest.raises(Invalid) as refused:
        check_metadata({"meta": {"a/b~c": value}})
    assert refused.value.pointer == "/meta/a~1b~0c"


def test_every_problem_is_told_at_once():
    with pytest.raises(Invalid) as refused:
        check_metadata({"published": "soon", "genre": "poem", "title": "fine"})
    assert {problem.pointer for problem in refused.value.problems} == {"/published", "/genre"}
