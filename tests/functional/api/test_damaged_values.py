"""A stored value that is damaged, met by whoever asks: said as what it is, and no word of whose it is."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import text

from annotator.edge import soundness
from annotator.jobs.queue import run_waiting
from annotator.services.agreement import reviewers
from tests.released import ready
from tests.visitors import Visitor, words


@pytest.fixture
def damaged(either_world):
    """A project that could be released, but for the anchor of one annotation."""
    ready(either_world)
    with either_world.writing() as session:
        session.execute(text("UPDATE annotation SET anchor = replace(anchor, '{', '[')"))
    return either_world


LONGER = {"longer": '"prefix":"' + "x" * 40}
ASKED = {
    "a layer": ("GET", "/articles/b1/layers/gold"),
    "the export": ("GET", "/projects/news/export?layers=all"),
    "the export in another format": ("GET", "/projects/news/export?format=csv&layers=all"),
    "agreement": ("GET", "/projects/news/agreement"),
    "a release": ("POST", "/projects/news/releases"),
}


@pytest.mark.parametrize("asked", ASKED)
def test_the_api_says_that_a_record_is_damaged(damaged, caplog, asked):
    method, path = ASKED[asked]
    answer = damaged.as_("man").call(method, path, {"version": "1.0.0"} if method == "POST" else None)
    assert (answer.status_code, answer.json["code"], answer.json["saved"]) == (503, "record_damaged", False)
    assert "annotator check" in answer.json["detail"] and "b1" not in answer.json["detail"]
    assert answer.headers["Retry-After"] == "60"
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert any("of article b1: its anchor" in line for line in told)


def test_a_value_that_can_be_read_but_may_not_leave_is_damage_too(either_world, caplog):
    ready(either_world)
    with either_world.writing() as session:
        session.execute(text('UPDATE annotation SET anchor = replace(anchor, \'"prefix":"\', :longer)'), LONGER)
    answer = either_world.as_("man").get("/projects/news/export?layers=all")
    assert (answer.status_code, answer.json["code"]) == (503, "record_damaged")
    assert "b1" not in answer.json["detail"]
    assert any("longer than 32" in record.getMessage() for record in caplog.records)


def test_a_page_says_so_too(damaged):
    answer = Visitor(damaged, "man").get("/projects/news/agreement")
    assert answer.status_code == 503
    assert "A stored record is not as it was written" in words(answer)


def test_a_worker_says_so_to_whoever_asked(damaged):
    man = damaged.as_("man")
    asked = man.post("/projects/news/releases", {"version": "1.0.0"}, headers={"Prefer": "respond-async"})
    assert run_waiting(damaged.store, damaged.workspace) == 1
    job = man.get(f"/jobs/{asked.json['id']}").json
    assert job["state"] == "failed" and "A stored record is not as it was written" in job["error"]


def test_an_error_of_ours_stays_one_and_is_not_looked_into_again_and_again(world, monkeypatch):
    def broken(*_, **__):
        raise KeyError("ours")

    monkeypatch.setattr(reviewers, "of_reviewers", broken)
    looks = []
    monkeypatch.setattr(soundness.locating, "find", lambda store, **_: looks.append(store))
    answers = [world.as_("res").get("/projects/news/agreement/reviewers") for _ in range(3)]
    assert [(answer.status_code, answer.json["code"]) for answer in answers] == [(500, "internal")] * 3
    assert len(looks) == 1
