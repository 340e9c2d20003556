from __future__ import annotations

import pytest

from annotator.domain.schemes.parts import Attribute, Tag, holds, spoken


@pytest.mark.parametrize(
    ("condition", "attributes", "met"),
    [
        ({"in_quote": True}, {"in_quote": True}, True),
        ({"in_quote": True}, {"in_quote": 1}, False),
        ({"in_quote": True}, {"in_quote": None}, False),
        ({"in_quote": True}, {}, False),
        ({"aim": ["a", "b"]}, {"aim": "b"}, True),
        ({"aim": ["a", "b"]}, {"aim": None}, False),
        ({"verdict": {"not": ["x"]}}, {"verdict": "y"}, True),
        ({"verdict": {"not": ["x"]}}, {"verdict": "x"}, False),
        ({"verdict": {"not": ["x"]}}, {}, False),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, False),
    ],
)
def test_a_condition_holds_when_all_of_it_does(condition, attributes, met):
    assert holds(condition, attributes) is met


@pytest.mark.parametrize(
    ("attribute", "value", "empty"),
    [
        (Attribute("a", "ids"), [], True),
        (Attribute("a", "ids", min=0), [], False),
        (Attribute("a", "ids", min=0), None, True),
        (Attribute("a", "ids", min=2), ["x"], True),
        (Attribute("a", "text"), " ", True),
        (Attribute("a", "bool"), False, False),
        (Attribute("a", "int"), 0, False),
    ],
)
def test_what_counts_as_no_answer(attribute, value, empty):
    assert attribute.is_empty(value) is empty


def test_words_fall_back_to_english_and_to_the_name():
    assert spoken({"de": "Sprecher", "en": "Speaker"}, "speaker", "de") == "Sprecher"
    assert spoken({"en": "Speaker"}, "speaker", "km") == "Speaker"
    assert Attribute("speaker", "entity").words() == "speaker"


def test_a_tag_is_made_of_its_data():
    data = {"anchors": ["point"], "key": "x", "attributes": {"a": {"type": "text", "limit": 5}}}
    tag = Tag.of("gap", data | {"sources": {"required": "submit", "stance": "supports"}})
    assert (tag.anchors, tag.key, tag.pattern, tag.words()) == (("point",), "x", "solid", "gap")
    assert tag.attributes["a"].limit == 5
    assert tag.sources is not None
    assert tag.sources.min == 1
