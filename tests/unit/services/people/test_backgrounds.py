"""A background is given, changed and taken back, counted by release, and gone with the person."""

from __future__ import annotations

import json

import pytest

from annotator.errors import Invalid
from annotator.models import Background, Change
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, backgrounds
from annotator.services.proof import erasing
from tests.released import build, ready
from tests.visitors import Visitor, words

GIVEN = {"age": "30-39", "education": "doctorate"}


def kept(world, name: str = "ann") -> tuple[str, str] | None:
    with world.reading() as session:
        row = backgrounds.find(session, accounts.find(session, name))
        return (row.age, row.education) if row else None


def test_it_is_given_and_taken_back_on_the_account_page(world):
    ann = Visitor(world, "ann")
    assert "Take it back" not in words(ann.get("/account"))
    assert ann.send("/account/background", **GIVEN).status_code == 303
    assert ann.send("/account/background", age="20-29", education="school").status_code == 303
    assert kept(world) == ("20-29", "school")
    assert ann.send("/account/background/end").status_code == 303
    assert kept(world) is None


def test_what_is_no_band_is_refused(world):
    assert Visitor(world, "ann").send("/account/background", age="34", education="school").status_code == 422
    with world.writing() as session, pytest.raises(Invalid, match="age is one of"):
        backgrounds.give(session, accounts.find(session, "ann"), "34", "school")


def test_nothing_is_said_before_it_is_chosen(world):
    ann = Visitor(world, "ann")
    assert ann.get("/account").text.count('<option value="">Choose</option>') == 2
    answer = ann.send("/account/background", age="", education="school")
    assert answer.status_code == 422 and "Not saved." in answer.text


def test_it_stands_in_no_history(world):
    Visitor(world, "ann").send("/account/background", **GIVEN)
    with world.reading() as session:
        assert not session.query(Change).filter(Change.body.contains("doctorate")).count()


def test_it_is_gone_with_the_person(world):
    Visitor(world, "ben").send("/account/background", **GIVEN)
    with world.writing() as session:
        erasing.erase(session, OPERATOR, accounts.find(session, "ben"), "asked")
        assert session.query(Background).count() == 0


def test_two_who_agree_are_too_few_for_a_card(world, tmp_path):
    ready(world)
    for name in ("ann", "ben"):
        Visitor(world, name).send("/account/background", **GIVEN)
    build(world, into=tmp_path / "r")
    assert "chose to say" not in (tmp_path / "r/README.md").read_text()


def test_five_who_agree_stand_in_card_and_croissant(world, tmp_path, monkeypatch):
    monkeypatch.setattr("exports.release.background.LEAST", 2)
    ready(world)
    for name in ("ann", "ben"):
        Visitor(world, name).send("/account/background", **GIVEN)
    build(world, into=tmp_path / "r")
    said = "2 aged 30–39 with doctorate"
    assert said in (tmp_path / "r/README.md").read_text()
    assert said in json.dumps(json.loads((tmp_path / "r/croissant.json").read_text()), ensure_ascii=False)
