"""Who annotates what: given, taken back, given again with the work still there."""

from __future__ import annotations

import pytest

from tests.bodies import TEXT, claim, uid

HERE = "/projects/news/assignments"
CLAIM = f"/articles/a1/annotations/{uid(1)}"


@pytest.fixture
def man(world):
    return world.as_("man")


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


def assignment(client, name: str, article: str = "a1") -> str:
    items = client.get(HERE).json["items"]
    return next(item["id"] for item in items if (item["annotator"], item["article"]) == (name, article))


def test_an_assignment_makes_an_empty_layer(world, man):
    world.add_article("a2", TEXT + "!")
    ann = world.as_("ann")
    assert code(ann.get("/articles/a2/layers/mine")) == (404, "not_found")
    made = man.post(HERE, {"article": "a2", "annotator": "ann"})
    assert (made.status_code, made.json["article"], made.json["annotator"]) == (201, "a2", "ann")
    mine = ann.get("/articles/a2/layers/mine").json
    assert (mine["state"], mine["annotations"], mine["relations"]) == ("open", [], [])


def test_the_same_again_is_the_same_assignment(man):
    again = man.post(HERE, {"article": "a1", "annotator": "ann"})
    assert (again.status_code, again.json["id"]) == (201, assignment(man, "ann"))
    assert len(man.get(HERE).json["items"]) == 2


def test_withdrawing_keeps_the_work(world, man):
    ann = world.as_("ann")
    ann.put(CLAIM, claim())
    assert man.delete(f"{HERE}/{assignment(man, 'ann')}").status_code == 204
    assert code(ann.get("/articles/a1/layers/mine")) == (404, "not_found")
    assert code(ann.put(CLAIM, claim(note="x"), if_match=1)) == (404, "not_found")
    man.post(HERE, {"article": "a1", "annotator": "ann"})
    assert [item["id"] for item in ann.get("/articles/a1/layers/mine").json["annotations"]] == [uid(1)]


def test_a_withdrawn_assignment_is_gone(man):
    gone = assignment(man, "ann")
    man.delete(f"{HERE}/{gone}")
    assert code(man.delete(f"{HERE}/{gone}")) == (404, "not_found")
    assert [item["annotator"] for item in man.get(HERE).json["items"]] == ["ben"]


def test_an_assignment_that_one_does_not_see_is_not_there_to_be_withdrawn(world, man):
    ann = world.as_("ann")
    for unseen in (assignment(man, "ben"), "nowhere", "9" * 30, "%00"):
        assert code(ann.delete(f"{HERE}/{unseen}")) == (404, "not_found")
    assert code(ann.delete(f"{HERE}/{assignment(ann, 'ann')}"))[0] == 403
    assert len(man.get(HERE).json["items"]) == 2


def test_withdrawing_the_last_open_one_makes_the_cases(world, man):
    ann, rev = world.as_("ann"), world.as_("rev")
    ann.put(CLAIM, claim())
    ann.put("/articles/a1/submission")
    assert rev.get("/projects/news/cases").json["items"] == []
    man.delete(f"{HERE}/{assignment(man, 'ben')}")
    assert len(rev.get("/projects/news/cases").json["items"]) == 1


def test_annotators_see_their_own_only(world):
    assert [item["annotator"] for item in world.as_("ben").get(HERE).json["items"]] == ["ben"]
    assert world.as_("rev").get(HERE).json["items"] == []


WRONG = {
    "no annotator": ({"article": "a1", "annotator": "rev"}, (422, "not_an_annotator"), "/annotator"),
    "no user": ({"article": "a1", "annotator": "nobody"}, (422, "unknown_value"), "/annotator"),
    "no name": ({"article": "a1"}, (422, "missing_field"), "/annotator"),
    "a number": ({"article": "a1", "annotator": 5}, (422, "wrong_type"), "/annotator"),
    "a slot": ({"article": "a1", "annotator": "ann", "slot": 1}, (422, "unknown_field"), "/slot"),
    "no article": ({"article": "a9", "annotator": "ann"}, (404, "not_found"), None),
}


@pytest.mark.parametrize("body, wanted, pointer", WRONG.values(), ids=WRONG)
def test_what_cannot_be_assigned(man, body, wanted, pointer):
    answer = man.post(HERE, body)
    assert (code(answer), answer.json["pointer"]) == (wanted, pointer)


def test_an_article_of_another_project_is_not_there(world, man):
    world.add_project("other")
    world.add_person("man", "manager", slug="other")
    world.add_article("o1", "A text of the other project.", slug="other")
    answer = world.as_("man").post(HERE, {"article": "o1", "annotator": "ann"})
    assert code(answer) == (404, "not_found")


@pytest.mark.parametrize("name", ["ann", "rev", "res"])
def test_only_managers_assign(world, name):
    client = world.as_(name)
    assert code(client.post(HERE, {"article": "a1", "annotator": "ann"})) == (403, "forbidden")
    assert code(client.delete(f"{HERE}/{uid(1)}")) == (404, "not_found")


def test_a_manager_who_annotates_does_not_see_who_else_does(world):
    world.add_person("man", "annotator")
    world.assign("a1", "man")
    assert [item["annotator"] for item in world.as_("man").get(HERE).json["items"]] == ["man"]


def test_assignments_on_both_databases(either_world):
    man = either_world.as_("man")
    assert len(man.get(HERE).json["items"]) == 2
    either_world.add_article("a2", TEXT + "!")
    assert man.post(HERE, {"article": "a2", "annotator": "ben"}).status_code == 201
    assert man.delete(f"{HERE}/{assignment(man, 'ben', 'a2')}").status_code == 204
