"""Checkpoints: signed once for each length, and held against the chains as they are."""

from __future__ import annotations

import pytest

from annotator import keyring
from annotator.permissions import OPERATOR
from annotator.services.project import projects
from annotator.services.proof import checkpoints
from exports.proof.notes import BadNote, open_note, read_checkpoint


@pytest.fixture
def signer(world):
    return keyring.signer(world.workspace.path)


def make(world, signer):
    with world.writing() as session:
        return checkpoints.make(session, signer, world.project(session))


def act(world):
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), title="Another")


def test_both_chains_of_a_project_are_signed(world, signer):
    acts, accesses = make(world, signer)
    assert acts.origin == f"{signer.name}/news"
    assert accesses.origin == f"{signer.name}/news/access"
    signed = read_checkpoint(open_note(acts.note, [signer.key]))
    assert (signed.origin, signed.size) == (acts.origin, acts.size)
    assert acts.size > 5


def test_the_same_length_is_signed_once(world, signer):
    first, again = make(world, signer)[0], make(world, signer)[0]
    assert (first.id, first.note) == (again.id, again.note)
    act(world)
    assert make(world, signer)[0].size == first.size + 1


def test_a_note_kept_elsewhere_fits_what_has_only_grown(world, signer):
    kept = make(world, signer)[0].note
    act(world)
    with world.reading() as session:
        assert checkpoints.hold(session, world.project(session), kept, [signer.key]) is None


def test_a_note_over_other_events_or_more_of_them_is_told(world, signer):
    kept = read_checkpoint(open_note(make(world, signer)[0].note, [signer.key]))
    for size, words in ((kept.size - 1, "are not those"), (kept.size + 1, "were signed")):
        note = signer.note(str(type(kept)(kept.origin, size, kept.root)))
        with world.reading() as session:
            assert words in checkpoints.hold(session, world.project(session), note, [signer.key])


def test_a_note_by_somebody_else_is_refused(world, signer, tmp_path):
    (tmp_path / "other").mkdir()
    other = keyring.signer(tmp_path / "other")
    with world.reading() as session, pytest.raises(BadNote):
        checkpoints.hold(session, world.project(session), make(world, signer)[0].note, [other.key])


def test_a_checkpoint_is_due_every_hour(world, signer, monkeypatch):
    with world.reading() as session:
        assert checkpoints.is_due(session)
    made = make(world, signer)[-1].made
    for waited, due in ((checkpoints.EVERY / 2, False), (checkpoints.EVERY, True)):
        monkeypatch.setattr("annotator.clock.now", lambda waited=waited: made + waited)
        with world.reading() as session:
            assert checkpoints.is_due(session) is due
