"""POSTs that can be sent again: the same key and body get the first answer."""

from __future__ import annotations

import pytest

from tests.bodies import TEXT

HERE = "/projects/news/articles"
KEY = {"Idempotency-Key": "k-1"}
BODY = {"id": "once", "text": "A text that comes once."}


@pytest.fixture
def man(world):
    return world.as_("man")


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


def test_the_same_request_gets_the_first_answer(man):
    first = man.post(HERE, BODY, headers=KEY)
    again = man.post(HERE, BODY, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(man.get(HERE).json["items"]) == 2


def test_without_a_key_it_is_a_new_request(man):
    man.post(HERE, BODY)
    assert code(man.post(HERE, BODY)) == (409, "duplicate")


@pytest.mark.parametrize("path, body", [(HERE, BODY | {"title": "x"}), ("/projects", {"slug": "p2"})])
def test_the_key_of_another_request_is_refused(man, path, body):
    man.post(HERE, BODY, headers=KEY)
    assert code(man.post(path, body, headers=KEY)) == (422, "key_reused")


@pytest.mark.parametrize("key", ["", "k" * 65])
def test_a_key_of_no_good_length(man, key):
    assert code(man.post(HERE, BODY, headers={"Idempotency-Key": key})) == (400, "bad_key")
    assert len(man.get(HERE).json["items"]) == 1


def test_a_key_of_64_characters_is_good(man):
    assert man.post(HERE, BODY, headers={"Idempotency-Key": "k" * 64}).status_code == 201


def test_a_key_belongs_to_a_person(world, man):
    world.add_person("man2", "manager")
    man.post(HERE, BODY, headers=KEY)
    answer = world.as_("man2").post(HERE, {"text": "Another text."}, headers=KEY)
    assert answer.status_code == 201
    assert "Idempotency-Replayed" not in answer.headers


def test_what_failed_can_be_sent_again_with_its_key(man):
    assert code(man.post(HERE, {"text": TEXT}, headers=KEY)) == (409, "duplicate")
    assert man.post(HERE, BODY, headers=KEY).status_code == 201


def test_an_assignment_is_made_once(world, man):
    world.add_article("a2", TEXT + "!")
    body = {"article": "a2", "annotator": "ann"}
    answers = [man.post("/projects/news/assignments", body, headers=KEY) for _ in range(2)]
    assert answers[0].data == answers[1].data
    assert answers[1].headers["Idempotency-Replayed"] == "true"


def test_a_project_is_made_once(world):
    adm = world.as_("adm")
    answers = [adm.post("/projects", {"slug": "second"}, headers=KEY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[1].headers["Idempotency-Replayed"] == "true"


def test_a_job_is_queued_once_and_found_again(man):
    first, again = [man.post("/projects/news/agreement/gamma", {}, headers=KEY) for _ in range(2)]
    assert (first.data, first.headers["Location"]) == (again.data, again.headers["Location"])
    assert again.headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize(
    "path, body",
    [
        ("/projects/news/agreement/gamma", {}),
        ("/projects/news/imported-layers", {"layers": {}}),
        ("/projects/news/releases", {"version": "1.0.0"}),
    ],
)
def test_each_post_looks_at_its_key(man, path, body):
    assert code(man.post(path, body, headers={"Idempotency-Key": "k" * 65})) == (400, "bad_key")
    man.post(HERE, BODY, headers=KEY)
    assert code(man.post(path, body, headers=KEY)) == (422, "key_reused")
