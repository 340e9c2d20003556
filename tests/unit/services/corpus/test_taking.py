"""Layers that come with an article: every id, state and version as it came."""

from __future__ import annotations

import copy
import json

import pytest
from sqlalchemy import func, select

from annotator.models import Annotation, Entity, FactCheck, Layer
from annotator.permissions import OPERATOR
from annotator.services.corpus import exporting, importing
from annotator.services.project import projects
from exports.format import Losses
from tests.bodies import ENTITY, TEXT, claim, uid

CHECK = {"id": uid(50), "claim": "Exports rose.", "mentions": [uid(1)], "evidence": [], "verdict": "not_checked"}


def line(text: str = TEXT, number: int = 1, state: str = "adjudicated") -> dict:
    made = {"id": uid(number), **claim(), "note": None, "confidence": 2, "origin": "human", "version": 7}
    layer = {"layer": "gold", "state": state, "guideline_version": 3, "annotations": [made], "relations": []}
    check = CHECK | {"mentions": [uid(number)]}
    entity = {"id": ENTITY, "name": "The ministry", "kind": "outlet", "aliases": []}
    return {"text": text, "regions": [], "layers": [layer], "entities": [entity], "fact_checks": [check]}


def take(world, *records: dict, slug: str = "empty") -> None:
    data = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    with world.writing() as session:
        importing.import_lines(session, OPERATOR, world.project(session, slug), data)


def out(world) -> list[dict]:
    with world.reading() as session:
        project = world.project(session, "empty")
        return [json.loads(part) for part in exporting.write(session, OPERATOR, project, Losses(), chosen="all")]


@pytest.fixture
def empty(world):
    with world.writing() as session:
        projects.create(session, OPERATOR, "empty")
    return world


def test_what_came_leaves_as_it_came(empty):
    take(empty, line())
    (layer,) = out(empty)[0]["layers"]
    assert (layer["state"], layer["guideline_version"]) == ("adjudicated", 3)
    kept = {name: layer["annotations"][0][name] for name in ("id", "version", "confidence", "origin")}
    assert kept == {"id": uid(1), "version": 7, "confidence": 2, "origin": "human"}


def test_entities_unite_by_id_and_mentions_add_up(empty):
    other = "Again: " + TEXT
    second = copy.deepcopy(line(number=2))
    anchor = second["layers"][0]["annotations"][0]["anchor"]["segments"][0]
    anchor["start"], anchor["end"] = anchor["start"] + 7, anchor["end"] + 7
    take(empty, line(), second | {"text": other})
    with empty.reading() as session:
        project = empty.project(session, "empty")
        assert session.scalar(select(func.count()).where(Entity.project_id == project.id)) == 1
        check = session.scalars(select(FactCheck).where(FactCheck.project_id == project.id)).one()
    assert check.body["mentions"] == [uid(1), uid(2)]
    assert [found["fact_checks"][0]["mentions"] for found in out(empty)] == [[uid(1)], [uid(2)]]


def test_a_layer_that_came_belongs_to_nobody(empty):
    record = line(state="open")
    record["layers"][0]["layer"] = "somebody"
    take(empty, record)
    with empty.reading() as session:
        layer = session.scalars(select(Layer).where(Layer.name == "somebody")).one()
        assert (layer.kind, layer.account_id) == ("imported", None)
        row = session.scalars(select(Annotation).where(Annotation.layer_id == layer.id)).one()
        assert (row.start, row.end) == (18, 52)
