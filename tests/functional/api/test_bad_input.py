"""Bad input, row by row of the table in the docs: exact status, exact code, and words."""

from __future__ import annotations

import json
import re

import pytest

from tests.bodies import TEXT, claim, framing, omission, point, rebuttal, span, uid
from tests.world import copy_world

ANNOTATION = f"/articles/a1/annotations/{uid(1)}"
EXPORTS = TEXT.index("exports")


@pytest.fixture(scope="module")
def still(world_template, tmp_path_factory):
    """A world in which nothing is ever stored: every request of this module is refused."""
    world = copy_world(world_template, tmp_path_factory.mktemp("still"))
    regions = [{"role": "body", "start": 0, "end": 20}, {"role": "boilerplate", "start": 20, "end": 40}]
    world.add_article("b1", "Twenty signs of body, then some signs of boilerplate.", regions=regions)
    world.assign("b1", "ann")
    yield world
    assert world.as_("ann").get("/articles/a1/layers/mine").json["annotations"] == []
    world.close()


def at(start, end, exact=None, kind="span", **more):
    """Return a claim with one segment of these offsets."""
    known = TEXT[start:end] if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end else ""
    segment = {"start": start, "end": end, "exact": known if exact is None else exact}
    return claim() | {"anchor": {"kind": kind, "segments": [segment], **more}}


def refused(still, row, body=None, **options):
    """Send as ann and return the problem, checked for what every problem has."""
    path = options.pop("path", ANNOTATION)
    answer = still.as_(options.pop("name", "ann")).call(options.pop("method", "PUT"), path, body, **options)
    problem = answer.json
    assert (answer.status_code, problem["code"]) == row, problem
    assert answer.mimetype == "application/problem+json"
    assert problem["status"] == answer.status_code
    assert problem["saved"] is False
    assert problem["title"] and problem["type"] and problem["request_id"] == answer.headers["X-Request-Id"]
    assert len(problem["detail"].split()) >= 3
    return problem


RAW = {
    "1 empty": (b"", 400, "empty_body"),
    "1 white space": (b" \n ", 400, "empty_body"),
    "2 broken": (b'{"tag": ', 400, "bad_json"),
    "2 trailing comma": (b'{"tag": "claim",}', 400, "bad_json"),
    "2 single quotes": (b"{'tag': 1}", 400, "bad_json"),
    "2 two values": (b"{} {}", 400, "bad_json"),
    "3 latin-1": (b'{"note": "\xe9"}', 400, "bad_encoding"),
    "3 utf-16": ('{"note": "x"}'.encode("utf-16"), 400, "bad_encoding"),
    "4 deep": (b"[" * 100_000, 400, "json_too_deep"),
    "4 deep objects": (b'{"a":' * 33 + b"1" + b"}" * 33, 400, "json_too_deep"),
    "5 twice": (b'{"tag": "claim", "tag": "framing"}', 400, "duplicate_key"),
    "5 twice within": (b'{"anchor": {"kind": 1, "kind": 2}}', 400, "duplicate_key"),
    "6 NaN": (b'{"confidence": NaN}', 400, "bad_number"),
    "6 Infinity": (b'{"confidence": -Infinity}', 400, "bad_number"),
    "6 too large": (b'{"confidence": 1e999}', 400, "bad_number"),
    "8 array": (b"[]", 422, "object_expected"),
    "8 null": (b"null", 422, "object_expected"),
    "8 text": (b'"claim"', 422, "object_expected"),
    "13 a fraction": (b'{"confidence": 1.5}', 422, "out_of_range"),
    "13 2^53": (b'{"confidence": 9007199254740993}', 422, "out_of_range"),
    "13 2^63": (b'{"confidence": 9223372036854775808}', 422, "out_of_range"),
    "18 lone surrogate": (b'{"note": "\\ud800"}', 422, "bad_character"),
    "18 NUL": (b'{"note": "\\u0000"}', 422, "bad_character"),
    "18 a bell": (b'{"note": "\\u0007"}', 422, "bad_character"),
    "18 an escape in a key": (b'{"a\\u001b[31m": 1}', 422, "bad_character"),
    "18 a form feed": (b'{"attributes": {"normalized": "a\\f"}}', 422, "bad_character"),
    "18 noncharacter": (b'{"note": "\\ufffe"}', 422, "bad_character"),
    "21 over 2 MB": (b'{"note": "' + b"x" * (2 * 2**20) + b'"}', 413, "too_large"),
}


@pytest.mark.parametrize("data, status, code", RAW.values(), ids=RAW)
def test_bodies_that_cannot_be_read(still, data, status, code):
    refused(still, (status, code), data=data, content_type="application/json")


NUMBERS = {
    "a fraction": (b'{"anchor": {"segments": [{"start": 0, "end": 1.5}]}}', "/anchor/segments/0/end"),
    "beyond 2^53": (b'{"note": "1.5", "attributes": {"a/b": 9223372036854775808}}', "/attributes/a~1b"),
    "broken further on": (b'{"confidence": 1.5, oops', None),
}


@pytest.mark.parametrize("data, pointer", NUMBERS.values(), ids=NUMBERS)
def test_where_the_number_is_that_is_none_is_said(still, data, pointer):
    problem = refused(still, (422, "out_of_range"), data=data, content_type="application/json")
    assert problem["pointer"] == pointer


LONG = {
    "note": (claim() | {"note": "x" * 10_001}, 10_000),
    "attribute": (claim(normalized="x" * 501), 500),
    "metadata": ({"text": "Some text.", "title": "x" * 2001}, 2000),
}


@pytest.mark.parametrize("body, limit", LONG.values(), ids=LONG)
def test_the_limit_comes_along(still, body, limit):
    article = {"name": "man", "method": "POST", "path": "/projects/news/articles"} if "text" in body else {}
    problem = refused(still, (422, "too_long"), body, **article)
    assert problem["limit"] == limit and problem["errors"][0]["limit"] == limit


def test_limit_and_size_of_what_is_too_large_come_along(still):
    data = b'{"note": "' + b"x" * (2 * 2**20) + b'"}'
    problem = refused(still, (413, "too_large"), data=data, content_type="application/json")
    assert (problem["limit"], problem["size"]) == (2 * 2**20, len(data))


TEXTS = {
    "empty": ({"text": ""}, "empty_text", "/text"),
    "white": ({"text": " \n"}, "empty_text", "/text"),
    "long": ({"text": "x" * 1_000_001}, "text_too_long", "/text"),
    "page": ({"html": "<p> </p>"}, "empty_text", "/html"),
    "deep": ({"html": "<div>" * 300 + "x"}, "too_deep", "/html"),
}


@pytest.mark.parametrize("body, code, pointer", TEXTS.values(), ids=TEXTS)
def test_where_the_text_is_that_is_not_taken_is_said(still, body, code, pointer):
    problem = refused(still, (422, code), body, name="man", method="POST", path="/projects/news/articles")
    assert problem["pointer"] == pointer


@pytest.mark.parametrize("path", ["/projects", "/nothing"])
def test_who_is_not_known_learns_how_to_be(still, path):
    assert still.as_(None).get(path).headers["WWW-Authenticate"] == "Bearer"


def test_where_the_json_breaks_is_said(still):
    problem = refused(still, (400, "bad_json"), data=b'{\n "tag": oops}', content_type="application/json")
    assert (problem["line"], problem["column"]) == (2, 9)


def test_where_a_character_is_bad_is_said(still):
    data = json.dumps(claim(note="ab\x00")).encode()
    problem = refused(still, (422, "bad_character"), data=data, content_type="application/json")
    assert "U+0000" in problem["detail"] or problem.get("code_point") is not None


def test_one_mark_at_the_beginning_is_tolerated(still):
    data = b"\xef\xbb\xbf" + json.dumps({"tag": "nothing", "anchor": {}}).encode()
    answer = still.as_("ann").call("PUT", ANNOTATION, data=data, content_type="application/json")
    assert answer.status_code == 422


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_7_other_types_of_content(still, kind):
    refused(still, (415, "json_only"), data=json.dumps(claim()).encode(), content_type=kind)


@pytest.mark.parametrize("charset, status", [("UTF-8", 422), ("latin-1", 400), ("utf-16", 400)])
def test_3_another_charset_than_the_bytes_are_read_in(still, charset, status):
    answer = still.as_("ann").call(
        "PUT", ANNOTATION, data=b'{"tag": "x"}', content_type=f"application/json; charset={charset}"
    )
    assert answer.status_code == status
    assert (answer.json["code"] == "bad_encoding") == (status == 400)


@pytest.mark.parametrize("coding, status", [("gzip", 415), ("br, identity", 415), ("identity", 422)])
def test_7_a_body_that_says_it_is_packed(still, coding, status):
    data, headers = b'{"tag": "x"}', {"Content-Encoding": coding}
    answer = still.as_("ann").call("PUT", ANNOTATION, data=data, content_type="application/json", headers=headers)
    assert answer.status_code == status
    assert (answer.json["code"] == "coding_refused") == (status == 415)


def segments(*pairs):
    return {"kind": "span", "segments": [{"start": s, "end": e, "exact": TEXT[s:e]} for s, e in pairs]}


EVERYWHERE = {"kind": "article", "segments": []}
BODIES = {
    "9 unknown field": (claim() | {"role": "manager"}, "unknown_field", "/role"),
    "9 unknown attribute": (claim(user_id="x"), "unknown_field", "/attributes/user_id"),
    "10 text for a number": (claim() | {"confidence": "2"}, "wrong_type", "/confidence"),
    "10 true for a number": (claim() | {"confidence": True}, "wrong_type", "/confidence"),
    "10 text for an offset": (at("5", 9), "wrong_type", "/anchor/segments/0/start"),
    "10 true for an offset": (at(True, 9), "wrong_type", "/anchor/segments/0/start"),
    "10 a number for a note": (claim() | {"note": 5}, "wrong_type", "/note"),
    "10 a list for attributes": (claim() | {"attributes": []}, "wrong_type", "/attributes"),
    "10 text for a list": (claim(claim_type="numerical"), "wrong_type", "/attributes/claim_type"),
    "10 a list for a term": (claim(voice=["author_voice"]), "wrong_type", "/attributes/voice"),
    "10 text for yes or no": (framing(in_quote="yes"), "wrong_type", "/attributes/in_quote"),
    "11 start is end": (at(5, 5), "empty_span", "/anchor/segments/0"),
    "11 start after end": (at(9, 5), "empty_span", "/anchor/segments/0"),
    "11 white space first": (at(EXPORTS - 1, EXPORTS + 7), "edge_space", "/anchor/segments/0"),
    "11 white space last": (at(EXPORTS, EXPORTS + 8), "edge_space", "/anchor/segments/0"),
    "12 beyond the text": (at(5, len(TEXT) + 1), "span_outside_text", "/anchor/segments/0"),
    "13 negative": (at(-1, 5), "out_of_range", "/anchor/segments/0/start"),
    "14 another quote": (at(EXPORTS, EXPORTS + 7, "imports"), "quote_mismatch", "/anchor/segments/0"),
    "16 unknown tag": (claim() | {"tag": "lie"}, "unknown_tag", "/tag"),
    "16 unknown term": (claim(voice="shouting"), "unknown_value", "/attributes/voice"),
    "16 one of several": (claim(claim_type=["numerical", "x"]), "unknown_value", "/attributes/claim_type/1"),
    "17 a claim on a point": (claim() | {"anchor": point(5)}, "anchor_not_allowed", "/anchor"),
    "17 a claim on all": (claim() | {"anchor": EVERYWHERE}, "anchor_not_allowed", "/anchor"),
    "17 a rebuttal on a point": (rebuttal() | {"anchor": point(5)}, "anchor_not_allowed", "/anchor"),
    "19 a long note": (claim(note="x" * 10_001), "too_long", "/note"),
    "19 a long sentence": (claim(normalized="x" * 501), "too_long", "/attributes/normalized"),
    "no tag": ({"anchor": span("exports")}, "missing_field", "/tag"),
    "no anchor": ({"tag": "claim"}, "missing_field", "/anchor"),
    "no kind": (claim() | {"anchor": {"segments": []}}, "missing_field", "/anchor/kind"),
    "an unknown kind": (claim() | {"anchor": {"kind": "box", "segments": []}}, "unknown_value", "/anchor/kind"),
    "confidence of 4": (claim() | {"confidence": 4}, "out_of_range", "/confidence"),
    "intensity of 4": (framing(intensity=4), "out_of_range", "/attributes/intensity"),
    "a country that is none": (claim(location_iso="XX"), None, "/attributes/location_iso"),
    "a date that is none": (claim(claim_date="2023-02-30"), None, "/attributes/claim_date"),
    "an unknown stance": (
        omission() | {"sources": [{"source": uid(1), "stance": "proves"}]}, "unknown_value", "/sources/0/stance"
    ),
    "a point with length": (
        omission({"kind": "point", "segments": [{"start": 1, "end": 2, "exact": "h"}]}), None, "/anchor/segments/0"
    ),
    "a span without segments": (claim() | {"anchor": {"kind": "span", "segments": []}}, None, "/anchor/segments"),
    "segments that touch": (claim() | {"anchor": segments((4, 8), (8, 12))}, None, "/anchor/segments/1"),
    "segments out of order": (claim() | {"anchor": segments((18, 25), (4, 12))}, None, "/anchor/segments/1"),
}  # fmt: skip


@pytest.mark.parametrize("body, code, pointer", BODIES.values(), ids=BODIES)
def test_bodies_that_say_what_is_wrong(still, body, code, pointer):
    answer = still.as_("ann").put(ANNOTATION, body)
    problem = refused(still, (422, code or answer.json["code"]), body)
    assert problem["pointer"].startswith(pointer), problem
    assert problem["errors"][0]["pointer"] == problem["pointer"]


def test_12_the_length_of_the_text_is_said(still):
    problem = refused(still, (422, "span_outside_text"), at(5, len(TEXT) + 1))
    assert str(len(TEXT)) in problem["detail"].replace(",", "")


def test_14_both_quotes_are_said(still):
    problem = refused(still, (422, "quote_mismatch"), at(EXPORTS, EXPORTS + 7, "imports"))
    assert "imports" in str(problem)
    assert "exports" in str(problem)


def test_15_offsets_in_utf_16_get_a_hint(still):
    start = TEXT.index("kept silent")
    problem = refused(still, (422, "quote_mismatch"), at(start + 1, start + 12, "kept silent"))
    assert "Unicode code points" in problem["detail"]


@pytest.mark.parametrize("start, end", [(22, 26), (16, 26)], ids=["inside", "across"])
def test_17_boilerplate_is_not_annotated(still, start, end):
    text = "Twenty signs of body, then some signs of boilerplate."
    body = claim() | {
        "anchor": {"kind": "span", "segments": [{"start": start, "end": end, "exact": text[start:end]}]}
    }
    refused(still, (422, "in_boilerplate"), body, path=f"/articles/b1/annotations/{uid(1)}")


def test_20_more_items_than_a_request_may_have(still):
    data = b'{"sources":[' + b"1," * 100_000 + b"1]}"
    problem = refused(still, (413, "too_many_items"), data=data, content_type="application/json")
    assert problem["limit"] == 100_000


def test_20_more_lines_than_a_request_may_have(still):
    lines = {"data": b"{}\n" * 100_001, "content_type": "application/x-ndjson"}
    refused(still, (413, "too_many_items"), method="POST", path="/projects/news/articles", name="man", **lines)


def test_21_an_article_of_more_than_20_mb(still):
    data = b'{"text":"' + b"a" * (20 * 2**20) + b'"}'
    options = {"method": "POST", "path": "/projects/news/articles", "name": "man"}
    problem = refused(still, (413, "too_large"), data=data, content_type="application/json", **options)
    assert problem["limit"] == 20 * 2**20


def test_20_more_sources_than_an_annotation_may_have(still):
    sources = [{"source": uid(1), "stance": "supports"}] * 1_001
    problem = refused(still, (422, "too_many_items"), omission() | {"sources": sources})
    assert problem["limit"] == 1_000


@pytest.mark.parametrize("method, path", [("POST", "/articles/a1"), ("PUT", "/projects"), ("PATCH", ANNOTATION)])
def test_32_a_method_an_address_does_not_know(still, method, path):
    answer = still.as_("ann").call(method, path, {})
    assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"] or "PUT" in answer.headers["Allow"]
    assert set(answer.headers["Allow"].split(", ")) <= set(re.findall("[A-Z]+", answer.json["detail"]))


def test_32_trace_is_not_served(still):
    assert still.as_("ann").call("TRACE", "/projects").status_code == 405


NAMED = {
    "bidi in an entity": ({"name": "a\u202eb", "kind": "person"}, "/name"),
    "unseen in an alias": ({"name": "a", "kind": "person", "aliases": ["a\u2060"]}, "/aliases/0"),
}


@pytest.mark.parametrize("body, pointer", NAMED.values(), ids=NAMED)
def test_56_names_that_could_deceive(still, body, pointer):
    problem = refused(still, (422, "name_confusable"), body, path=f"/projects/news/entities/{uid(7)}")
    assert problem["pointer"] == pointer


def test_37_an_unknown_host(still):
    client = still.app.test_client()
    answer = client.get("/api/v1/projects", base_url='http://evil"><script>.example', headers={})
    assert answer.status_code == 400
    assert "script" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/projects", "/articles/a1", "/nothing", "/openapi.json"])
def test_every_answer_is_protected(still, path):
    headers = still.as_("ann").get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


LEDGER = {
    "53 a script for an address": ("sources", {"title": "x", "url": "javascript:alert(1)"}, "url_scheme", "/url"),
    "53 a file": ("sources", {"title": "x", "url": "file:///etc/passwd"}, "url_scheme", "/url"),
    "a source without address": (
        "sources",
        {"title": "x", "publisher": "x", "tier": "primary", "genre": "news"},
        "missing_field",
        "/url",
    ),
    "a source never read": (
        "sources",
        {"title": "x", "publisher": "x", "tier": "primary", "genre": "news", "url": "https://x.example/"},
        "missing_field",
        "/accessed",
    ),
    "a source with an id": ("sources", {"id": uid(1), "title": "x"}, "unknown_field", "/id"),
    "an entity of no kind": ("entities", {"name": "x", "kind": "ghost"}, "unknown_value", "/kind"),
    "an entity without a name": ("entities", {"kind": "person"}, "missing_field", "/name"),
    "an entity with an owner": (
        "entities",
        {"name": "x", "kind": "person", "made_by": 1},
        "unknown_field",
        "/made_by",
    ),
}


@pytest.mark.parametrize("kind, body, code, pointer", LEDGER.values(), ids=LEDGER)
def test_entries_of_the_ledger_that_may_not_be(still, kind, body, code, pointer):
    problem = refused(still, (422, code), body, path=f"/projects/news/{kind}/{uid(1)}")
    assert problem["pointer"] == pointer


PROJECTS = {
    "a slug of two words": ({"slug": "A B"}, 422, "bad_slug"),
    "a long slug": ({"slug": "x" * 65}, 422, "bad_slug"),
    "a slug that is taken": ({"slug": "news"}, 409, "duplicate"),
    "no annotator": ({"slug": "fresh", "annotators_per_article": 0}, 422, "out_of_range"),
    "an unknown scheme": ({"slug": "fresh", "scheme": "nope"}, 422, "unknown_value"),
    "a long title": ({"slug": "fresh", "title": "x" * 501}, 422, "too_long"),
    "an owner": ({"slug": "fresh", "manager": "adm"}, 422, "unknown_field"),
}


@pytest.mark.parametrize("body, status, code", PROJECTS.values(), ids=PROJECTS)
def test_projects_that_may_not_be(still, body, status, code):
    refused(still, (status, code), body, method="POST", path="/projects", name="adm")
