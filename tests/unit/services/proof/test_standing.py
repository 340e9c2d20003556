"""Every object is found under the key of its history."""

import json

from annotator.services.proof.standing import standing


def keys(world, slug="news"):
    with world.reading() as session:
        project = world.project(session, slug) if slug else None
        return [found.key for found in standing(session, project)]


def test_a_project_has_all_its_objects(either_world):
    either_world.assign("a1", "ann")
    kinds = {key.split("/")[0] for key in keys(either_world)}
    assert kinds == {
        "project", "scheme", "guideline", "member", "entity", "source", "article", "layer", "assignment",
    }  # fmt: skip


def test_the_workspace_has_the_accounts(world):
    assert {key.split("/")[0] for key in keys(world, slug=None)} == {"account"}


def test_no_key_stands_twice_in_one_article(world):
    world.assign("a1", "ann", "ben")
    found = keys(world)
    assert len(found) == len(set(found))


def test_states_are_canonical_json(world):
    with world.reading() as session:
        bodies = [found.body for found in standing(session, world.project(session))]
    assert all(isinstance(json.loads(body), dict) for body in bodies)
