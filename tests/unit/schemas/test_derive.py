from __future__ import annotations

import jsonschema
import jsonschema_rs
import pytest

import schemas


@pytest.mark.parametrize("name", schemas.record_names())
def test_every_record_is_a_schema_that_needs_no_other_file(name):
    schema = schemas.record(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema_rs.Draft202012Validator(schema)
    assert ".schema.json#" not in repr(schema)


def test_a_scheme_of_ones_own_decides_about_tags_and_terms():
    own = {"scheme": "own", "version": 1, "tags": {"irony": {"anchors": ["span"]}}}
    own["vocabularies"] = {"entity_kind": [{"id": "robot"}]}
    schema = schemas.record("article", own)["$defs"]
    assert schema["annotation"]["properties"]["tag"]["enum"] == ["irony"]
    assert schema["entity"]["properties"]["kind"]["enum"] == ["robot", None]
    assert "supports" in schema["source_link"]["properties"]["stance"]["enum"]


def test_every_attribute_of_the_scheme_has_a_schema():
    definitions = schemas.record("annotation")["$defs"]
    for name, tag in schemas.scheme()["tags"].items():
        assert list(definitions[f"{name}_attributes"]["properties"]) == list(tag["attributes"])


@pytest.mark.parametrize(
    ("value", "right"),
    [("2023", True), ("2023-09-15", True), ("2023-13", False), ("2023-9", False), (2023, False)],
)
def test_values_are_typed(value, right):
    schema = schemas.record("annotation")
    dates = {"$defs": schema["$defs"], "$ref": "#/$defs/claim_attributes"}
    assert jsonschema_rs.is_valid(dates, {"claim_date": value}) is right
