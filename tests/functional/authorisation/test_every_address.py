"""Blind at every address: whatever GET is served tells B the same, whether A has worked or not."""

from __future__ import annotations

import re

import pytest

from tests.bodies import ENTITY, SOURCE, uid
from tests.functional.authorisation.asking import routes
from tests.functional.authorisation.test_blindness import ROLES, folder, told, work_of_a
from tests.visitors import Visitor
from tests.world import copy_world

PLACES = {
    "slug": ["news"],
    "article_id": ["a1"],
    "story_id": ["news:s"],
    "uuid": [ENTITY, SOURCE, uid(1), uid(501), uid(502)],
    "name": ["mine", "gold", "LAYER", "jsonl"],
    "entity_id": [ENTITY],
    "kind": ["tags", "vocabularies"],
    "part": ["framing", "technique"],
    "inner": ["polarity", "st3_doubt"],
}
AWAY = re.compile(r"^/(link|static|metrics|readyz)")
"""Links are secrets of their own; metrics are for admins; whether a worker is at work is told to all alike."""


@pytest.fixture(params=ROLES.values(), ids=ROLES)
def twins(request, world_template, tmp_path):
    """Two copies of a workspace; in the second A has worked."""
    first = copy_world(world_template, folder(tmp_path, "first"))
    first.add_person("ben", *request.param)
    first.close()
    still, busy = (copy_world(first, folder(tmp_path, name)) for name in ("still", "busy"))
    work_of_a(busy)
    yield still, busy
    still.close()
    busy.close()


def addresses(world, layer: str) -> list[str]:
    """Return every address that a GET is served at, each part filled with all that fits."""
    found = []
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if method == "GET" and not AWAY.match(rule):
            found += filled(rule, layer)
    return found


def filled(rule: str, layer: str, **others: list[str]) -> list[str]:
    """Return the rule with values in place of its parts: those of `PLACES`, or others."""
    part = re.search(r"<(?:\w+:)?(\w+)>", rule)
    if part is None:
        return [rule]
    values = {**PLACES, **others}.get(part[1], [uid(999)])
    made = [rule.replace(part[0], value.replace("LAYER", layer), 1) for value in values]
    return [address for one in made for address in filled(one, layer, **others)]


def heard(world, paths: list[str]) -> dict[str, object]:
    """Ask for all of it, as a program and as a reader."""
    program, reader = world.as_("ben"), Visitor(world, "ben")
    answers: dict[str, object] = {}
    for path in paths:
        if path.startswith("/api/v1"):
            answers[path] = told(program.get(path.removeprefix("/api/v1")))
        answers[f"page {path}"] = told(reader.get(path))
    return answers


def test_no_address_tells_what_others_do(twins):
    still, busy = twins
    layer = busy.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    paths = addresses(still, layer)
    assert len(paths) > 60
    silent, loud = heard(still, paths), heard(busy, paths)
    different = {key: (silent[key], loud[key]) for key in silent if silent[key] != loud[key]}
    assert different == {}
    assert sum(answer[0] == 200 for answer in loud.values()) > 15
