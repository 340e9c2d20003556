"""While the program is still loading: an interrupt ends it as quietly as one later, and nothing is collected."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130
ORDERS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def quietly() -> Iterator[None]:
    """Leave with the exit code of an interrupt when one comes during the block: nothing is at stake yet.

    At once, not by an exception: Python drops one that comes while it lets go of the lock of an import. So it is
    with an order to end (SIGTERM) where that is taken as an interrupt.
    """
    heard = [one for one in ORDERS if signal.getsignal(one) is signal.default_int_handler]
    if not heard or threading.current_thread() is not threading.main_thread():
        yield
        return
    for order in heard:
        signal.signal(order, lambda *_: os._exit(INTERRUPTED))
    try:
        yield
    finally:
        for order in heard:
            signal.signal(order, signal.default_int_handler)


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for garbage during the block."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settled() -> None:
    """Leave what the first command of this process has loaded out of all collections: none of it is given back."""
    if not gc.get_freeze_count():
        gc.freeze()
