"""What a record may leave empty, the description of the API lets be null where it gives that record out."""

from __future__ import annotations

import json
from typing import Any

import yaml

from tests.conventions.tree import ROOT

RECORDS = ("annotation", "decision", "entity", "fact_check", "relation", "source", "source_link")


def may_be_null(schema: dict[str, Any]) -> bool:
    """Tell whether the schema says so itself."""
    kinds = schema.get("type", [one.get("type") for one in schema.get("anyOf", ())])
    return "null" in kinds or None in schema.get("enum", ())


def properties(name: str) -> dict[str, Any]:
    text = (ROOT / "schemas/records" / f"{name}.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["properties"])


def test_what_a_record_may_leave_empty_the_description_lets_be_null():
    text = (ROOT / "schemas/openapi.yaml").read_text(encoding="utf-8")
    described = yaml.safe_load(text)["components"]["schemas"]
    empty = [(name, field) for name in RECORDS for field, one in properties(name).items() if may_be_null(one)]
    assert ("entity", "kind") in empty and ("source", "publisher") in empty
    for name, field in empty:
        here = described[name.title().replace("_", "")]["properties"]
        assert field not in here or may_be_null(here[field]), f"{name}.{field}"
