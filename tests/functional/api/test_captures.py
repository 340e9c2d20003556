"""Captures through the API."""

from __future__ import annotations

import hashlib

import pytest

from tests.bodies import SOURCE, uid
from tests.pages import FIRST, PAGE, pdf

HERE = f"/projects/news/sources/{SOURCE}"


def put(world, data: bytes, kind: str = "text/html", who: str = "ann", path: str = HERE, **more):
    return world.as_(who).call("PUT", f"{path}/capture", data=data, content_type=kind, **more)


def test_bytes_are_kept_and_named_by_their_hash(world):
    answer = put(world, PAGE.encode())
    assert answer.status_code == 201 and answer.headers["ETag"] == '"2"'
    assert answer.json["capture"]["sha256"] == hashlib.sha256(PAGE.encode()).hexdigest()
    assert answer.json["capture"]["bytes"] == len(PAGE.encode())
    assert put(world, PAGE.encode()).status_code == 200
    assert world.as_("ann").get(HERE).json["capture"] == answer.json["capture"]


def test_they_come_back_as_plain_text_to_keep(world):
    put(world, b"<script>alert(1)</script><p>x</p>")
    answer = world.as_("ann").get(f"{HERE}/capture")
    assert answer.data == b"<script>alert(1)</script><p>x</p>"
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("data, kind", [(PAGE.encode(), "text/html"), (pdf(FIRST[:60]), "application/pdf")])
def test_quotations_are_found_in_what_was_captured(world, data, kind):
    put(world, data, kind)
    answer = world.as_("ann").get(f"{HERE}/quote-check", query_string={"quote": FIRST[:40]}).json
    assert (answer["check"], answer["score"]) == ("exact", 100)
    near = world.as_("ann").get(f"{HERE}/quote-check", query_string={"quote": FIRST[:40].upper()}).json
    assert near["check"] == "normalised"


def test_without_a_capture_nothing_is_said_of_a_quotation(world):
    answer = world.as_("ann").get(f"{HERE}/quote-check", query_string={"quote": "two"})
    assert answer.json == {"check": None, "score": None, "passage": None}
    assert world.as_("ann").get(f"{HERE}/capture").status_code == 404
    assert world.as_("ann").get(f"{HERE}/quote-check").json["code"] == "bad_parameter"


@pytest.mark.parametrize(
    "data, kind, status, code",
    [
        (b"\x89PNG\r\n\x1a\n", "text/html", 415, "type_mismatch"),
        (b"x", "image/png", 415, "type_mismatch"),
        (b"", "text/plain", 422, "empty_file"),
        (b"%PDF-1.4 x", "application/pdf", 422, "bad_pdf"),
        (b'{"fetch": true}', "application/json", 403, "disabled"),
        (b'{"take": true}', "application/json", 422, "unknown_field"),
    ],
)
def test_what_is_refused(world, data, kind, status, code):
    answer = put(world, data, kind)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_another_persons_source_is_not_there(world):
    body = {"title": "A note", "publisher": "x", "tier": "primary", "genre": "document"}
    mine = f"/projects/news/sources/{uid(77)}"
    assert world.as_("ben").put(mine, body).status_code == 201
    assert put(world, b"x", "text/plain", "ann", mine).status_code == 404
    assert put(world, b"x", "text/plain", "res").status_code == 403


def test_a_final_address_is_an_address(world):
    assert put(world, b"x", query_string={"final_url": "javascript:alert(1)"}).json["code"] == "url_scheme"
