"""The places that selectors name in a text, proved by their quotes and found again where positions are wrong."""

from __future__ import annotations

from collections import Counter
from typing import Any

from exports import quotes
from exports.offsets import Ruler, Segment, Unit, frozen
from exports.options import Reading
from exports.strict import StrictError
from exports.webannotation.annotation import Annotation

Json = dict[str, Any]
Span = tuple[int, int]


class Places:
    """The places of one text; counts by which step each was found."""

    def __init__(self, text: str, how: Reading) -> None:
        self._text = frozen(text)
        self._ruler = Ruler(text, Unit().asked(how.offsets))
        self._how = how
        self._steps: Counter[str] = Counter()

    def tell(self) -> None:
        """Add to the report how many quotes were found by each step, where it was not at their place."""
        for step, times in self._steps.items():
            if step != quotes.PLACE:
                self._how.report.add(f"quotes found {step}, not at their place", times)

    def segments(self, item: Annotation) -> list[Segment]:
        """Return the segments that the targets of an annotation name, none for the whole text."""
        found = []
        for target in item.targets:
            selectors = item.selectors(target)
            if selectors:
                found.append(self._segment(selectors, item))
        return found

    def _segment(self, selectors: list[Json], item: Annotation) -> Segment:
        position = next((one for one in selectors if one.get("type") == "TextPositionSelector"), None)
        quote = next((one for one in selectors if one.get("type") == "TextQuoteSelector"), None)
        span, near = self._place(position) if position else (None, None)
        if quote is None:
            if span is None:
                raise self._lost(item, "its selectors name no place in the text")
            return (*span, None)
        place = span or near
        exact, prefix, suffix = (frozen(str(quote.get(key) or "")) for key in ("exact", "prefix", "suffix"))
        if not exact and place is None and not prefix and not suffix:
            raise self._lost(item, "its quote is empty")
        found = quotes.find(self._text, exact, prefix, suffix, place)
        if found is None:
            raise self._lost(item, f"{exact[:60]!r} stands nowhere in the text, or in several places")
        self._steps[found.step] += 1
        return found.start, found.end, exact

    def _place(self, position: Json) -> tuple[Span | None, Span | None]:
        """Return the place that a position names, and where to look near it if it names none."""
        start, end = position.get("start"), position.get("end")
        if type(start) is not int or type(end) is not int:
            return None, None
        return self._ruler.span(start, end), (start, start)

    def _lost(self, item: Annotation, why: str) -> StrictError:
        return StrictError("offsets_do_not_fit", f"The annotation {item.id[:100]} cannot be placed: {why}.")
