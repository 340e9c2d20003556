"""Pages through the API."""

from __future__ import annotations

import pytest

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
