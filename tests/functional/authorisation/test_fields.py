"""Everybody times every state of an article times every field: two tables say who gets what, and are compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.functional.authorisation import stages
from tests.functional.authorisation.setting import COLUMNS
from tests.world import copy_world

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def staged(world_template, tmp_path_factory):
    world = copy_world(world_template, tmp_path_factory.mktemp("stages"))
    yield world, stages.set_up(world)
    world.close()


def table(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_everybody_gets_in_each_state_what_the_table_says(staged):
    assert stages.statuses(*staged) == table("states.txt")


def test_everybody_sees_the_fields_the_table_says(staged):
    assert stages.fields(*staged) == table("fields.txt")


def test_nobody_outside_is_told_anything_in_any_state():
    for line in table("states.txt"):
        got = dict(zip(COLUMNS, line[47:].split(), strict=True))
        assert (got["nobody"], got["out"], got["adm"]) == ("401", "404", "404"), line


def test_blind_people_see_no_layer_but_their_own_before_the_gold_is_open():
    for line in table("states.txt"):
        state, _, path = line[:47].split()
        got = dict(zip(COLUMNS, line[47:].split(), strict=True))
        if state != "opened" and path in {"/layers/gold", "/history"}:
            assert (got["ann"], got["bli"]) == ("404", "404"), line
        if path.startswith("/layers/ANN") and state in {"open", "withdrawn"}:
            assert {got[who] for who in ("rev", "res", "man", "bli", "idle")} == {"404"}, line


def test_an_annotator_is_never_told_who_else_there_is():
    for line in table("fields.txt"):
        who, told = line.split(": ", 1)
        if {"ann", "bli"} & set(who.split()[-1].split(",")):
            assert not {"annotators", "assigned", "agreement", "progress", "submitted_by"} & set(told.split()), (
                line
            )
