"""Language work over a frozen text: sentences, tokens and graphemes, as `(start, end)` in code points.

NLTK does the work and is loaded at the first call, so that a program that only starts does not wait for it.
Nothing is read from a network or from data of NLTK.
"""

from __future__ import annotations

from annotator.text.graphemes import Span, graphemes
from annotator.text.sentences import sentences
from annotator.text.words import tokens

__all__ = ["Span", "graphemes", "sentences", "tokens"]
