"""Load the language code before it is needed: the first hand-in should not wait for it."""

from __future__ import annotations

import sys

from annotator.text.language import sentences

UNUSED = "scipy.stats"


def warm_up() -> None:
    """Load what finds sentences, without the statistics that NLTK would load for one function nobody here calls.

    That halves the time; NLTK does without, and `scipy.stats` can be loaded by others afterwards.
    """
    hidden = UNUSED not in sys.modules
    if hidden:
        sys.modules[UNUSED] = None  # type: ignore[assignment]
    try:
        sentences("One sentence. Another.", "en")
    finally:
        if hidden:
            del sys.modules[UNUSED]
