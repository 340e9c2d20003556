"""Corpora of other programs through the API: every format in and out, with its report."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from exports.format import formats
from exports.writing import example

HERE = "/projects/news"
LINE = json.dumps({"text": "😀 The mayor said so.", "label": [[3, 12, "claim"]]}).encode()
READERS = [info for info in formats() if info.reads and info.example]
WRITERS = [info for info in formats() if info.writes]


@pytest.fixture
def man(world):
    return world.as_("man")


def send(client, data, query="?format=auto", kind="application/octet-stream"):
    return client.call("POST", f"{HERE}/articles{query}", data=data, content_type=kind)


@pytest.mark.parametrize("info", READERS, ids=lambda info: info.name)
def test_every_example_is_taken(man, info):
    answer = send(man, b"".join(example(info)), f"?format={info.name}")
    assert (answer.status_code, answer.json["stored"], answer.json["format"]) == (200, 1, info.name)


@pytest.mark.parametrize("info", WRITERS, ids=lambda info: info.name)
def test_every_format_goes_out_with_what_it_lost(man, info):
    send(man, b"".join(example(next(one for one in READERS if one.name == "jsonl"))), "?format=jsonl")
    answer = man.get(f"{HERE}/export?format={info.name}&layers=all")
    assert answer.status_code == 200
    assert answer.data
    assert answer.mimetype == info.media_type
    assert bool(answer.headers.get("Left-Out")) is not info.lossless
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_unit_is_said_by_one_parameter(man):
    assert send(man, LINE, "?format=doccano&offsets=utf16").json["stored"] == 1
    assert send(man, LINE, "?format=doccano&offsets=miles").json["code"] == "bad_parameter"


def test_a_mapping_is_json_and_checked(man):
    line = LINE.replace(b"claim", b"Person")
    refused = send(man, line, "?format=doccano")
    assert (refused.status_code, refused.json["code"]) == (422, "import_refused")
    assert refused.json["report"]["lines"][0]["code"] == "unknown_tag"
    assert refused.json["notes"] == ["Labels that the scheme does not have: 'Person' (1 times). Map them."]
    assert send(man, line, '?format=doccano&mapping={"labels":{"Person":"claim"}}').json["stored"] == 1
    assert send(man, line, "?format=doccano&mapping=[").json["code"] == "bad_mapping"


def test_people_are_told_to_who_imports_and_to_nobody_else(man):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("alice", "bob"):
            archive.writestr(f"{name}.jsonl", LINE)
    people = send(man, buffer.getvalue(), "?format=doccano").json["people"]
    assert sorted(people.values()) == ["alice", "bob"]
    assert b"alice" not in man.get(f"{HERE}/export?layers=all").data


@pytest.mark.parametrize(
    ("data", "query", "status", "code"),
    [
        (b"what is this?", "?format=auto", 422, "unknown_format"),
        (b"PK\x03\x04", "?format=brat", 422, "archive_broken"),
        (b"x", "?format=word", 400, "bad_parameter"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(man, data, query, status, code):
    answer = send(man, data, query)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_a_plain_form_of_another_site_cannot_send_a_corpus(man):
    assert send(man, LINE, kind="text/plain").status_code == 415


def test_only_managers_bring_a_corpus_in(world):
    assert send(world.as_("res"), LINE).status_code == 403


def test_a_format_that_is_not_installed_says_what_to_install(man, monkeypatch):
    monkeypatch.setattr("exports.format.find_spec", lambda name: None)
    for info in WRITERS:
        if info.needs:
            answer = man.get(f"{HERE}/export?format={info.name}")
            assert (answer.status_code, answer.json["code"]) == (422, "not_installed")
            assert "pip install" in answer.json["detail"]


@pytest.mark.parametrize("name", ["brat", "webannotation"])
def test_a_body_that_holds_no_article_is_refused(man, name):
    answer = send(man, b"{}", f"?format={name}")
    assert (answer.status_code, answer.json["code"]) == (422, "empty_file")
