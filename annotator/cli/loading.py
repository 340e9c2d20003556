"""While the program is still loading: an interrupt ends it as quietly as one later, and nothing is collected."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130


@contextmanager
def quietly() -> Iterator[None]:
    """Leave with the exit code of an interrupt when one comes during the block."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


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
