"""Articles in: one, or many lines with a report, all or nothing unless told to skip."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.bodies import TEXT
from tests.world import Client

HERE = "/projects/news/articles"


@pytest.fixture
def man(world):
    return world.as_("man")


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


def send(client: Client, *lines: object, query: str = "", **headers: str):
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return client.call("POST", HERE + query, data=data, content_type="application/x-ndjson", headers=headers)


def ids(client: Client) -> list[str]:
    return [item["id"] for item in client.get(HERE).json["items"]]


def test_one_article_comes_back_as_it_was_sent(man):
    known = {"title": "T", "outlet": "O", "published": "2023-09", "language": "en", "story": "s", "authors": ["A"]}
    meta = {"words": 3, "tags": ["x", "y"], "name": "n"}
    made = man.post(HERE, {"id": "mine", "text": "Some words. More words.", "meta": meta, **known})
    assert (made.status_code, made.json["id"]) == (201, "mine")
    shown = man.get("/articles/mine").json
    assert {key: shown[key] for key in known} == known
    assert (shown["meta"], shown["text"], shown["genre"]) == (meta, "Some words. More words.", None)
    assert shown["text_sha256"] == hashlib.sha256(b"Some words. More words.").hexdigest()


def test_what_is_kept_and_what_is_marked_is_reported(man):
    made = man.post(HERE, {"text": "A headline\n\nA body of some words.", "regions": []}).json
    assert (made["kept"], made["boilerplate"], made["regions"]) == (33, 0, [])


def test_line_ends_become_lf_and_one_mark_goes(man):
    made = man.post(HERE, {"text": "\ufeffOne\r\ntwo\rthree.", "regions": []}).json
    assert man.get(f"/articles/{made['id']}").json["text"] == "One\ntwo\nthree."


def test_nothing_else_of_a_text_changes(man):
    text = "  e\u0301 ﬁ \u200f\u202e\u00a0\u2019 🎉 \t x"
    made = man.post(HERE, {"text": text, "regions": []}).json
    assert man.get(f"/articles/{made['id']}").json["text"] == text


def test_regions_given_are_taken_as_given(man):
    regions = [{"role": "boilerplate", "start": 0, "end": 4}, {"role": "body", "start": 4, "end": 11}]
    made = man.post(HERE, {"text": "Menu. Body.", "regions": regions}).json
    assert man.get(f"/articles/{made['id']}").json["regions"] == regions


def test_an_id_that_is_taken_is_not_given_twice(man):
    made = man.post(HERE, {"id": "a1", "text": "Another text."})
    assert made.status_code == 201
    assert made.json["id"] != "a1"


def test_an_id_no_address_can_carry_becomes_a_uuid(man):
    made = man.post(HERE, {"id": "../a b/ü", "text": "Another text."}).json["id"]
    assert man.get(f"/articles/{made}").status_code == 200
    assert len(made) == 36


def test_the_same_text_twice_is_refused_by_name(man):
    answer = man.post(HERE, {"text": TEXT})
    assert code(answer) == (409, "duplicate")
    assert "a1" in answer.json["detail"]


def test_the_same_text_may_be_in_two_projects(world, man):
    world.add_project("other")
    world.add_person("man", "manager", slug="other")
    assert world.as_("man").post("/projects/other/articles", {"text": TEXT}).status_code == 201


def test_many_lines_get_a_report(man):
    answer = send(man, {"id": "l1", "text": "First."}, b"", {"id": "l2", "text": "Second."})
    assert answer.status_code == 200
    assert answer.json == {
        "stored": 2, "refused": 0, "lines": [{"line": 1, "id": "l1"}, {"line": 3, "id": "l2"}]
    }  # fmt: skip
    assert ids(man) == ["a1", "l1", "l2"]


BAD = [{"id": "l1", "text": "First."}, b"{oops", {"text": ""}, {"text": TEXT}, {"text": "First."}, {"x": 1}]


def test_one_bad_line_keeps_all_out(man):
    answer = send(man, *BAD)
    assert code(answer) == (422, "import_refused")
    report = answer.json["report"]
    assert (report["stored"], report["refused"], report["total"]) == (0, 5, 6)
    assert [(line["line"], line["code"]) for line in report["lines"]] == [
        (2, "bad_json"), (3, "empty_text"), (4, "duplicate"), (5, "duplicate"), (6, "unknown_field")
    ]  # fmt: skip
    assert all(line["detail"] for line in report["lines"])
    assert ids(man) == ["a1"]


@pytest.mark.parametrize("query, kind", [("", "application/x-ndjson"), ("?format=csv", "text/csv")])
@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_no_line_at_all_is_refused(man, query, kind, data):
    answer = man.call("POST", HERE + query, data=data, content_type=kind)
    assert code(answer) == (400, "empty_body")


def test_skipping_the_bad_stores_the_rest(man):
    answer = send(man, *BAD, query="?skip_bad=true")
    assert answer.status_code == 200
    assert (answer.json["stored"], answer.json["refused"]) == (1, 5)
    assert ids(man) == ["a1", "l1"]


def test_at_most_a_hundred_errors_are_told(man):
    report = send(man, *[b"{"] * 130).json["report"]
    assert (report["refused"], len(report["lines"])) == (130, 100)


def test_an_import_is_one_event(world, man):
    send(man, {"id": "l1", "text": "First."}, {"id": "l2", "text": "Second."})
    first, second = (man.get(f"/articles/{name}/history").json["items"] for name in ("l1", "l2"))
    assert [event["action"] for event in first] == ["article:import"]
    assert first[0]["hash"] == second[0]["hash"]


WRONG = {
    "no text": ({"title": "x"}, (422, "missing_field")),
    "a number for text": ({"text": 5}, (422, "wrong_type")),
    "white space": ({"text": " \n\t "}, (422, "empty_text")),
    "too long": ({"text": "x" * 1_000_001}, (422, "text_too_long")),
    "a NUL": ({"text": "a\x00b"}, (422, "bad_character")),
    "a noncharacter": ({"text": "a\uffffb"}, (422, "bad_character")),
    "an unknown field": ({"text": "a", "owner": "me"}, (422, "unknown_field")),
    "a float in meta": ({"text": "a", "meta": {"x": 1.5}}, (422, "out_of_range")),
    "a bad date": ({"text": "a", "published": "yesterday"}, (422, "bad_date")),
    "regions that overlap": (
        {
            "text": "abcdef",
            "regions": [{"role": "body", "start": 0, "end": 4}, {"role": "body", "start": 2, "end": 5}],
        },
        (422, "bad_regions"),
    ),
    "regions outside": (
        {"text": "ab", "regions": [{"role": "body", "start": 0, "end": 4}]},
        (422, "span_outside_text"),
    ),
    "an address, which is off": ({"url": "https://example.org/"}, (403, "disabled")),
}


@pytest.mark.parametrize("body, wanted", WRONG.values(), ids=WRONG)
def test_what_is_no_article(man, body, wanted):
    answer = man.post(HERE, body)
    assert answer.status_code == wanted[0], answer.json
    assert answer.json["code"] == wanted[1]
    assert answer.json["detail"]
    assert ids(man) == ["a1"]


def test_forms_are_no_articles(man):
    answer = man.call("POST", HERE, data={"text": "x"})
    assert code(answer) == (415, "json_only")


@pytest.mark.parametrize("name", ["ann", "rev", "res"])
def test_only_managers_import(world, name):
    assert code(world.as_(name).post(HERE, {"text": "x"})) == (403, "forbidden")
    assert code(send(world.as_(name), {"text": "x"})) == (403, "forbidden")


def test_many_lines_twice_with_one_key_are_stored_once(man):
    key = {"Idempotency-Key": "import-1"}
    first = send(man, {"id": "l1", "text": "First."}, **key)
    again = send(man, {"id": "l1", "text": "First."}, **key)
    assert (first.json, again.headers["Idempotency-Replayed"]) == (again.json, "true")
    assert ids(man) == ["a1", "l1"]


def test_invisible_characters_are_in_the_report(man):
    plain, odd = send(man, {"text": "Plain."}, {"text": "The \u202e mayor."}).json["lines"]
    assert "marks" not in plain
    assert [(mark["code_point"], mark["kind"], mark["first"]) for mark in odd["marks"]] == [("U+202E", "bidi", 4)]
