"""Every body that the API takes, by its own description: each field of another type, too long, by another door."""

from __future__ import annotations

import json
from typing import Any

import pytest

import schemas
from tests.functional.authorisation.asking import BODIES, ask
from tests.functional.authorisation.setting import COLUMNS, set_up
from tests.functional.authorisation.test_matrix import TABLE
from tests.world import World, copy_world

VALUES: dict[str, Any] = {
    "string": "5", "integer": 5, "number": 1.5, "boolean": True, "object": {"zzz": 1}, "array": [{"zzz": 1}],
}  # fmt: skip
LONG = "x" * 1_100_000
REFUSED = {400, 413, 422}
WRITES = sorted(row for row in BODIES if "/blind" not in row and not row.endswith("/merge"))
"""Not those that nobody may send yet: a second decision is asked for by lot, and two that are one are there."""

ANY_LENGTH = {("POST /api/v1/projects/<slug>/articles", "id")}
"""What is long becomes a UUID."""

NAMES = {"article", "annotator", "layer", "annotation", "answers", "from", "to"}
"""Where a long name is one that nobody bears."""


@pytest.fixture(scope="module")
def setting(world_template: World, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A world in which everybody is at work, and the ids its paths need."""
    world = copy_world(world_template, tmp_path_factory.mktemp("bodies"))
    yield world, set_up(world)
    world.close()


def sender(row: str) -> str:
    """Return somebody who may send it: whose body is looked at."""
    found = dict(zip(COLUMNS, TABLE[row], strict=True))
    return min((name for name in COLUMNS if found[name] not in {401, 403, 404}), key=lambda name: found[name])


def described(row: str) -> dict[str, set[str]]:
    """Return the types of each field of the body, as the description of the API has them."""
    method, path = row.split(" ", 1)
    path = path.removeprefix("/api/v1").replace("<", "{").replace(">", "}")
    known = schemas.openapi()
    content = known["paths"][path][method.lower()]["requestBody"]["content"]
    body = resolved(known, content["application/json"]["schema"])
    return {name: types(resolved(known, one)) for name, one in body.get("properties", {}).items()}


def resolved(known: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow where the description leads."""
    while "$ref" in schema:
        at: Any = known
        for part in schema["$ref"].removeprefix("#/").split("/"):
            at = at[part]
        schema = at
    return schema


def types(schema: dict[str, Any]) -> set[str]:
    """Return which types a value may have; none where only certain values may stand."""
    if "enum" in schema or "const" in schema:
        return set()
    named = schema.get("type")
    if named is None:
        parts = (*schema.get("anyOf", ()), *schema.get("oneOf", ()))
        return {name for part in parts for name in types(part)} or set(VALUES)
    return {named} if isinstance(named, str) else set(named)


@pytest.mark.parametrize("row", WRITES)
def test_a_field_takes_its_own_type_alone(setting, row):
    world, ids = setting
    name, asked = sender(row), 0
    for field, allowed in described(row).items():
        taken = allowed | ({"integer"} if "number" in allowed else set())
        wrong = {kind: value for kind, value in VALUES.items() if kind not in taken}
        if "string" in allowed and (row, field) not in ANY_LENGTH:
            wrong["long"] = LONG
        for kind, value in wrong.items():
            status, asked = ask(world, name, row, ids, body={**BODIES[row], field: value}), asked + 1
            assert status in REFUSED | ({404} if kind == "long" and field in NAMES else set()), (field, kind)
    assert asked or not described(row)


@pytest.mark.parametrize("row", WRITES)
def test_no_body_comes_as_what_a_form_of_another_site_can_send(setting, row):
    """As each of these, with the token of a program, and with a log-in that the browser sends along."""
    world, ids = setting
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        sent = {"data": json.dumps(BODIES[row]).encode(), "content_type": kind}
        assert ask(world, sender(row), row, ids, **sent) == 415, kind


@pytest.mark.parametrize("row", WRITES)
def test_no_body_sets_a_field_that_is_not_its_own(setting, row):
    world, ids = setting
    for field in ("admin", "layer_id", "account_id", "created", "__proto__", "constructor"):
        assert ask(world, sender(row), row, ids, body={**BODIES[row], field: True}) == 422, field
