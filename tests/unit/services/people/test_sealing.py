"""What is sealed is read by its owner's key alone."""

from __future__ import annotations

import base64

import pytest

from annotator.errors import Conflict
from annotator.services.people.sealing import seal, unseal

KEY = "k" * 64


def test_what_was_sealed_comes_back():
    assert unseal(KEY, seal(KEY, "a secret", "ann"), "ann") == "a secret"


def test_it_is_another_text_each_time_and_never_the_secret():
    made = {seal(KEY, "a secret", "ann") for _ in range(5)}
    assert len(made) == 5 and not any("secret" in one for one in made)


@pytest.mark.parametrize("key, whose", [("x" * 64, "ann"), (KEY, "ben")])
def test_another_key_or_owner_reads_nothing(key, whose):
    with pytest.raises(Conflict) as refused:
        unseal(key, seal(KEY, "a secret", "ann"), whose)
    assert refused.value.code == "sealed_otherwise"


@pytest.mark.parametrize("broken", ["", "AAAA", "not base64!", "A" * 80])
def test_what_is_no_seal_is_refused(broken):
    with pytest.raises(Conflict):
        unseal(KEY, broken, "ann")


def test_what_was_changed_is_refused():
    """Any byte of it, what was cut off and what was put on."""
    sealed = base64.b64decode(seal(KEY, "a secret", "ann"))
    flipped = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    for changed in (*flipped, sealed[:-1], sealed[1:], sealed + b"x"):
        with pytest.raises(Conflict):
            unseal(KEY, base64.b64encode(changed).decode(), "ann")
