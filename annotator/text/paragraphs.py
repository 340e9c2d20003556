"""Paragraphs: where they begin and end, and what each looks like from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

STOPS = frozenset(".!?…。！？．｡։।॥؟۔។៕။།!?︒")
"""Marks that end a sentence, in any script."""

_CLOSERS = "\"'”’»›)]}）】」』〉》\u200f\u200e\u200b\u200c\u200d "
_INITIALISM = re.compile(r"(?:\b\w\.){2,}$")
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SAMPLE = 400
_LONG = 160
"""The code points from which on a line is running text in any script."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text without white space at its ends."""

    start: int
    end: int
    text: str

    @property
    def dense(self) -> bool:
        """Say whether it is in a script that writes words without spaces, where fewer characters say more."""
        return len(_NO_SPACES.findall(self.text[:_SAMPLE])) * 3 > min(len(self.text), _SAMPLE)

    @property
    def stopped(self) -> bool:
        """Say whether it ends as a sentence ends; an initialism such as `U.S.` at the end does not count."""
        end = self.text[-_SAMPLE:].rstrip(_CLOSERS)
        return end[-1:] in STOPS and not _INITIALISM.search(end[-12:])

    @property
    def prose(self) -> bool:
        """Say whether it reads as running text: a stopped sentence of some length, or much text."""
        if len(self.text) >= _LONG:
            return True
        short, long = (15, 60) if self.dense else (40, _LONG)
        return len(self.text) >= long or (len(self.text) >= short and self.stopped)


def paragraphs(text: str) -> Iterator[list[Paragraph]]:
    """Yield blocks, each a list of paragraphs, in order and without white space at their ends.

    Blank lines separate blocks. Inside a block each line is a paragraph, unless the lines are wrapped prose.
    """
    blocks = list(_blocks(text))
    for block in blocks:
        if len(block) > 1 and len(blocks) > 1 and _wrapped(block):
            start, end = block[0].start, block[-1].end
            yield [Paragraph(start, end, text[start:end])]
        else:
            yield block


def _blocks(text: str) -> Iterator[list[Paragraph]]:
    block: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        content = line.strip()
        if content:
            first = start + len(line) - len(line.lstrip())
            block.append(Paragraph(first, first + len(content), content))
        elif block:
            yield block
            block = []
        start += len(line) + 1
    if block:
        yield block


def _wrapped(block: list[Paragraph]) -> bool:
    """Lines of one width, most running on without a stop, are one paragraph wrapped by hand."""
    lengths = [len(line.text) for line in block]
    stopped = sum(line.stopped for line in block[:-1])
    even = min(lengths[:-1]) * 2 > max(lengths)
    return 40 <= max(lengths) <= 120 and even and stopped * 2 <= len(block) - 1 and lengths[-1] <= max(lengths)
