"""Sentences: Punkt with our own abbreviations, and what it does not know of quotes and of other scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from annotator.text import tokenizers
from annotator.text.abbreviations import LANGUAGES, ORDINAL_STOP, abbreviations, starters
from annotator.text.graphemes import Span, whole
from annotator.text.joints import goes_on, stands_alone
from annotator.text.paragraphs import Paragraph, paragraphs

_LONGEST = 20_000
_TAIL = 60
_CLOSERS = "\"'”’»›)\\]}）】」』〉》"
_STOP = re.compile(f"[。！？｡．։।॥؟۔።፧។៕။]+[{_CLOSERS}]*")
_DENSE_STOP = re.compile(f"[。！？｡．!?។៕။]+[{_CLOSERS}]*")
_PLAIN_STOP = re.compile(f"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?=\\s)")

# Punkt knows straight quotes only; one character for one keeps the offsets.
_STRAIGHT = str.maketrans("“”„‟‘’‚‛«»‹›", "\"\"\"\"''''\"\"''")


def sentences(text: str, language: str | None = None) -> list[Span]:
    """Return the sentences in order, without white space at their ends; none crosses a paragraph.

    `language` is a BCP 47 tag; unknown ones are treated as English. A script without spaces is divided at its
    own stops.
    """
    code = (language or "en").lower().partition("-")[0]
    code = code if code in LANGUAGES or code in ORDINAL_STOP else "en"
    found = (span for block in paragraphs(text) for item in block for span in _in_paragraph(item, code))
    return whole(text, found)


def _in_paragraph(paragraph: Paragraph, language: str) -> Iterator[Span]:
    text = paragraph.text
    spans: Iterable[Span] = [(0, len(text))]
    if paragraph.dense:
        spans = _cut(text, spans, _DENSE_STOP)
    elif len(text) > _LONGEST:
        spans = _cut(text, _cut(text, spans, _PLAIN_STOP), _STOP)
    else:
        spans = _joined(text, _punkt(language).span_tokenize(text.translate(_STRAIGHT)), language)
        spans = _cut(text, _cut(text, spans, stands_alone(language)), _STOP)
    return ((paragraph.start + start, paragraph.start + end) for start, end in spans)


def _cut(text: str, spans: Iterable[Span], stop: Any) -> Iterator[Span]:
    """Divide the spans after every stop, and trim white space."""
    for start, end in spans:
        for found in stop.finditer(text, start, end):
            yield from _trimmed(text, start, found.end())
            start = found.end()
        yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    content = piece.strip()
    if content:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(content)


def _joined(text: str, spans: Iterable[Span], language: str) -> list[Span]:
    """Join what Punkt divided wrongly."""
    result: list[Span] = []
    for start, end in spans:
        if result and goes_on(_last(text, result[-1]), text[start:end], language):
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def _last(text: str, span: Span) -> str:
    return text[max(span[0], span[1] - _TAIL) : span[1]]


@lru_cache(maxsize=16)
def _punkt(language: str) -> Any:
    punkt = tokenizers.punkt()
    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(abbreviations(language))
    parameters.sent_starters = set(starters(language))
    return punkt.PunktSentenceTokenizer(parameters)
