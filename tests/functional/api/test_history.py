"""The history of an article: a chain of events that anybody can check, shown to those who are not blind."""

from __future__ import annotations

import hashlib
import json

import pytest

from exports.canonical import dumps
from tests.bodies import claim, uid

HERE = "/articles/a1/history"
KEYS = ("schema", "seq", "ts", "actor", "action", "payload_commitment", "prev_hash")


@pytest.fixture
def worked(world):
    ann = world.as_("ann")
    ann.put(f"/articles/a1/annotations/{uid(1)}", claim())
    ann.put(f"/articles/a1/annotations/{uid(1)}", claim())
    ann.put(f"/articles/a1/annotations/{uid(1)}", claim(note="x"), if_match=1)
    ann.delete(f"/articles/a1/annotations/{uid(1)}")
    ann.put("/articles/a1/submission")
    return world


def events(world, name="man"):
    return world.as_(name).get(HERE).json["items"]


def test_every_act_that_changed_the_article_is_there_once(worked):
    assert [event["action"] for event in events(worked)] == [
        "article:import", "assignment:make", "assignment:make",
        "annotation:put", "annotation:put", "annotation:withdraw", "layer:hand_in",
    ]  # fmt: skip


def test_each_hash_is_that_of_its_event(worked):
    for event in events(worked):
        leaf = hashlib.sha256(b"\x00" + dumps({key: event[key] for key in KEYS})).hexdigest()
        assert event["hash"] == leaf


def test_events_of_one_article_follow_each_other(worked):
    found = events(worked)
    assert [event["seq"] for event in found] == list(range(found[0]["seq"], found[0]["seq"] + len(found)))
    assert [event["prev_hash"] for event in found[1:]] == [event["hash"] for event in found[:-1]]


def test_reading_changes_nothing(worked):
    before = events(worked)
    for name in ("ann", "rev", "res", "man"):
        worked.as_(name).get("/articles/a1")
        worked.as_(name).get("/articles/a1/layers")
        worked.as_(name).get("/projects/news/export?layers=all")
    assert events(worked) == before


def test_the_record_names_the_last_event(worked):
    last = events(worked)[-1]
    line = json.loads(worked.as_("man").get("/projects/news/export?layers=all").data)
    assert line["history"]["head"] == last["hash"]
    assert line["history"]["events"] == len(events(worked))


def test_people_are_named_by_pseudonyms(worked):
    layer = worked.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    assert {event["actor"] for event in events(worked)} == {"operator", layer}


def test_those_who_are_not_blind_see_it(worked):
    assert events(worked, "rev") == events(worked, "res") == events(worked, "man")


@pytest.mark.parametrize("name", ["ann", "ben", "out", "adm"])
def test_others_do_not(worked, name):
    assert worked.as_(name).get(HERE).json["code"] == "not_found"


def test_a_manager_who_annotates_the_article_does_not(worked):
    worked.add_person("man", "annotator")
    worked.assign("a1", "man")
    assert worked.as_("man").get(HERE).json["code"] == "not_found"
