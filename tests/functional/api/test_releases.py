"""Releases through the API: made once, listed, downloaded, and what is in the way told as holes."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from annotator.jobs.queue import run_waiting
from exports.release.fields import NAMES
from tests.released import ready

ASYNC = {"Prefer": "respond-async"}


@pytest.fixture
def man(world):
    ready(world)
    return world.as_("man")


def test_a_release_is_made_once_and_the_same_again(man):
    first = man.post("/projects/news/releases", {"version": "1.0.0", "split": "a=.5,b=.5"})
    again = man.post("/projects/news/releases", {"version": "1.0.0", "split": "a=.5,b=.5"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert man.get("/projects/news/releases").json == {"items": [first.json], "next": None}
    assert man.get("/projects/news/releases/1.0.0").json == first.json


def test_who_would_rather_not_wait_is_given_the_job(world, man):
    asked = man.post("/projects/news/releases", {"version": "1.0.0"}, headers=ASYNC)
    again = man.post("/projects/news/releases", {"version": "1.0.0"}, headers=ASYNC)
    other = man.post("/projects/news/releases", {"version": "2.0.0"}, headers=ASYNC)
    assert (asked.status_code, again.status_code, other.status_code) == (202, 202, 409)
    assert asked.json["id"] == again.json["id"]
    assert asked.headers["Preference-Applied"] == "respond-async"
    assert run_waiting(world.store, world.workspace) == 1
    done = man.get(asked.headers["Location"].removeprefix("/api/v1")).json
    assert (done["state"], done["result"]["version"]) == ("done", "1.0.0")
    assert man.get("/projects/news/releases/1.0.0").status_code == 200


def test_the_folder_comes_as_one_zip_the_same_each_time(man):
    made = man.post("/projects/news/releases", {"version": "1.0.0"}).json
    one, other = (man.get("/projects/news/releases/1.0.0/file") for _ in range(2))
    assert one.data == other.data
    with zipfile.ZipFile(io.BytesIO(one.data)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {f"news-v1.0.0/{file['name']}" for file in made["files"]}
        assert json.loads(archive.read("news-v1.0.0/manifest.json"))["version"] == "1.0.0"


@pytest.mark.parametrize(
    "body, status, code",
    [
        ({"version": "1.0"}, 422, "bad_version"),
        ({"version": 1}, 422, "wrong_type"),
        ({}, 422, "missing_field"),
        ({"version": "1.0.0", "split": "a=1"}, 422, "bad_split"),
        ({"version": "1.0.0", "texts": "some"}, 422, "unknown_value"),
        ({"version": "1.0.0", "hold_out": [1], "split": "a=.5,b=.5"}, 422, "wrong_type"),
        ({"version": "1.0.0", "project": "other"}, 422, "unknown_field"),
    ],
)
def test_what_is_asked_wrongly_is_named(man, body, status, code):
    answer = man.post("/projects/news/releases", body)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_other_options_are_a_conflict(man):
    man.post("/projects/news/releases", {"version": "1.0.0"})
    answer = man.post("/projects/news/releases", {"version": "1.0.0", "texts": "offsets"})
    assert (answer.status_code, answer.json["code"]) == (409, "other_options")


def test_all_that_is_in_the_way_is_in_the_answer(man):
    man.put("/projects/news/card", {"biases": "", "contact": ""})
    answer = man.post("/projects/news/releases", {"version": "1.0.0"})
    assert (answer.status_code, answer.json["code"]) == (409, "not_ready")
    assert {hole["where"] for hole in answer.json["holes"]} == {
        f"/projects/news/releases/card#{name}" for name in ("biases", "contact")
    }


def test_the_card_is_read_and_written_field_by_field(man):
    before = man.get("/projects/news/card").json
    after = man.put("/projects/news/card", {"funding": "None."}).json
    assert set(after) == set(NAMES)
    assert after == before | {"funding": "None."}
    wrong = man.put("/projects/news/card", {"bias": "x"})
    assert (wrong.status_code, wrong.json["pointer"]) == (422, "/bias")


def test_whoever_annotates_blind_gets_no_release(world, man):
    man.post("/projects/news/releases", {"version": "1.0.0"})
    assert world.as_("res").get("/projects/news/releases").status_code == 200
    world.add_person("both", "annotator", "researcher")
    assert world.as_("both").get("/projects/news/releases").status_code == 200
    world.add_article("c1", "A text of its own, for one more reader.")
    world.assign("c1", "both")
    for path in ("", "/1.0.0", "/1.0.0/file"):
        assert world.as_("both").get(f"/projects/news/releases{path}").status_code == 403
