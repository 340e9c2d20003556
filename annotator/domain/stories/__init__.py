"""Stories: which sentences of several articles say the same, and what one of them leaves out."""

from __future__ import annotations

from annotator.domain.stories.alignment import Fact, Sentence, align

__all__ = ["Fact", "Sentence", "align"]
