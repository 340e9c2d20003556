"""What is said about a layer: by whom, to whom, and that it stays."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.models import Change
from annotator.permissions import OPERATOR
from annotator.services.people import accounts
from annotator.services.proof import checking, erasing
from tests.bodies import claim, uid

HERE = "/articles/a1/comments"
ONE, TWO, THREE = uid(801), uid(802), uid(803)


@pytest.fixture
def said(world):
    """Ann has marked a claim and asked about it."""
    ann = world.as_("ann")
    ann.put(f"/articles/a1/annotations/{uid(1)}", claim())
    assert ann.put(f"{HERE}/{ONE}", {"text": "Is this one claim?", "annotation": uid(1)}).status_code == 201
    return world


def texts(world, name):
    return [item["text"] for item in world.as_(name).get(HERE).json["items"]]


def layer(world):
    return world.as_("ann").get("/articles/a1/layers/mine").json["layer"]


def hand_in(world):
    for name in ("ann", "ben"):
        assert world.as_(name).put("/articles/a1/submission").status_code == 200


def test_while_the_layer_is_open_only_its_owner_and_the_manager_read_it(said):
    assert [bool(texts(said, name)) for name in ("ann", "ben", "rev", "res", "man")] == [
        True, False, False, False, True,
    ]  # fmt: skip


def test_once_handed_in_the_reviewer_reads_and_answers(said):
    name = layer(said)
    said.as_("ann").delete(f"/articles/a1/annotations/{uid(1)}")
    hand_in(said)
    assert texts(said, "rev") == ["Is this one claim?"]
    answer = said.as_("rev").put(f"{HERE}/{TWO}", {"layer": name, "answers": ONE, "text": "Two."}).json
    assert (answer["role"], answer["annotation"], answer["answers"]) == ("reviewer", uid(1), ONE)
    assert texts(said, "ann") == ["Is this one claim?", "Two."]
    assert texts(said, "ben") == texts(said, "res") == []


def test_said_again_it_is_there_once_and_other_words_are_refused(said):
    ann = said.as_("ann")
    assert ann.put(f"{HERE}/{ONE}", {"text": "Is this one claim?"}).status_code == 200
    assert ann.put(f"{HERE}/{ONE}", {"text": "Or not?"}).json["code"] == "exists"
    assert said.as_("ben").put(f"{HERE}/{ONE}", {"text": "Is this one claim?"}).status_code == 404


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"text": "  "}, "/text"),
        ({"text": "x" * 2001}, "/text"),
        ({"text": "a\x07"}, "/text"),
        ({"text": "a", "kind": "praise"}, "/kind"),
        ({"text": "a", "annotation": uid(9)}, "/annotation"),
        ({"text": "a", "answers": uid(9)}, "/answers"),
        ({"text": "a", "kind": "unsuitable", "annotation": uid(1)}, "/kind"),
    ],
)
def test_what_is_wrong_is_named(said, body, pointer):
    refused = said.as_("ann").put(f"{HERE}/{TWO}", body)
    assert (refused.status_code, refused.json["pointer"]) == (422, pointer)


def test_a_flag_is_shown_to_the_manager_until_it_is_settled(said):
    said.as_("ann").put(f"{HERE}/{THREE}", {"kind": "unsuitable", "text": "It is an advertisement."})
    man = said.as_("man")
    assert [item["kind"] for item in man.get(HERE).json["items"]] == ["comment", "unsuitable"]
    assert man.put(f"{HERE}/{THREE}/settlement").status_code == 204
    assert man.get(HERE).json["items"][1]["settled"] is True
    assert man.delete(f"{HERE}/{THREE}/settlement").status_code == 204


def test_the_owner_does_not_settle(said):
    assert said.as_("ann").put(f"{HERE}/{ONE}/settlement").status_code == 403


def test_every_word_is_in_the_history(said):
    said.as_("man").put(f"{HERE}/{ONE}/settlement")
    hand_in_actions = [event["action"] for event in said.as_("man").get("/articles/a1/history").json["items"]]
    assert hand_in_actions[-2:] == ["comment:put", "comment:settle"]


def test_what_an_erased_person_said_is_gone_and_the_history_still_verifies(said):
    with said.writing() as session:
        erasing.erase(session, OPERATOR, accounts.find(session, "ann"), "asked for it")
    assert texts(said, "man") == [""]
    with said.reading() as session:
        assert not any("one claim" in body for body in session.scalars(select(Change.body)))
        assert all(finding.ok for finding in checking.check(session))
