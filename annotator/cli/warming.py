"""Load the language code before it is needed: the first hand-in should not wait for it."""

from __future__ import annotations

from annotator.text.language import sentences


def warm_up() -> None:
    """Load what finds sentences."""
    sentences("One sentence. Another.", "en")
