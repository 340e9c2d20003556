"""Formats on the pages: which there are, an example of each, a corpus in by form, what an export would lose."""

from __future__ import annotations

import json
from html import escape
from io import BytesIO

import pytest

from exports.format import formats
from exports.writing import example_files
from tests.visitors import words

LINE = json.dumps({"text": "😀 The mayor said so.", "label": [[3, 12, "Person"]]}).encode()
IN, OUT = "/projects/news/import", "/projects/news/export"


@pytest.fixture
def send(man):
    def send_files(*files, **fields):
        return man.send(IN, page=IN, files=[(BytesIO(data), name) for name, data in files], **fields)

    return send_files


def test_every_format_is_offered_with_an_example_that_can_be_fetched(man):
    shown = man.get(OUT)
    for info in formats():
        if info.writes:
            assert info.title in shown.text
        if info.writes and info.example:
            assert man.get(f"{OUT}/examples/{info.name}").data


def test_every_example_is_shown_as_it_stands_in_its_files(man):
    for info in formats():
        if info.writes and info.example:
            shown = man.get(f"{OUT}/formats/{info.name}")
            assert f'href="{OUT}/formats/{info.name}"' in man.get(OUT).text
            assert all(escape(name) in shown.text for name, _ in example_files(info))
    assert "T1\tclaim" in man.get(f"{OUT}/formats/brat").text
    assert "which are no text" in man.get(f"{OUT}/formats/spacy").text


@pytest.mark.parametrize("kind", ["examples", "formats"])
def test_an_example_that_is_not_there_is_not_found(man, kind):
    assert man.get(f"{OUT}/{kind}/word").status_code == 404


def test_what_would_be_left_out_is_counted_on_the_page(man):
    shown = words(man.get(f"{OUT}?format=doccano&layers=all"))
    assert "What doccano would leave out" in shown
    assert man.get(f"{OUT}?format=word&layers=all").status_code == 200


def test_a_corpus_is_mapped_and_converted_by_the_form(send):
    refused = send(("in.jsonl", LINE))
    assert refused.status_code == 422
    assert "The scheme has no 'Person'" in words(refused)
    mapping = (BytesIO(b"labels: {Person: claim}"), "map.yaml")
    answer = send(("in.jsonl", LINE), format="doccano", offsets="utf16", mapping=mapping)
    assert answer.status_code in {200, 303}


def test_a_mapping_that_is_none_is_said_at_its_field(send):
    answer = send(("in.jsonl", LINE), mapping=(BytesIO(b"- what"), "map.yaml"))
    assert answer.status_code == 422
    assert "A mapping holds" in words(answer)


def test_who_is_who_is_shown_once(send):
    labels = [{"label": "claim", "start_offset": 0, "end_offset": 1, "user": "alice"}]
    line = json.dumps({"text": "A text.", "annotations": labels}).encode()
    shown = words(send(("in.jsonl", line), format="doccano"))
    assert "Who is who" in shown
    assert "alice" in shown


def test_a_file_of_no_known_kind_is_refused_in_words(send):
    answer = send(("in.xyz", b"what"))
    assert answer.status_code == 422
    assert "say which" in words(answer)


def test_a_record_written_over_several_lines_comes_in_as_by_the_command_line(send):
    record = json.dumps({"text": "A text of its own.", "title": "One"}, indent=1).encode()
    assert send(("one.json", record)).status_code == 303
