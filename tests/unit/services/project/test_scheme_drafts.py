"""A scheme that is being changed is its owner's alone, and no scheme of the project until it is published."""

from __future__ import annotations

import pytest

from annotator.domain.schemes import edits
from annotator.errors import Invalid, Refused
from annotator.queries import projects
from annotator.services.project import scheme_drafts
from annotator.services.proof.checking import check

VOICE = ("tags", "claim", "voice")


def kept(world, change, name="man"):
    with world.writing() as session:
        project, actor = world.project(session), world.actor(session, name)
        body = scheme_drafts.body_of(session, project, scheme_drafts.find(session, actor, project))
        scheme_drafts.keep(session, actor, project, change(body))


def found(world, name="man"):
    with world.reading() as session:
        draft = scheme_drafts.find(session, world.actor(session, name), world.project(session))
        return None if draft is None else (draft.base, draft.body["tags"]["claim"]["attributes"]["voice"])


def test_a_draft_waits_and_touches_nothing(world):
    kept(world, lambda body: edits.change(body, VOICE, {"required": None}))
    base, voice = found(world)
    assert base == 1 and "required" not in voice
    with world.reading() as session:
        assert projects.scheme(session, world.project(session)).tags["claim"].attributes["voice"].required
        assert all(one.ok for one in check(session))


def test_what_is_as_in_force_is_no_draft(world):
    kept(world, lambda body: edits.move(body, VOICE, 1))
    assert found(world) is not None
    kept(world, lambda body: edits.move(body, VOICE, -1))
    assert found(world) is None


def test_a_draft_makes_sense_at_every_step(world):
    with pytest.raises(Invalid, match="no vocabulary"):
        kept(world, lambda body: edits.change(body, VOICE, {"vocabulary": "nothing"}))
    assert found(world) is None


def test_a_draft_is_for_managers(world):
    with pytest.raises(Refused):
        found(world, "rev")


def test_a_draft_is_dropped(world):
    kept(world, lambda body: edits.move(body, VOICE, 1))
    with world.writing() as session:
        actor, project = world.actor(session, "man"), world.project(session)
        scheme_drafts.drop(session, scheme_drafts.find(session, actor, project))
    assert found(world) is None
