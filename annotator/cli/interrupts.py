"""An interrupt, or an order to end: heard where nothing is in the midst of being written."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from annotator.cli.loading import INTERRUPTED, ORDERS


@contextmanager
def orderly() -> Iterator[Callable[[], None]]:
    """Hand out what raises KeyboardInterrupt if the program was told to end; the block asks it where it can stop.

    An exception of the signal itself may come within a statement, whose connection is closed then, or where Python
    drops it. Told a second time, the program ends at once.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    told: list[int] = []

    def hear(order: int, _: object) -> None:
        if told:
            os._exit(INTERRUPTED)
        told.append(order)

    def heed() -> None:
        if told:
            raise KeyboardInterrupt

    before = [signal.signal(order, hear) for order in ORDERS]
    try:
        yield heed
    finally:
        for order, handler in zip(ORDERS, before, strict=True):
            signal.signal(order, handler)


@contextmanager
def ending() -> Iterator[None]:
    """Take an order to end (SIGTERM) during the block as an interrupt: what is half done is taken back first."""
    asked = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, signal.default_int_handler) if asked else None
    try:
        yield
    finally:
        if asked:
            signal.signal(signal.SIGTERM, before)


def caused(error: BaseException | None) -> bool:
    """Say whether an interrupt is what the error came of: it may fail what would have taken the work back."""
    while error and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None
