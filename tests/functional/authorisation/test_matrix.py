"""Every route times everybody: the table says what each gets, and a route without its row fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.functional.authorisation.asking import ask, routes
from tests.functional.authorisation.setting import COLUMNS, set_up
from tests.world import copy_world

LINES = Path(__file__).with_name("matrix.txt").read_text(encoding="utf-8").splitlines()
TABLE = {
    line[:70].strip(): [int(word) for word in line[70:].split()] for line in LINES if not line.startswith("#")
}
PUBLIC = {
    "GET /api/v1/openapi.json", "GET /healthz", "GET /readyz", "GET /login", "GET /link/<secret>",
    "POST /login", "POST /link/<secret>",
}  # fmt: skip
DONE = range(200, 300)
SAID_BY_THE_BODY = {
    "PUT /api/v1/articles/<article_id>/comments/<uuid>",
    "PUT /api/v1/projects/<slug>/entities/<uuid>/merge",
}
"""Where members may or may not by what the body names: a layer, an entity."""


@pytest.fixture(scope="module")
def kept(world_template, tmp_path_factory):
    """The closed world of the matrix, for copies that are changed, and the ids its paths need."""
    world = copy_world(world_template, tmp_path_factory.mktemp("kept"))
    ids = set_up(world)
    world.close()
    return world, ids


@pytest.fixture(scope="module")
def setting(kept, tmp_path_factory):
    """The same world, open, for what changes nothing."""
    world = copy_world(kept[0], tmp_path_factory.mktemp("setting"))
    yield world, kept[1]
    world.close()


def test_every_route_has_its_row_and_every_row_its_route(setting):
    world, ids = setting
    served = routes(world)
    lacking = [
        f"{row:<70}" + " ".join(str(ask(world, n, row, ids)) for n in COLUMNS)
        for row in served
        if row not in TABLE
    ]
    assert lacking == [], "add to matrix.txt, once it is what it should be"
    assert [row for row in TABLE if row not in served] == []


@pytest.mark.parametrize("row", TABLE)
def test_everybody_gets_what_the_row_says(setting, kept, tmp_path, row):
    world, ids = setting
    found = []
    for number, (name, wanted) in enumerate(zip(COLUMNS, TABLE[row], strict=True)):
        if row.startswith("GET") or wanted >= 400:
            found.append(ask(world, name, row, ids))
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        copy = copy_world(kept[0], folder)
        found.append(ask(copy, name, row, ids))
        copy.close()
    assert dict(zip(COLUMNS, found, strict=True)) == dict(zip(COLUMNS, TABLE[row], strict=True))


@pytest.mark.parametrize("row", [row for row in TABLE if row.startswith(("PUT /api", "POST /api"))])
def test_who_may_not_is_told_so_whatever_the_body_is(setting, row):
    world, ids = setting
    asked = COLUMNS[:4] if row in SAID_BY_THE_BODY else COLUMNS
    wanted = {name: status for name, status in zip(asked, TABLE[row], strict=False) if status in {401, 403, 404}}
    for body in ({"data": "{"}, {"body": []}, {"body": {"zzz": 1}}):
        more = {"content_type": "application/json"} if "data" in body else {}
        found = {name: ask(world, name, row, ids, **body, **more) for name in wanted}
        assert found == wanted, body


def test_a_stranger_gets_nothing_but_what_is_public():
    assert [row for row, (nobody, *_) in TABLE.items() if nobody in DONE and row not in PUBLIC] == []
    assert [
        row for row, (nobody, *_) in TABLE.items() if "/api/" in row and row not in PUBLIC and nobody != 401
    ] == []


def test_whoever_is_no_member_finds_nothing_of_a_project():
    inside = [
        row for row in TABLE if any(part in row for part in ("<slug>", "<article_id>", "<case_id>", "<story_id>"))
    ]
    assert len(inside) > 50
    others = {row: (TABLE[row][COLUMNS.index("out")], TABLE[row][COLUMNS.index("adm")]) for row in inside}
    assert {row: statuses for row, statuses in others.items() if statuses != (404, 404)} == {}


def test_an_annotator_without_the_article_finds_nothing_of_it():
    idle = COLUMNS.index("idle")
    assert [row for row in TABLE if "<article_id>" in row and TABLE[row][idle] != 404] == []


def test_a_blind_reviewer_gets_no_more_of_an_article_than_an_annotator():
    ann, bli = COLUMNS.index("ann"), COLUMNS.index("bli")
    more = [
        row
        for row, found in TABLE.items()
        if ("<article_id>" in row or "<case_id>" in row) and found[bli] in DONE and found[ann] not in DONE
    ]
    assert more == []
