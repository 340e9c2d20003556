"""What a release carries to be checked by: signed at one moment, and stored with the build."""

from __future__ import annotations

from annotator import keyring
from annotator.domain.history import commitment
from annotator.permissions import OPERATOR
from annotator.queries import proof
from annotator.services.project import projects
from annotator.services.release import proving
from exports.proof.notes import open_note, read_checkpoint
from tests.proved import work


def seal(world):
    with world.reading() as session:
        return proving.seal(session, keyring.signer(world.workspace.path), world.project(session))


def test_a_seal_covers_both_chains_of_one_moment(world):
    work(world)
    sealed = seal(world)
    key = keyring.signer(world.workspace.path).key
    signed = [read_checkpoint(open_note(note, [key])) for note in sealed.notes]
    assert [checkpoint.size for checkpoint in signed] == [sealed.acts, sealed.accesses]
    assert sealed.acts > 20 and sealed.accesses > 1


def test_what_was_sealed_earlier_is_carried_along(world):
    first = seal(world)
    with world.writing() as session:
        proving.keep(session, OPERATOR, world.project(session), first, "1.0.0")
        projects.change_settings(session, OPERATOR, world.project(session), title="Another")
    second = seal(world)
    assert set(first.notes) < set(second.notes)
    assert (second.acts, second.accesses) == (first.acts + 1, first.accesses + 1)
    with world.reading() as session:
        stored = [row.note for row in proof.checkpoints(session, world.project(session))]
    assert stored == list(first.notes)


def test_what_may_not_leave_is_told_by_its_commitment_alone(world):
    with world.reading() as session:
        project = world.project(session)
        whole = b"".join(proving.events(session, project, lambda article, key: True))
        silent = b"".join(proving.events(session, project, lambda article, key: article is None))
    assert b"exports rose" not in silent and b'"article":"a1","commitment":"' in silent
    assert whole.count(b'"hash"') == silent.count(b'"hash"')
    change = {"object": "x", "salt": "s", "body": "b"}
    assert proving.withheld(change) == {"object": "x", "commitment": commitment("s", "b")}
    assert proving.withheld({"object": "x", "commitment": "c", "erased": True})["erased"]
