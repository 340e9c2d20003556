"""Offsets that do not fit a text, or hardly: each told, with the unit in which all would."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from exports.document import Document
from exports.offsets import NAMES, Ruler, Segment, fitting, frozen
from exports.options import Reading
from exports.strict import StrictError, together

Same = Callable[[str, str], bool]

MOST_TOLD = 100
"""How many errors of one document are told."""


def refuse_misfits(document: Document, ruler: Ruler, how: Reading, same: Same) -> None:
    """Raise `offsets_do_not_fit` for a segment, with the unit in which all would fit; without one, for each."""
    text, segments = frozen(document.text), _segments(document)
    marks = [(mark, one) for layer in document.layers for mark in layer.marks for one in mark.segments]
    wrong = [(mark, one) for mark, one in marks if not _fits(text, ruler, one, same)]
    if not wrong:
        return
    units = fitting(document.text, segments, document.unit, same)
    how.misfits += len(segments)
    how.units.update({name: len(segments) for name in units})
    advice = "They fit in no unit known here."
    if units:
        fit = "fit" if _quoting(segments) else "lie in it"
        advice = f"All {len(segments)} {fit} as {NAMES[units[0]]}: read them with offsets {units[0]}."
        del wrong[1:]
    errors = [
        StrictError("offsets_do_not_fit", f"{_misfit(text, ruler, one)} {advice}", **mark.where)
        for mark, one in wrong[:MOST_TOLD]
    ]
    raise together(errors)


def doubt_the_unit(document: Document, ruler: Ruler, how: Reading) -> None:
    """Report a unit in which fewer spans would begin or end inside a word, where no quote proves any."""
    text, segments = frozen(document.text), _segments(document)
    here = 0 if document.settled or _quoting(segments) else _cuts(text, ruler, segments)
    for name in NAMES if here else ():
        other = Ruler(document.text, document.unit.asked(name))
        if all(other.span(*one[:2]) for one in segments) and _cuts(text, other, segments) < here:
            how.report.add(f"texts whose spans cut words, but fewer as {NAMES[name]}: try offsets {name}")
            return


def _segments(document: Document) -> list[Segment]:
    return [one for layer in document.layers for mark in layer.marks for one in mark.segments]


def _quoting(segments: Iterable[Segment]) -> bool:
    return any(quote is not None for _, _, quote in segments)


def _fits(text: str, ruler: Ruler, segment: Segment, same: Same) -> bool:
    start, end, quote = segment
    span = ruler.span(start, end)
    return span is not None and (quote is None or same(text[slice(*span)], quote))


def _misfit(text: str, ruler: Ruler, segment: Segment) -> str:
    start, end, quote = segment
    span = ruler.span(start, end)
    if span is None:
        return f"{start}–{end} does not lie in the text of {len(text)} characters."
    return f"The text at {start}–{end} is {text[slice(*span)][:60]!r}, not {(quote or '')[:60]!r}."


def _cuts(text: str, ruler: Ruler, segments: Iterable[Segment]) -> int:
    """Return how many ends of segments stand between two letters or digits."""
    points = [at for start, end, _ in segments for at in ruler.span(start, end) or ()]
    return sum(1 for at in points if text[max(at - 1, 0) : at].isalnum() and text[at : at + 1].isalnum())
