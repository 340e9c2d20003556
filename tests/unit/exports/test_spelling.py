from __future__ import annotations

import pytest

from exports.spelling import Speller, SpellingError, entity_id, spell

TEXT = "The mayor said so."
ANCHOR = {"kind": "span", "segments": [{"start": 4, "end": 9, "exact": "mayor"}]}


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [
        ("bool", False, "false"),
        ("int", 3, "3"),
        ("text", "a b", "a b"),
        ("ids", ["x", "y"], ["x", "y"]),
        ("anchor", ANCHOR, "4-9"),
        ("rating", {"scale": "politifact", "id": "true"}, "politifact:true"),
        ("entity", entity_id("Ann"), "Ann"),
        ("entities", [entity_id("Ann"), entity_id("Bo")], ["Ann", "Bo"]),
    ],
)
def test_a_value_is_spelled_and_read_again(kind, value, word):
    assert spell(value, {entity_id("Ann"): "Ann", entity_id("Bo"): "Bo"}) == word
    assert Speller(TEXT, {}).value(word, {"type": kind}) == value


def test_an_entity_is_gathered_once_whatever_it_is_known_by():
    known = {"e": {"id": "e", "name": "Ann", "kind": "person"}}
    speller = Speller(TEXT, known)
    assert speller.value("Ann", {"type": "entity"}) == speller.value("e", {"type": "entity"}) == "e"
    assert speller.value(["Bo"], {"type": "entities"}) == [entity_id("Bo")]
    assert speller.entities[entity_id("Bo")] == {"id": entity_id("Bo"), "name": "Bo", "kind": None}


def test_one_word_is_a_list_of_one_and_a_list_of_one_a_word():
    assert Speller(TEXT, {}).value("deny", {"type": "ids"}) == ["deny"]
    assert Speller(TEXT, {}).value(["deny"], {"type": "id"}) == "deny"


@pytest.mark.parametrize(
    ("kind", "word"),
    [("bool", "perhaps"), ("int", "many"), ("anchor", "here"), ("rating", "true"), ("id", ["a", "b"])],
)
def test_what_is_no_value_is_refused_in_words(kind, word):
    with pytest.raises(SpellingError):
        Speller(TEXT, {}).value(word, {"type": kind})
