"""The form of a tag says what the scheme says, and asks nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from werkzeug.datastructures import MultiDict

from annotator.web.forms.attributes import AttributeForm, attribute_forms

SCHEME: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[4] / "schemas/labels/fact-check-and-bias.yaml").read_text(encoding="utf-8")
)


@pytest.fixture
def forms() -> dict[str, AttributeForm]:
    """The forms of the scheme that a project starts from."""
    return attribute_forms(SCHEME)


@pytest.mark.parametrize("tag", SCHEME["tags"])
def test_each_attribute_is_a_field_in_order(forms: dict[str, AttributeForm], tag: str) -> None:
    assert [field.name for field in forms[tag]] == list(SCHEME["tags"][tag]["attributes"])


def test_what_hand_in_asks_comes_first(forms: dict[str, AttributeForm]) -> None:
    first = [field.name for field in forms["claim"].first()]
    assert first == ["normalized", "speaker", "voice", "claim_type", "checkworthiness"]


def test_a_proposal_is_not_among_the_first(forms: dict[str, AttributeForm]) -> None:
    assert "proposed_justification" in [field.name for field in forms["claim"].more()]


def test_terms_carry_label_and_definition(forms: dict[str, AttributeForm]) -> None:
    voice = forms["claim"]["voice"].attribute.terms[0]
    assert (voice.id, voice.label) == ("author_voice", "Article's own voice")
    assert voice.definition == "Stated by the article itself."


def test_deprecated_terms_are_not_offered(forms: dict[str, AttributeForm]) -> None:
    offered = {term.id for term in forms["framing"]["technique"].attribute.terms}
    assert "st3_doubt" in offered
    assert not any(term.startswith("se20_") for term in offered)


def test_techniques_come_in_their_groups(forms: dict[str, AttributeForm]) -> None:
    groups = [group for group, _ in forms["framing"]["technique"].attribute.groups()]
    assert groups == ["reputation", "justification", "distraction", "simplification", "call", "wording"]


def test_an_answer_may_be_that_there_is_none(forms: dict[str, AttributeForm]) -> None:
    assert forms["framing"]["frame_dimension"].attribute.may_be_none
    assert not forms["claim"]["claim_type"].attribute.may_be_none


def test_conditions_are_handed_on(forms: dict[str, AttributeForm]) -> None:
    assert forms["framing"]["speaker"].attribute.conditions == {"when": {"in_quote": True}}
    assert forms["rebuttal"]["target_external"].attribute.conditions == {"unless_relation": "rebuts"}


def test_ratings_name_their_scale(forms: dict[str, AttributeForm]) -> None:
    terms = [term.id for term in forms["claim"]["proposed_rating"].attribute.terms]
    assert "politifact:half_true" in terms


def test_int_and_bool_are_choices(forms: dict[str, AttributeForm]) -> None:
    framing = forms["framing"]
    assert [term.id for term in framing["intensity"].attribute.terms] == ["1", "2", "3"]
    assert [term.label for term in framing["in_quote"].attribute.terms] == ["Yes", "No"]


def test_a_draft_may_be_empty(forms: dict[str, AttributeForm]) -> None:
    form = forms["claim"]
    form.process(MultiDict())
    assert form.validate()


@pytest.mark.parametrize(
    ("name", "value", "holds"),
    [
        ("normalized", "x" * 500, True),
        ("normalized", "x" * 501, False),
        ("claim_date", "2023-09", True),
        ("claim_date", "September", False),
        ("location_iso", "US-TX", True),
        ("location_iso", "Texas", False),
        ("voice", "direct_quote", True),
        ("voice", "shouted", False),
        ("claim_type", "numerical", True),
        ("claim_type", "poetical", False),
    ],
)
def test_what_a_field_takes(forms: dict[str, AttributeForm], name: str, value: str, holds: bool) -> None:
    form = forms["claim"]
    form.process(MultiDict({name: value}))
    assert form.validate() is holds


def test_words_of_another_language_fall_back_to_english() -> None:
    assert AttributeForm(SCHEME, "claim")["voice"].label.text == "Voice"


def test_an_unknown_tag_is_an_error() -> None:
    with pytest.raises(KeyError):
        AttributeForm(SCHEME, "gossip")
