"""Interrupts: heard where the work can stop, and told as such where they failed what took the work back."""

import os
import signal
import subprocess
import sys

import pytest

from annotator.cli.interrupts import ORDERS, caused, ending, orderly

TOLD_TWICE = """
import os, signal
from annotator.cli.interrupts import orderly
with orderly():
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGTERM)
print("went on")
"""


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_waits_until_it_is_asked_for(order):
    steps = []
    with pytest.raises(KeyboardInterrupt), orderly() as heed:
        heed()
        os.kill(os.getpid(), order)
        steps.append("went on")
        heed()
        steps.append("never")
    assert steps == ["went on"]


def test_what_heard_before_hears_again():
    before = [signal.getsignal(order) for order in ORDERS]
    with orderly():
        assert [signal.getsignal(order) for order in ORDERS] != before
    assert [signal.getsignal(order) for order in ORDERS] == before


def test_an_order_to_end_is_an_interrupt_of_any_command():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), ending():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_second_order_ends_the_program_at_once():
    done = subprocess.run(
        [sys.executable, "-c", TOLD_TWICE], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_an_error_of_an_interrupt_is_told_from_one_of_its_own():
    assert caused(_while_taking_back(KeyboardInterrupt())) and not caused(_while_taking_back(OSError()))
    assert not caused(None)


def _while_taking_back(first: BaseException) -> BaseException:
    try:
        try:
            raise first
        finally:
            raise ValueError("The connection is closed.")
    except ValueError as error:
        return error
