"""What a release carries to be checked by: the same bytes whatever happens after it was frozen."""

from __future__ import annotations

from annotator import keyring
from annotator.permissions import OPERATOR
from annotator.services import projects, proving
from tests.proved import work

TOLD = proving.Told(frozenset({"a1"}), frozenset({("a1", "gold")}), frozenset({"e1"}))


def made(world, frozen):
    signer = keyring.signer(world.workspace.path)
    with world.reading() as session:
        project = world.project(session)
        return [
            b"".join(proving.events(session, project, frozen, TOLD)),
            b"".join(proving.accesses(session, project, frozen)),
            proving.notes(session, project, frozen),
            proving.keys_file(keyring.keys(world.workspace.path), signer),
            proving.signature(signer, project, "1.0.0", b"sums"),
        ]


def test_a_frozen_release_stays_as_it_was(world):
    work(world)
    signer = keyring.signer(world.workspace.path)
    with world.writing() as session:
        frozen = proving.freeze(session, signer, OPERATOR, world.project(session), "1.0.0")
    before = made(world, frozen)
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), title="Another")
        proving.freeze(session, signer, OPERATOR, world.project(session), "1.1.0")
    assert made(world, frozen) == before


def test_what_may_not_leave_is_told_by_its_commitment_alone():
    told = {"object": "annotation/gold/1", "article": "a1"}
    assert TOLD.tells(told)
    assert not TOLD.tells(told | {"article": "a2"})
    assert not TOLD.tells({"object": "annotation/a-2/1", "article": "a1"})
    assert not TOLD.tells({"object": "article/a2", "article": "a2"})
    assert TOLD.tells({"object": "member/a-2/annotator"})
    assert TOLD.tells({"object": "entity/e1"}) and not TOLD.tells({"object": "entity/e2"})


def test_without_quotes_no_annotation_is_told():
    silent = proving.Told(TOLD.articles, TOLD.layers, TOLD.ids, quotes=False)
    assert not silent.tells({"object": "annotation/gold/1", "article": "a1"})
    assert not silent.tells({"object": "decision/1", "article": "a1"})
    assert silent.tells({"object": "layer/gold", "article": "a1"})
