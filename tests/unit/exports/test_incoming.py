from __future__ import annotations

import schemas
from exports import record

TEXT = "The mayor said that the bridge is safe, and left it at that for the day."


def line(**more):
    segment = {"start": 24, "end": 38, "exact": TEXT[24:38]}
    anchor = {"kind": "span", "segments": [segment]}
    annotation = {"id": "a", "tag": "claim", "anchor": anchor, **more}
    return {
        "text": TEXT,
        "id": "x",
        "project": None,
        "regions": [],
        "layers": [{"layer": "one", "annotations": [annotation]}],
    }


def test_a_text_alone_becomes_a_record_but_for_who_imports():
    full = record.complete({"text": "Words.\n"})
    assert set(schemas.record("article")["required"]) - set(full) == {"id", "project", "regions"}
    assert record.problems(full | {"id": "1", "project": "p", "regions": []}) == []


def test_an_annotation_alone_becomes_whole():
    full = record.import_ids(record.complete(line()))
    assert record.problems(full) == []
    found = full["layers"][0]["annotations"][0]
    assert found["anchor"]["prefix"] == "The mayor said that the "
    assert found["anchor"]["suffix"] == TEXT[38:70]
    assert (found["origin"], found["version"], found["attributes"]) == ("imported", 1, {})


def test_links_get_their_nulls_and_null_attributes_go():
    full = record.complete(line(sources=[{"source": "s"}], attributes={"voice": None, "claim_type": []}))
    found = full["layers"][0]["annotations"][0]
    assert found["sources"] == [
        dict.fromkeys(("source", "stance", "quote", "paraphrase", "locator")) | {"source": "s"}
    ]
    assert found["attributes"] == {"claim_type": []}


def test_what_was_given_stays():
    for name, example in schemas.examples("valid").items():
        if name.startswith("article."):
            assert record.complete(example) == example


def test_what_has_the_wrong_shape_stays_for_the_schema_to_refuse():
    odd = {"text": TEXT, "layers": [3, {"layer": "x", "annotations": [None, {"anchor": {"segments": [7]}}]}]}
    full = record.complete(odd | {"id": "x", "project": None, "regions": []})
    assert any(problem.startswith("/layers/0: ") for problem in record.problems(full))
    assert record.complete({"text": TEXT, "layers": "none"})["layers"] == "none"
