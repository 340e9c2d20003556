"""Some hundred damaged corpora are refused in words or taken; `make soak` reads a hundred thousand."""

from __future__ import annotations

import random

import pytest

from annotator.domain.schemes import default
from tests import mutated

EACH = 40
ORIGINALS = mutated.readable()


@pytest.mark.parametrize("name", ORIGINALS)
def test_damaged_corpora_never_break_the_importer(name):
    chance, refusals = random.Random(name), 0
    for _ in range(EACH):
        data = mutated.damaged(chance.choice(ORIGINALS[name]), chance)
        refusals += mutated.read(name, data, default())[0]
    assert refusals > 0, "damage is noticed"


@pytest.mark.parametrize("name", ORIGINALS)
def test_what_was_not_damaged_is_taken(name):
    assert [mutated.read(name, data, default())[0] for data in ORIGINALS[name]] == [False] * len(ORIGINALS[name])


def test_damage_is_the_same_for_the_same_chance():
    made = [mutated.damaged(b"a corpus of words" * 20, random.Random(7)) for _ in range(2)]
    assert made[0] == made[1] != b"a corpus of words" * 20
