"""Regions: what of a text is title, body, or not the article at all. Marked, never cut.

Every rule has a name and a reason. Where they leave doubt the answer is `body`, for there one can annotate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.text.paragraphs import Paragraph, paragraphs
from annotator.text.phrases import CAPTIONS, CREDITS
from annotator.text.surroundings import Surroundings

_LONGEST_TITLE = 200
_LONGEST_CAPTION = 400


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text, its role, and the rule that gave it."""

    role: str
    start: int
    end: int
    reason: str


def find(text: str, *, given_title: str | None = None) -> list[dict[str, Any]]:
    """Return the regions as records `{role, start, end}`: sorted, apart, without white space at the ends.

    `given_title` is the title as known from elsewhere: where a line says just that, it is the title.
    """
    found = explain(text, given_title=given_title)
    return [{"role": region.role, "start": region.start, "end": region.end} for region in found]


def explain(text: str, *, given_title: str | None = None) -> list[Region]:
    """Return the regions with the name of the rule that made each."""
    wanted = _plain(given_title or "")
    items = [paragraph for block in paragraphs(text) for paragraph in _divide(block, wanted)]
    around = Surroundings(items, _known_title(items, wanted))
    reasons = around.reasons if not all(around.reasons) else [""] * len(items)
    title = around.title if around.title is not None else _first_headline(items, reasons, around.head)
    return [_region(item, reasons[n], n == title) for n, item in enumerate(items)]


def _divide(block: list[Paragraph], wanted: str) -> Iterator[Paragraph]:
    """Take the known title out of a paragraph of several lines that begins with it."""
    for paragraph in block:
        first, _, rest = paragraph.text.partition("\n")
        if rest and _says(first, wanted):
            title, rest = first.rstrip(), rest.lstrip()
            yield Paragraph(paragraph.start, paragraph.start + len(title), title)
            yield Paragraph(paragraph.end - len(rest), paragraph.end, rest)
        else:
            yield paragraph


def _says(line: str, wanted: str) -> bool:
    return bool(wanted) and len(line) <= 4 * len(wanted) and _plain(line) == wanted


def _plain(line: str) -> str:
    return " ".join(line.split()).casefold()


def _known_title(items: Sequence[Paragraph], wanted: str) -> int | None:
    return next((number for number, item in enumerate(items) if _says(item.text, wanted)), None)


def _first_headline(items: Sequence[Paragraph], reasons: Sequence[str], head: int) -> int | None:
    """Without running text after it, a short line is no headline."""
    before = range(head) if head < len(items) else ()
    return next((number for number in before if not reasons[number] and _is_headline(items[number])), None)


def _is_headline(item: Paragraph) -> bool:
    asks = item.text[-1] in "?!？！؟" and len(item.text) <= _LONGEST_TITLE // 2
    return len(item.text) <= _LONGEST_TITLE and (asks or not item.stopped) and not _is_caption(item.text)


def _region(item: Paragraph, reason: str, title: bool) -> Region:
    if title:
        return Region("title", item.start, item.end, "headline before the body")
    if reason:
        return Region("boilerplate", item.start, item.end, reason)
    if _is_caption(item.text):
        return Region("caption", item.start, item.end, "says that it is a caption")
    if _is_quote_block(item.text):
        return Region("quote_block", item.start, item.end, "every line is set off as a quotation")
    return Region("body", item.start, item.end, "running text")


def _is_caption(line: str) -> bool:
    if len(line) > _LONGEST_CAPTION:
        return False
    folded = line.casefold()
    return bool(CAPTIONS.match(folded) or CREDITS.search(folded))


def _is_quote_block(paragraph: str) -> bool:
    return paragraph.startswith(">") and all(line.lstrip().startswith(">") for line in paragraph.split("\n"))
