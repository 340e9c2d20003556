"""Runs of keys are told from words."""

from __future__ import annotations

import pytest

from annotator.domain.keyboards import is_walk

RUNS = (
    "12345678 qwertyui asdfghjkl zxcvbnm, 1qaz2wsx zaq12wsx q1w2e3r4 1q2w3e4r5t qazwsxedc qwertz123 azertyuiop "
    "147258369 987654321 abcdefgh 789456123 poiuytre 0987654321 mnbvcxz1 !@#$%^&* 11112222 123qweasd"
)
WORDS = "ladders correcthorse bicycles harmonica eavesdrop umbrellas pineapple tomorrow candlestick 4f9c02b7e1"


@pytest.mark.parametrize("run", RUNS.split())
def test_a_run_of_keys(run):
    assert is_walk(run)


@pytest.mark.parametrize("word", WORDS.split())
def test_no_run_of_keys(word):
    assert not is_walk(word)
