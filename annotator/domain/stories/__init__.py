"""Stories: which sentences of several articles say the same, and what one of them leaves out."""

from __future__ import annotations

from annotator.domain.stories.alignment import Fact, Sentence, align
from annotator.domain.stories.copies import Copy, copies

__all__ = ["Copy", "Fact", "Sentence", "align", "copies"]
