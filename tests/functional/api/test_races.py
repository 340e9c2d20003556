"""Many at once: what was acknowledged is there, and whoever lost is told so."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select

from annotator.models import Assignment
from tests.bodies import TEXT, claim, uid
from tests.functional.db.test_stress import at_once

HERE = f"/articles/a1/annotations/{uid(1)}"


def test_writers_on_one_annotation_lose_nothing(either_world):
    """Each answer is a stored version or a refusal; the last version counts the stored ones."""
    world, told = either_world, []
    app = world.app
    assert world.as_("ann").put(HERE, claim()).status_code == 201

    def work() -> None:
        client = app.test_client(use_cookies=False)
        headers = {"Authorization": f"Bearer {world.tokens['ann']}"}
        for _ in range(6):
            layer = client.get("/api/v1/articles/a1/layers/mine", headers=headers).json
            version = layer["annotations"][0]["version"]
            body = claim(note=f"{id(client)} on {version}")
            sent = headers | {"If-Match": f'"{version}"'}
            answer = client.put(f"/api/v1{HERE}", json=body, headers=sent)
            told.append((answer.status_code, answer.json))

    at_once(work, 6)
    counts = Counter(status for status, _ in told)
    assert set(counts) <= {200, 412}, counts
    stored = [body for status, body in told if status == 200]
    assert sorted(body["version"] for body in stored) == list(range(2, len(stored) + 2))
    last = world.as_("ann").get("/articles/a1/layers/mine").json["annotations"][0]
    assert last == max(stored, key=lambda body: body["version"])
    assert len(world.as_("man").get("/articles/a1/history").json["items"]) == 3 + 1 + len(stored)


def test_the_same_save_many_times_at_once_is_stored_once(either_world):
    world, told = either_world, []
    app, headers = world.app, {"Authorization": f"Bearer {world.tokens['ann']}"}

    def work() -> None:
        told.append(
            app.test_client(use_cookies=False).put(f"/api/v1{HERE}", json=claim(), headers=headers).status_code
        )

    at_once(work, 6)
    assert Counter(told) == {201: 1, 200: 5}


def test_slots_are_given_once(either_world):
    world = either_world
    names = ["ann", "ben", "cat", "dan"]
    for name in names:
        world.add_person(name, "annotator")
    world.add_article("a2", TEXT + "!")
    app, headers = world.app, {"Authorization": f"Bearer {world.tokens['man']}"}
    left = [*names, *names]

    def work() -> None:
        body = {"article": "a2", "annotator": left.pop()}
        answer = app.test_client(use_cookies=False).post(
            "/api/v1/projects/news/assignments", json=body, headers=headers
        )
        assert answer.status_code == 201, answer.json

    at_once(work, 8)
    with world.reading() as session:
        article = world.article(session, "a2")
        slots = session.scalars(select(Assignment.slot).where(Assignment.article_id == article.id)).all()
    assert sorted(slots) == [1, 2, 3, 4]


def test_a_receipt_is_kept_once(either_world):
    world, told = either_world, []
    app = world.app
    headers = {"Authorization": f"Bearer {world.tokens['man']}", "Idempotency-Key": "once"}

    def work() -> None:
        client = app.test_client(use_cookies=False)
        told.append(client.post("/api/v1/projects/news/articles", json={"text": "A new text."}, headers=headers))

    at_once(work, 4)
    assert Counter(answer.status_code for answer in told).keys() <= {201, 409, 503}
    ids = {answer.json["id"] for answer in told if answer.status_code == 201}
    assert len(ids) == 1
    assert len(world.as_("man").get("/projects/news/articles").json["items"]) == 2


def test_handing_in_at_the_same_moment_makes_the_cases_once(either_world):
    world = either_world
    for number, name in enumerate(("ann", "ben"), 1):
        body = claim() if name == "ann" else claim("exports rose")
        assert world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    app, left = world.app, ["ann", "ben"]

    def work() -> None:
        headers = {"Authorization": f"Bearer {world.tokens[left.pop()]}"}
        answer = app.test_client(use_cookies=False).put("/api/v1/articles/a1/submission", headers=headers)
        assert answer.status_code == 200, answer.json

    at_once(work, 2)
    (case,) = world.as_("rev").get("/projects/news/cases").json["items"]
    assert (case["state"], len(case["members"])) == ("open", 2)


def test_decisions_at_the_same_moment_follow_each_other(either_world):
    world = either_world
    test_handing_in_at_the_same_moment_makes_the_cases_once(world)
    (case,) = world.as_("rev").get("/projects/news/cases").json["items"]
    app, headers = world.app, {"Authorization": f"Bearer {world.tokens['rev']}"}
    body = {"case_version": 1, "outcome": "accept", "reason": "slip", "confidence": 2, "rationale": "So."}
    told = []

    def work() -> None:
        client = app.test_client(use_cookies=False)
        chosen = uid(1 + len(told) % 2)
        answer = client.put(
            f"/api/v1/cases/{case['id']}/decision", json=body | {"chosen": chosen}, headers=headers
        )
        told.append((answer.status_code, answer.json))

    at_once(work, 4)
    assert {status for status, _ in told} == {200}
    made = {decision["id"]: decision["supersedes"] for _, decision in told}
    assert len(set(made.values())) == 4
    assert set(made.values()) - {None} < set(made)
    assert len(world.as_("rev").get("/articles/a1/layers/gold").json["annotations"]) == 1


@pytest.mark.parametrize(
    "who, path, body",
    [
        ("man", "/projects/news/articles", {"text": "A text that many send at once."}),
        ("man", "/projects/news/agreement/gamma", {}),
        ("adm", "/projects", {"slug": "many-at-once"}),
    ],
)
def test_a_post_with_a_key_many_times_at_once_is_done_once(either_world, who, path, body):
    world, told = either_world, []
    app = world.app
    headers = {"Authorization": f"Bearer {world.as_(who).token}", "Idempotency-Key": "many"}

    def work() -> None:
        answer = app.test_client(use_cookies=False).post(f"/api/v1{path}", json=body, headers=headers)
        told.append((answer.status_code, answer.data))

    at_once(work, 6)
    assert len({status for status, _ in told}) == 1, told
    assert len({data for _, data in told}) == 1, told
