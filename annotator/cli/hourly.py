"""A checkpoint every hour while the workspace is served, made by whichever worker comes first."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from annotator import keyring
from annotator.db import Store
from annotator.errors import AnnotatorError
from annotator.services.proof import checkpoints

LOG = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 300


def begin(workspace: Path, store: Store) -> None:
    """Start looking, in a thread that ends with the process."""
    threading.Thread(target=_go_on, args=(workspace, store), name="checkpoints", daemon=True).start()


def _go_on(workspace: Path, store: Store) -> None:
    waiting = threading.Event()
    while not waiting.wait(LOOK_EVERY_SECONDS):
        look(workspace, store)


def look(workspace: Path, store: Store) -> bool:
    """Make the checkpoints that are due; what hinders is said in the log, and tried again later."""
    try:
        with store.reading() as session:
            due = checkpoints.is_due(session)
        if due:
            checkpoints.make_all(store, keyring.signer(workspace))
    except (AnnotatorError, OSError) as error:
        LOG.warning("no checkpoint could be made: %s", error)
        return False
    return due
