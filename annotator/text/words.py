"""Tokens: words and marks with their offsets, for snapping, concordance and export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import regex

from annotator.text import tokenizers
from annotator.text.graphemes import Span, graphemes, whole
from annotator.text.sentences import sentences

_LONGEST = 5_000
_MANY = 30_000

_WORD = r"[\p{L}\p{M}\p{N}_\u200c\u200d]"
_SIMPLE = regex.compile(rf"{_WORD}++(?:['’.,\-]{_WORD}++)*+|\S")
_FOREIGN_MARK = regex.compile(r"[\p{P}--['’.,\-_/%&@#*]]", regex.V1)
_DENSE = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u109f\u1780-\u17d3\u17d7\u3005-\u3007\u3041-\u309f"
    "\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003134f\u200b-\u200d]+"
)

# NLTK rewrites straight quotes and knows only straight apostrophes; one character for one keeps the offsets.
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_QUOTES = re.compile(r"\"|''|``")


def tokens(text: str, language: str | None = None) -> list[Span]:
    """Return the tokens in order: words, parts of contractions, marks; graphemes in dense scripts."""
    places = sentences(text, language)
    divide = _words if len(places) <= _MANY else _simple_words
    words = ((start + first, start + last) for start, end in places for first, last in divide(text[start:end]))
    return whole(text, (piece for word in words for piece in _pieces(text, word)))


def _words(sentence: str) -> list[Span]:
    """Use NLTK, or the plain rule for what is too long for it or comes back in other words."""
    if len(sentence) > _LONGEST:
        return _simple_words(sentence)
    plain = _QUOTES.sub(lambda found: "”" * len(found.group()), _APOSTROPHE.sub("'", sentence))
    try:
        return list(_tokenizer().span_tokenize(plain))
    except ValueError:
        return _simple_words(sentence)


def _simple_words(sentence: str) -> list[Span]:
    return [match.span() for match in _SIMPLE.finditer(sentence)]


def _pieces(text: str, word: Span) -> Iterator[Span]:
    """Divide a word: runs in scripts without spaces into graphemes, foreign marks off, the rest kept."""
    start, end = word
    part = text[start:end]
    if part.isascii():
        yield word
        return
    edges = {0, len(part)}
    for run in _DENSE.finditer(part):
        edges.update(run.start() + edge for span in graphemes(run.group()) for edge in span)
    for mark in _FOREIGN_MARK.finditer(part):
        edges.update(mark.span())
    yield from ((start + first, start + last) for first, last in pairwise(sorted(edges)))


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    return tokenizers.destructive().NLTKWordTokenizer()
