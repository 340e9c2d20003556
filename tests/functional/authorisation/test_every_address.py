"""Blind at every address: whatever GET is served tells B the same, whether A has worked or not."""

from __future__ import annotations

import re

import pytest

from tests.bodies import ENTITY, SOURCE, uid
from tests.functional.authorisation.asking import routes
from tests.functional.authorisation.setting import CHECK, ENTITY_OF_ANN, SOURCE_OF_ANN
from tests.functional.authorisation.test_blindness import ROLES, folder, told, work_of_a
from tests.visitors import Visitor
from tests.world import copy_world

PLACES = {
    "slug": ["news"],
    "article_id": ["a1"],
    "story_id": ["news:s"],
    "uuid": [ENTITY, SOURCE, uid(1), ENTITY_OF_ANN, SOURCE_OF_ANN, CHECK],
    "name": ["mine", "gold", "LAYER", "jsonl"],
    "entity_id": [ENTITY, ENTITY_OF_ANN],
    "source_id": [SOURCE, SOURCE_OF_ANN],
    "check_id": [CHECK],
    "item": ["1"],
    "kind": ["tags", "vocabularies"],
    "part": ["framing", "technique"],
    "inner": ["polarity", "st3_doubt"],
}
AWAY = re.compile(r"^/(link|static|metrics|readyz)")
"""Links are secrets of their own; metrics are for admins; whether a worker is at work is told to all alike."""


ASKED = [
    "limit=1", "limit=2", "cursor=1", "withdrawn=true", "q=paper", "url=https://secret.example/", "layers=all",
    "layers=gold", "detail=true", "quote=seen", "format=csv", "tag=claim", "state=all", "annotator=ann",
]  # fmt: skip
"""What an address of the API may be asked for, where it takes it."""

LISTS = [
    "sources?q=paper", "sources?page=2", "cases?state=open", "cases?pair=ann,ben", "cases?tag=claim",
    "agreement?tag=claim", "agreement/positions?article=a1", "agreement/file?format=csv", "entities?page=2",
    "statistics/file?format=csv", "calibration?annotator=ann", "export/file?format=jsonl&layers=all",
    "export?format=jsonl&layers=all", "fact-checks?q=exports", "sources/citations/file?format=bibtex",
]  # fmt: skip
"""The lists of a project that are narrowed, and the files that are made of them."""


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


def addresses(world, layer: str, **others: list[str]) -> list[str]:
    """Return every address that a GET is served at, each part filled with all that fits, and what it takes."""
    found = []
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if method == "GET" and not AWAY.match(rule):
            asked = filled(rule, layer, **others)
            found += asked + [f"{path}?{one}" for path in asked[:1] for one in ASKED if takes(world, rule, one)]
    return found + [f"/projects/news/{one}" for one in LISTS]


def takes(world, rule: str, query: str) -> bool:
    """Tell whether the view of an address of the API takes the parameter."""
    rules = (one for one in world.app.url_map.iter_rules() if one.rule == rule and "GET" in one.methods)
    view = world.app.view_functions[next(rules).endpoint]
    return query.split("=")[0] in getattr(view, "parameters", ())


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
