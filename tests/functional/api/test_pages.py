"""Pages through the API."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.services.evidence.fetching import Fetched
from tests.pages import FIRST, PAGE


def test_a_page_becomes_an_article(world):
    answer = world.as_("man").post("/projects/news/articles", {"html": PAGE, "story": "bridge"})
    assert answer.status_code == 201
    assert answer.json["page"]["active"] == 6 and answer.json["boilerplate"] > 0
    assert "6 active elements ignored." in answer.json["warnings"]
    article = world.as_("man").get(f"/articles/{answer.json['id']}").json
    assert FIRST in article["text"] and article["story"] == "bridge" and article["outlet"] == "The Courier"
    roles = {region["role"] for region in article["regions"]}
    assert {"title", "body", "boilerplate"} <= roles


def test_its_bytes_come_back_as_an_attachment(world):
    made = world.as_("man").post("/projects/news/articles", {"html": PAGE}).json["id"]
    answer = world.as_("man").get(f"/articles/{made}/original")
    assert answer.data == PAGE.encode()
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "body, status, code",
    [
        ({"html": "%PDF-1.7"}, 415, "type_mismatch"),
        ({"html": "<div>" * 300 + "x"}, 422, "too_deep"),
        ({"html": "x" * (5 * 2**20 + 1)}, 413, "too_large"),
        ({"html": ""}, 422, "empty_file"),
        ({"html": "<p>a</p>", "text": "a"}, 422, "one_source"),
        ({"url": "https://example.org/a"}, 403, "disabled"),
        ({}, 422, "missing_field"),
    ],
)
def test_what_is_refused(world, body, status, code):
    answer = world.as_("man").post("/projects/news/articles", body)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_the_same_page_again_is_refused_by_name(world):
    world.as_("man").post("/projects/news/articles", {"html": PAGE})
    answer = world.as_("man").post("/projects/news/articles", {"html": PAGE})
    assert (answer.status_code, answer.json["code"]) == (409, "duplicate")


@pytest.fixture
def allowed(world):
    world.workspace = replace(world.workspace, settings=replace(world.workspace.settings, allow_fetch=True))
    return world


@pytest.mark.parametrize(
    "url, code",
    [
        ("http://127.0.0.1/", "url_not_public"),
        ("http://[::1]/", "url_not_public"),
        ("http://user@example.org/", "url_not_public"),
        ("http://example.org:8080/", "url_not_public"),
        ("ftp://example.org/", "url_scheme"),
        ("javascript:alert(1)", "url_scheme"),
    ],
)
def test_addresses_that_are_not_fetched(allowed, url, code):
    answer = allowed.as_("man").post("/projects/news/articles", {"url": url})
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_page_is_fetched_by_its_address(allowed, monkeypatch):
    got = Fetched(PAGE.encode(), "text/html", "utf-8", "https://courier.example/bridge")
    monkeypatch.setattr("annotator.services.corpus.pages.fetch", lambda url: got)
    made = allowed.as_("man").post("/projects/news/articles", {"url": "https://courier.example/b", "outlet": "X"})
    article = allowed.as_("man").get(f"/articles/{made.json['id']}").json
    assert (article["url"], article["outlet"]) == ("https://courier.example/bridge", "X")
    assert FIRST in article["text"]


def test_a_plain_text_is_fetched_as_it_is(allowed, monkeypatch):
    got = Fetched(b"A title\r\n\r\nSome words.", "text/plain", None, "https://courier.example/a.txt")
    monkeypatch.setattr("annotator.services.corpus.pages.fetch", lambda url: got)
    made = allowed.as_("man").post("/projects/news/articles", {"url": "https://courier.example/a.txt"}).json
    assert allowed.as_("man").get(f"/articles/{made['id']}").json["text"] == "A title\n\nSome words."
