"""A scheme that is a choice from another is whole, and holds what it chose."""

from __future__ import annotations

import jsonschema_rs
import pytest

import schemas
from annotator.domain.schemes import Scheme
from schemas import presets

PRESETS = [name for name in schemas.scheme_names() if name != schemas.DEFAULT]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_whole_and_valid_scheme(name):
    whole = schemas.scheme(name)
    assert jsonschema_rs.is_valid(schemas.record("scheme"), whole)
    assert "from" not in whole
    assert Scheme(whole).name == name
    assert schemas.record("article", whole)["$defs"]


def test_only_what_is_named_is_kept():
    whole = schemas.scheme("persuasion-techniques")
    assert list(whole["tags"]) == ["framing"]
    assert list(whole["tags"]["framing"]["attributes"]) == ["technique", "in_quote", "speaker", "intensity"]
    assert whole["tags"]["framing"]["attributes"]["technique"]["min"] == 1
    assert "technique" in whole["vocabularies"] and "claim_type" not in whole["vocabularies"]
    assert set(whole["relations"]) == {"part_of", "duplicates"}


def test_what_is_said_otherwise_wins():
    whole = schemas.scheme("informational-and-lexical-bias")
    assert [term["id"] for term in whole["vocabularies"]["bias_form"]] == ["lexical", "informational"]
    assert whole["tags"]["framing"]["label"] == {"en": "Bias"}


def test_a_file_may_choose_from_a_scheme_of_ours():
    made = schemas.read_scheme(b"scheme: mine\nversion: 1\nfrom: fact-check\ntags: {claim: }\n")
    assert list(Scheme(made).tags) == ["claim"]


@pytest.mark.parametrize("tags", ["[claim]", "{claim: 5}", "{claim: {attributes: [voice]}}"])
def test_a_choice_that_makes_no_sense_is_left_for_the_check(tags):
    made = schemas.read_scheme(f"scheme: mine\nversion: 1\nfrom: fact-check\ntags: {tags}\n".encode())
    assert made["from"] == "fact-check"


def test_what_it_is_made_from_stays_as_it_is():
    base = schemas.scheme()
    presets.resolve({"scheme": "x", "version": 1, "from": schemas.DEFAULT, "tags": {"claim": None}}, base)
    assert base == schemas.scheme()
