"""An interrupt while the program is still loading ends it as quietly as one later."""

from __future__ import annotations

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
