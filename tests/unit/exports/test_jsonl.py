from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest

import schemas
from exports import jsonl
from exports.record import RecordError
from exports.strict import StrictError

GOLDEN = Path(__file__).parents[2] / "golden/article.jsonl"
VALID = schemas.examples("valid")
RECORDS = [VALID["article.full"], VALID["article.bare"], VALID["article.open_layer"]]


def test_the_same_records_give_the_same_bytes_for_ever():
    assert b"".join(jsonl.write(RECORDS)) == GOLDEN.read_bytes()


def test_what_was_written_comes_back():
    found = list(jsonl.read(io.BytesIO(b"".join(jsonl.write(RECORDS)))))
    assert found == list(enumerate(RECORDS, start=1))


def test_lines_are_plain_utf8_with_line_feeds():
    data = GOLDEN.read_bytes()
    assert "🌉”".encode() in data
    assert b"\\u" not in data
    assert b"\r" not in data
    assert data.count(b"\n") == len(RECORDS)


def test_it_streams():
    def endless():
        while True:
            yield VALID["article.bare"]

    lines = jsonl.write(endless())
    assert next(lines) == next(lines)


def test_a_record_that_is_wrong_stops_the_export():
    with pytest.raises(RecordError, match="/offset_unit"):
        list(jsonl.write([RECORDS[1] | {"offset_unit": "utf16"}]))


def test_bad_lines_are_named_and_the_others_read():
    found = list(jsonl.read(io.BytesIO(b'{"a":1}\n\n{"a":\n[1]\n{"a":2}\r\n{"a":3}')))
    assert [number for number, _ in found] == [1, 3, 4, 5, 6]
    codes = [value.code for _, value in found if isinstance(value, StrictError)]
    assert codes == ["bad_json", "object_expected"]
    assert found[3:] == [(5, {"a": 2}), (6, {"a": 3})]


@pytest.mark.parametrize("data", [b'{\n "a": 1\n}', b'[{"a": 1}]', b'{"a": 1}\n'])
def test_a_file_may_be_one_record_a_list_or_lines(data):
    assert list(jsonl.whole(data)) == [(1, {"a": 1})]


def test_a_file_that_is_no_record_says_why():
    codes = [value.code for data in (b'{\n "a":', b"[1]") for _, value in jsonl.whole(data)]
    assert codes == ["bad_json", "object_expected"]


def test_a_line_without_end_is_not_read_into_memory(monkeypatch):
    monkeypatch.setattr(jsonl, "LONGEST", 10)
    (found,) = jsonl.read(io.BytesIO(b'{"a":"' + b"x" * 100))
    assert isinstance(found[1], StrictError)
    assert found[1].code == "too_large"


def test_a_record_of_twenty_annotations_leaves_in_a_moment():
    annotations = [dict(RECORDS[2]["layers"][0]["annotations"][0]) for _ in range(20)]
    for number, annotation in enumerate(annotations):
        annotation["id"] = f"00000000-0000-4000-8000-{number:012}"
    many = json.loads(json.dumps(RECORDS[2]))
    many["layers"][0]["annotations"] = annotations
    list(jsonl.write([many]))
    best = min(_seconds(many) for _ in range(20))
    assert best < 0.005, f"{best * 1000:.2f} ms"


def _seconds(article):
    start = time.perf_counter()
    list(jsonl.write([article]))
    return time.perf_counter() - start
