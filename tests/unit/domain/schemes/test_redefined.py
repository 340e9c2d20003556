"""Which definitions a version changed, and which annotations rest on them."""

from __future__ import annotations

import copy

import pytest

import schemas
from annotator.domain.schemes.redefined import Part, part_of, parts, redefined, spoken_of

SCHEME = schemas.scheme("fact-check-and-bias")


@pytest.fixture
def later():
    return copy.deepcopy(SCHEME)


def test_the_same_scheme_redefines_nothing(later):
    later["version"], later["tags"]["claim"]["key"] = 2, "k"
    assert redefined(SCHEME, later) == []


def test_a_tag_an_attribute_and_a_term_are_told_apart(later):
    later["tags"]["claim"]["definition"] = {"en": "Another."}
    later["tags"]["framing"]["attributes"]["polarity"]["help"] = {"en": "Towards whom?"}
    next(term for term in later["vocabularies"]["polarity"] if term["id"] == "neg")["definition"] = {
        "en": "Worse."
    }
    changed = redefined(SCHEME, later)
    assert changed == [Part("claim"), Part("framing", "polarity"), Part("framing", "polarity", "neg")]


def test_a_type_of_relation_and_a_stance_are_definitions_too(later):
    later["relations"]["rebuts"]["definition"] = {"en": "Denies."}
    later["vocabularies"]["stance"][1]["definition"] = {"en": "Speaks against it."}
    assert redefined(SCHEME, later) == [Part("relation:rebuts"), Part("stance:refutes")]
    assert Part("stance:refutes").holds("claim", {}, {"refutes"})
    assert not Part("stance:refutes").holds("claim", {}, {"supports"})
    assert not Part("relation:rebuts").holds("rebuttal", {})


def test_what_is_new_was_never_annotated(later):
    later["tags"]["claim"]["attributes"]["mood"] = {"type": "bool", "label": {"en": "Mood"}}
    assert redefined(SCHEME, later) == []


@pytest.mark.parametrize(
    ("path", "attributes", "rests"),
    [
        ("claim", {}, True),
        ("framing", {}, False),
        ("claim/voice", {"voice": "direct_quote"}, True),
        ("claim/voice", {"voice": None}, False),
        ("claim/voice/direct_quote", {"voice": "direct_quote"}, True),
        ("claim/voice/direct_quote", {"voice": "mixed_quote"}, False),
        ("claim/claim_type/numerical", {"claim_type": ["causal", "numerical"]}, True),
        ("claim/claim_type/numerical", {"claim_type": ["causal"]}, False),
    ],
)
def test_an_annotation_rests_on_what_it_says(path, attributes, rests):
    assert part_of(path).path == path
    assert part_of(path).holds("claim", attributes) is rests


def test_parts_go_from_the_tag_down():
    found = list(parts(SCHEME))
    assert found[0] == Part("claim") and Part("claim", "voice", "author_voice") in found
    assert len(found) == len(set(found))


def test_guidelines_speak_of_the_tags_that_changed_lines_name():
    before, after = (
        "# Claims\nA claim is checkable.\n# Framing\nSlant.",
        "# Claims\nA claim is checkable.\n# Framing\nA framing is slant.",
    )
    assert spoken_of(SCHEME, before, after) == [Part("framing")]
    assert spoken_of(SCHEME, before, f"{before}\nWho rebuts?") == [Part("relation:rebuts")]
