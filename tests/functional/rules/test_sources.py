"""Each rule of a source is broken through the page, the API and an import: one code, the same words."""

from __future__ import annotations

import pytest

from tests.bodies import SOURCE, TEXT, claim, source, uid
from tests.functional.rules.test_rules import told
from tests.visitors import Visitor, words

NEW = "/projects/news/sources/new"
FAULTS = {
    "url": ("javascript:alert(1)", "url_scheme"),
    "archive_url": ("ftp://x.example", "url_scheme"),
    "published": ("2023-02-30", "bad_date"),
    "language": ("!!", "bad_language"),
    "tier": ("best", "unknown_value"),
    "genre": ("gossip", "unknown_value"),
}
MINIMUM = ("publisher", "accessed", "url")


def by_page(world, body):
    visitor = Visitor(world, "man")
    answer = visitor.send(NEW, page=NEW, **{name: value for name, value in body.items() if isinstance(value, str)})
    assert answer.status_code == 422
    return words(answer)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_at_every_door(world, name):
    value, code = FAULTS[name]
    body = source() | {name: value}
    (by_api,) = told(world.as_("man").put(f"/projects/news/sources/{uid(9)}", body).json)
    assert by_api[0] == code
    layer = {"layer": "a", "state": "open", "relations": [], "annotations": [{"id": uid(1), **claim()}]}
    layer["annotations"][0] |= {"attributes": {}, "sources": [{"source": SOURCE, "stance": "context"}]}
    line = {"text": TEXT, "regions": [], "layers": [layer], "sources": [{"id": SOURCE, **body}], "entities": []}
    assert told(world.as_("man").post("/projects/news/articles", line).json) == [by_api]
    if name not in {"tier", "genre"}:  # the page offers only those of the project
        assert by_api[1] in by_page(world, body)


@pytest.mark.parametrize("name", MINIMUM)
def test_what_a_reader_needs_is_asked_for(world, name):
    body = {key: value for key, value in source().items() if key != name}
    answer = world.as_("man").put(f"/projects/news/sources/{uid(9)}", body).json
    assert told(answer)[0][0] == "missing_field"
    assert by_page(world, body)


@pytest.mark.parametrize("name", MINIMUM)
def test_what_comes_incomplete_is_kept_and_told(world, name):
    body = {key: value for key, value in source().items() if key != name}
    (by_api,) = told(world.as_("man").put(f"/projects/news/sources/{uid(9)}", body).json)
    layer = {"layer": "a", "state": "open", "relations": [], "annotations": [{"id": uid(1), **claim()}]}
    layer["annotations"][0] |= {"attributes": {}, "sources": [{"source": uid(9), "stance": "context"}]}
    line = {"text": TEXT + " Again.", "layers": [layer], "sources": [{"id": uid(9), **body}], "entities": []}
    assert world.as_("man").post("/projects/news/articles", line).status_code == 201
    page = words(Visitor(world, "man").get(f"/projects/news/sources/{uid(9)}"))
    assert f"A release cannot hold this source yet: {by_api[1]}" in page
    assert "incomplete" in words(Visitor(world, "man").get("/projects/news/sources"))


def test_a_source_is_no_article_that_is_not_there(world):
    answer = world.as_("ann").put(f"/projects/news/sources/{uid(9)}", source() | {"article": "nowhere"})
    assert (answer.status_code, answer.json["code"], answer.json["pointer"]) == (422, "unknown_value", "/article")
