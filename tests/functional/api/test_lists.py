"""Lists come in pages, with a cursor; parameters are checked."""

from __future__ import annotations

import pytest

from tests.bodies import ENTITY, SOURCE, claim, entity, source, uid


@pytest.fixture
def man(world):
    return world.as_("man")


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


def walk(client, path: str, limit: int) -> list[list[str]]:
    """Return the ids page by page."""
    pages, cursor = [], ""
    while True:
        answer = client.get(f"{path}?limit={limit}{cursor}").json
        pages.append([item.get("id") or item["slug"] for item in answer["items"]])
        if answer["next"] is None:
            return pages
        cursor = f"&cursor={answer['next']}"


def test_articles_come_page_by_page_each_once(world, man):
    for number in range(2, 6):
        world.add_article(f"a{number}", f"Text number {number}.")
    pages = walk(man, "/projects/news/articles", 2)
    assert pages == [["a1", "a2"], ["a3", "a4"], ["a5"]]


def test_a_last_page_that_is_full_is_the_last(world, man):
    world.add_article("a2", "Text number 2.")
    assert walk(man, "/projects/news/articles", 2) == [["a1", "a2"]]


def test_lists_of_articles_hold_no_texts(man):
    item = man.get("/projects/news/articles").json["items"][0]
    assert "text" not in item
    assert item["id"] == "a1"


def test_an_empty_list(world):
    assert world.as_("out").get("/projects").json == {"items": [], "next": None}


@pytest.mark.parametrize(
    "kind, body", [("entities", entity("New")), ("sources", source("New", "https://n.example/"))]
)
def test_the_ledger_comes_in_pages(man, kind, body):
    common = {"entities": ENTITY, "sources": SOURCE}[kind]
    for number in range(3):
        man.put(f"/projects/news/{kind}/{uid(number)}", body)
    found = [uuid for page in walk(man, f"/projects/news/{kind}", 2) for uuid in page]
    assert sorted(found) == sorted([common, *map(uid, range(3))])
    assert len(found) == 4


def test_projects_are_those_of_the_asker(world, man):
    world.add_project("other")
    assert [item["slug"] for item in man.get("/projects").json["items"]] == ["news"]
    assert world.as_("adm").get("/projects").json["items"] == []


def test_cases_come_in_pages(world):
    ann = world.as_("ann")
    for number, words in enumerate(["exports rose", "re-exports"], 1):
        ann.put(f"/articles/a1/annotations/{uid(number)}", claim(words))
    for name in ("ann", "ben"):
        world.as_(name).put("/articles/a1/submission")
    assert [len(page) for page in walk(world.as_("rev"), "/projects/news/cases", 1)] == [1, 1]


BAD = ["limit=-1", "limit=0", "limit=1e9", "limit=1001", "limit=", "limit=abc", "limit=1&limit=2", "limit=%D9%A1",
       "cursor=abc", "cursor=-1", "sort=password",
       "page=-1", "user__password=x", "id=1&id=2", "limit=%00"]  # fmt: skip


@pytest.mark.parametrize("query", BAD)
def test_a_parameter_that_is_not_taken(man, query):
    answer = man.get(f"/projects?{query}")
    assert code(answer) == (400, "bad_parameter")
    assert answer.json["pointer"].startswith("?")
    assert answer.json["detail"]


def test_words_of_a_search_are_no_pattern(man):
    man.put(f"/projects/news/entities/{uid(1)}", entity("100 % Sure_Thing"))
    for words, found in (("%25", 1), ("_", 1), ("sure_thing", 1), ("100%25Sure", 0), ("SURE", 1), ("gazette", 1)):
        items = man.get(f"/projects/news/entities?q={words}").json["items"]
        assert len(items) == found, words


def test_a_source_is_found_by_its_address(man):
    found = man.get("/projects/news/sources?url=HTTPS://Budget.example:443/2023%23top").json["items"]
    assert [item["id"] for item in found] == [SOURCE]


def test_an_address_that_is_no_utf8(man):
    assert code(man.get("/projects/news/entities", environ_overrides={"QUERY_STRING": "q=%ff"})) == (
        400,
        "bad_encoding",
    )
