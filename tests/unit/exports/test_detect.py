from __future__ import annotations

import io
import json

import pytest

from exports.detect import detect, of_members, of_name
from exports.format import formats

EXAMPLES = [info for info in formats() if info.reads and info.example]


@pytest.mark.parametrize("info", EXAMPLES, ids=lambda info: info.name)
def test_every_example_is_recognised(info):
    assert detect(info.example) == info.name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"text": "x"}, "jsonl"),
        ({"id": 1, "text": "x", "layers": []}, "jsonl"),
        ({"text": "x", "label": [[0, 1, "A"]]}, "doccano"),
        ({"id": 1, "data": "x", "label": []}, "doccano"),
        ([{"id": 1, "data": {"text": "x"}, "annotations": []}], "labelstudio"),
        ([{"data": {"text": "x"}, "predictions": []}], "labelstudio"),
        ({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}, "webannotation"),
        ({"%TYPES": {}}, "inception"),
    ],
)
def test_json_is_told_by_its_keys(value, name):
    stream = io.BytesIO(json.dumps(value).encode())
    assert detect(stream, "x.json") == name
    assert stream.tell() == 0


def test_json_that_tells_nothing_is_ours_if_it_is_called_so():
    assert detect(io.BytesIO(b'{"odd": 1}'), "x.jsonl") == "jsonl"
    assert detect(io.BytesIO(b'{"odd": 1}')) is None


def test_several_files_are_told_by_those_that_tell():
    assert of_members(["a.txt", "a.ann"]) == "brat"
    assert of_members(["a/CURATION.xmi", "TypeSystem.xml"]) == "inception"
    assert of_members(["a.txt"]) is None


def test_a_name_tells_by_its_end():
    assert of_name("NEWS.JSONL") == "jsonl"
    assert of_name("a.docx") is None


def test_a_long_line_is_told_by_what_is_seen_of_it():
    data = json.dumps({"text": "x" * 200_000, "label": [[0, 1, "A"]]}).encode()
    assert detect(io.BytesIO(data), "x.jsonl") in {"jsonl", "doccano"}


def test_an_exported_project_and_minimal_json_are_known():
    row = b'[{"id":1,"text":"A.","label":[{"start":0,"end":1}],"annotator":1,"annotation_id":2}]'
    assert detect(io.BytesIO(row), "a.json") == "labelstudio"
    assert of_members(["exportedproject.json", "source/a.txt", "annotation/a.txt/ann.zip"]) == "inception"


def test_a_name_that_a_format_has_to_itself_says_more_than_a_text_in_json(monkeypatch):
    assert detect(io.BytesIO(b'{"text": "x"}'), "x.txt") == "jsonl"
    monkeypatch.setattr("exports.detect.of_name", lambda name: "tab" if name.endswith(".tab") else None)
    assert detect(io.BytesIO(b'{"text": "x"}'), "x.tab") == "tab"
    assert detect(io.BytesIO(b"<tab/>"), "x.tab") == "tab"
