"""Unsent work comes back into the layer of whoever did it, whole or not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from annotator.errors import AnnotatorError, Invalid, Refused
from annotator.models import Account, Project
from annotator.permissions import OPERATOR
from annotator.services.desk import returning
from tests.bodies import claim, rebuttal, uid

LINK = {"type": "rebuts", "from": uid(2), "to": uid(1)}


def op(kind: str, number: int, body: dict[str, Any] | None, base: int | None = None) -> dict[str, Any]:
    method = "PUT" if body else "DELETE"
    return {"kind": kind, "id": uid(number), "method": method, "base": base, "body": body, "path": "/never/used"}


def parcel(world: Any, *ops: dict[str, Any], name: str = "ann", article: str = "a1") -> bytes:
    with world.writing() as session:
        user = session.scalars(select(Account.id).where(Account.name == name)).one()
    record = {"schema": "annotator/outbox/1", "article": article, "user": str(user), "ops": ops}
    return json.dumps(record).encode()


def bring_back(world: Any, data: bytes, who: str | None = None) -> int:
    with world.writing() as session:
        project = session.scalars(select(Project)).first()
        actor = world.actor(session, who) if who else OPERATOR
        return returning.bring_back(session, actor, project, data)


def stored(world: Any) -> dict[str, Any]:
    layer: dict[str, Any] = world.as_("ann").get("/articles/a1/layers/mine").json
    return layer


def test_changes_come_back_in_their_order(world):
    ops = [op("annotation", 1, claim()), op("annotation", 2, rebuttal()), op("relation", 3, LINK)]
    assert bring_back(world, parcel(world, *ops)) == 3
    assert [one["id"] for one in stored(world)["annotations"]] == [uid(1), uid(2)]
    assert [one["id"] for one in stored(world)["relations"]] == [uid(3)]


def test_a_second_time_changes_nothing(world):
    data = parcel(world, op("annotation", 1, claim()))
    assert (bring_back(world, data), bring_back(world, data)) == (1, 1)
    assert stored(world)["annotations"][0]["version"] == 1


def test_a_change_builds_on_the_one_before_it(world):
    ops = [
        op("annotation", 1, claim()),
        op("annotation", 1, {**claim(), "note": "more"}),
        op("annotation", 1, None),
    ]
    assert bring_back(world, parcel(world, *ops)) == 3
    assert stored(world)["annotations"] == []


def test_what_was_changed_meanwhile_is_not_overwritten(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", {**claim(), "note": "newer"})
    ops = [op("annotation", 2, rebuttal()), op("annotation", 1, claim())]
    with pytest.raises(Invalid, match="Change 2 of 2") as refused:
        bring_back(world, parcel(world, *ops))
    assert refused.value.code == "import_refused"
    assert [one["note"] for one in stored(world)["annotations"]] == ["newer"]


def test_only_its_maker_or_the_operator_brings_it_back(world):
    data = parcel(world, op("annotation", 1, claim()))
    with pytest.raises(Refused):
        bring_back(world, data, "ben")
    assert bring_back(world, data, "ann") == 1


@pytest.mark.parametrize(
    "change",
    [
        {"user": "999999"},
        {"user": 1},
        {"article": "nowhere"},
        {"ops": {}},
        {"ops": [7]},
        {"ops": [{"kind": "user"}]},
    ],
    ids=["nobody", "number", "article", "object", "items", "kind"],
)
def test_what_is_no_work_of_this_project_is_refused(world, change):
    record = json.loads(parcel(world, op("annotation", 1, claim()))) | change
    with pytest.raises(AnnotatorError):
        bring_back(world, json.dumps(record).encode())


def test_other_files_are_no_parcels():
    assert not any(map(returning.is_parcel, (b"{", b"[]", b'{"schema":"annotator/article/1"}')))
