"""How many connections each worker holds is seen by all of them."""

from __future__ import annotations

import os

from annotator.cli.sharing import PLACES, Shares


def test_who_holds_fewest_is_known_in_another_process():
    shares = Shares()
    assert shares.fewest() == 0
    shares.put(1, 7)
    child = os.fork()
    if child == 0:
        shares.put(2, 5)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert shares.fewest() == 5


def test_who_left_is_counted_no_more():
    shares = Shares()
    shares.put(1, 7)
    shares.put(2, 0)
    shares.leave(2)
    assert shares.fewest() == 7


def test_there_is_a_place_for_every_worker_that_follows_another():
    shares = Shares()
    for number in range(3 * PLACES):
        shares.put(number, 1)
        assert shares.fewest() == 1
        shares.leave(number)
