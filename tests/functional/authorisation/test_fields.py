"""Everybody times every state of an article times every field: two tables say who gets what, and are compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.functional.authorisation import setting, stages
from tests.functional.authorisation.asking import ELSEWHERE, PLACES, routes
from tests.functional.authorisation.setting import COLUMNS
from tests.functional.authorisation.test_every_address import filled
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


@pytest.fixture(scope="module")
def at_work(world_template, tmp_path_factory):
    world = copy_world(world_template, tmp_path_factory.mktemp("fields"))
    yield world, setting.set_up(world)
    world.close()


def test_everybody_sees_at_each_address_the_fields_the_table_says(at_work):
    """Of the API, all addresses that are no article's, with the work of the matrix behind them."""
    world, ids = at_work
    lines = []
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if method == "GET" and rule.startswith("/api/v1/") and rule != "/api/v1/openapi.json":
            places = {**PLACES, **ids, **ELSEWHERE.get(row, {})}
            places["name"] = ids["layer"] if places["name"] == "layer" else places["name"]
            given = {name: [value] for name, value in places.items() if name != "layer"}
            path = filled(rule, ids["layer"], **given)[0]
            seen: dict[str, list[str]] = {}
            for who in COLUMNS[1:]:
                answer = world.as_(who).get(path.removeprefix("/api/v1"), buffered=True)
                if answer.status_code == 200 and answer.is_json:
                    seen.setdefault(" ".join(sorted(stages.names(answer.json))), []).append(who)
            lines += [
                f"{rule.removeprefix('/api/v1')} {','.join(people)}: {told}" for told, people in seen.items()
            ]
    assert lines == table("answers.txt")


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
    own = [line for line in table("answers.txt") if "/rechecks" not in line]  # how far their own part of it is
    for line in table("fields.txt") + own:
        who, told = line.split(": ", 1)
        if {"ann", "bli"} & set(who.split()[-1].split(",")):
            assert not {"annotators", "assigned", "agreement", "progress", "submitted_by"} & set(told.split()), (
                line
            )
