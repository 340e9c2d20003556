"""Load the language code before it is needed: the first hand-in should not wait for it."""

from __future__ import annotations

import sys

from annotator.text.language import sentences

UNUSED = ("scipy.sparse", "scipy.stats")


def warm_up() -> None:
    """Load what finds sentences, without what NLTK would load for functions that nobody here calls.

    That takes a third of the time; NLTK does without, and what is left out can be loaded by others afterwards.
    """
    hidden = [name for name in UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        sentences("One sentence. Another.", "en")
    finally:
        for name in hidden:
            del sys.modules[name]
