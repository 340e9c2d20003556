"""A release checked from its folder alone: whatever is changed in it is found, and the place is named."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from annotator import keyring
from exports.proof.notes import read_checkpoint, split_notes
from exports.proof.release import check_release as check_plainly
from exports.verifying import check_release
from tests.proved import make_package, repack, work
from tests.tampering import tamper
from tests.world import copy_world, world_template  # noqa: F401


@pytest.fixture(scope="module")
def packed(world_template, tmp_path_factory):  # noqa: F811
    """A world in which people have worked, and the release of it."""
    folder = tmp_path_factory.mktemp("packed")
    world = copy_world(world_template, folder)
    work(world)
    yield world, make_package(world, folder / "release")
    world.close()


def first_wrong(folder, **options) -> str | None:
    return next((step.wrong for step in check_release(folder, **options) if step.wrong), None)


def test_a_release_as_it_was_made_passes(packed):
    steps = check_release(packed[1])
    assert [step.name for step in steps] == [
        "files", "checkpoints", "history", "access", "texts", "rows", "fold", "blindness", "erasures", "records",
    ]  # fmt: skip
    assert [step.wrong for step in steps] == [None] * 10
    looked_at = {step.name: step.looked_at for step in steps}
    assert looked_at["history"] > 20
    assert looked_at["fold"] > 15
    assert looked_at["blindness"] > 0


def test_the_verifier_inside_says_the_same(packed):
    done = subprocess.run(
        [sys.executable, "-I", "-S", packed[1] / "verify.py"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(step) for step in check_plainly(packed[1])]


@pytest.mark.parametrize("changes", [60, pytest.param(300, marks=pytest.mark.slow)])
def test_random_changes_are_found_where_they_are(packed, tmp_path, changes):
    for number in range(changes):
        name = tamper(random.Random(number), packed[1], tmp_path / "copy")
        found = next((step.wrong for step in check_plainly(tmp_path / "copy") if step.wrong), "nothing")
        assert name in found, f"change {number}"


EDITS = {
    "an annotation": ("data/all.jsonl", "checkworthy_factual", "unimportant_factual", "its line is another"),
    "a text": (
        "data/all.jsonl",
        "exports rose by 12 percent",
        "exports rose by 13 percent",
        "its line is another",
    ),
    "who did it": ("history/events.jsonl", '"actor":"operator"', '"actor":"someone"', "was changed"),
    "what was done": ("history/events.jsonl", r"\"slot\":1", r"\"slot\":2", "something else than is kept"),
    "who looked": ("history/access.jsonl", '"action":"view"', '"action":"look"', "was changed"),
}


@pytest.mark.parametrize("name, old, new, words", EDITS.values(), ids=EDITS)
def test_an_edit_signed_anew_with_the_true_key_is_found_within(packed, tmp_path, name, old, new, words):
    """Who holds the key can sign new sums; the chains and their checkpoints still tell."""
    world, whole = packed
    copy = repack(whole, tmp_path / "copy", keyring.signer(world.workspace.path), {name: (old, new)})
    found = first_wrong(copy)
    assert found is not None and name in found and words in found


def test_a_line_made_to_fit_its_digest_is_found_by_its_history(packed, tmp_path):
    world, whole = packed
    edit = {"data/all.jsonl": ("checkworthy_factual", "unimportant_factual")}
    copy = repack(whole, tmp_path / "copy", keyring.signer(world.workspace.path), edit, digests=True)
    assert "not what its history says" in str(first_wrong(copy))


def test_a_release_signed_with_another_key_is_found_with_the_true_one(packed, tmp_path):
    world, whole = packed
    keys = keyring.keys(world.workspace.path)
    (tmp_path / "other").mkdir()
    other = keyring.signer(tmp_path / "other")
    copy = repack(whole, tmp_path / "copy", other, {}, everything=True)
    assert first_wrong(copy) is None  # it is whole; only the key tells that it is not ours
    assert "no known key" in str(first_wrong(copy, keys=keys))
    assert first_wrong(whole, keys=keys) is None


def test_a_checkpoint_kept_from_before_is_held_against_it(packed):
    _, whole = packed
    notes = split_notes((whole / "history/checkpoints.txt").read_text())
    kept = [read_checkpoint(note.rpartition("\n\n")[0] + "\n") for note in notes if "/access" not in note]
    steps = {step.name: step for step in check_release(whole, held=kept)}
    assert (steps["anchors"].looked_at, steps["anchors"].wrong) == (1, None)
    forged = [type(kept[0])(kept[0].origin, kept[0].size - 1, kept[0].root)]
    assert "not those that were signed" in str(first_wrong(whole, held=forged))
    longer = [type(kept[0])(kept[0].origin, kept[0].size + 1, kept[0].root)]
    assert "are not here" in str(first_wrong(whole, held=longer))


def kept_of(whole, access=False):
    notes = split_notes((whole / "history/checkpoints.txt").read_text())
    kept = [read_checkpoint(note.rpartition("\n\n")[0] + "\n") for note in notes]
    return [one for one in kept if one.origin.endswith("/access") is access]


def test_checkpoints_of_other_chains_alone_prove_nothing(packed):
    """Who makes the history anew under another name would pass with every checkpoint that others kept."""
    _, whole = packed
    [kept] = kept_of(whole)
    other = type(kept)(f"{kept.origin}-2", kept.size, kept.root)
    assert "none of the checkpoints" in str(first_wrong(whole, held=[other]))
    [anchors] = [step for step in check_release(whole, held=[other, kept]) if step.name == "anchors"]
    assert (anchors.looked_at, anchors.wrong, anchors.note) == (1, None, "1 of other chains")


def test_a_checkpoint_of_the_access_chain_is_held_against_it(packed):
    _, whole = packed
    [kept] = kept_of(whole, access=True)
    [anchors] = [step for step in check_release(whole, held=[kept]) if step.name == "anchors"]
    assert (anchors.looked_at, anchors.wrong) == (1, None)
    longer = type(kept)(kept.origin, kept.size + 1, kept.root)
    assert "are not here" in str(first_wrong(whole, held=[longer]))
    forged = type(kept)(kept.origin, kept.size, bytes(32))
    assert "not those that were signed" in str(first_wrong(whole, held=[forged]))
