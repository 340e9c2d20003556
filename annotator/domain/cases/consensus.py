"""What readings of one tag have in common: the stretch more than half of them hold, and the values most say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median_low
from typing import Any

from annotator.domain.agreement.metrics import NOMINAL, ORDERS, ORDINAL, SETS, metric_of
from annotator.domain.cases.leftovers import union
from annotator.domain.cases.readings import Reading
from annotator.domain.schemes.parts import Attribute
from annotator.domain.segments import Segment


def shared_place(readings: Sequence[Reading], medoid: Reading) -> tuple[Segment, ...]:
    """Return the characters that more than half of the readings hold; half goes as the medoid has it.

    A tie thus ends where a person ended it, and never inside a word. Points and whole articles are the medoid's.
    """
    spans = [reading.segments for reading in readings if reading.kind == "span"]
    if medoid.kind != "span" or not spans:
        return medoid.segments
    edges = sorted({edge for segments in spans for s in segments for edge in (s.start, s.end)})
    kept = [piece for piece in map(Segment, edges[:-1], edges[1:]) if _is_shared(piece, spans, medoid)]
    return union(kept) or medoid.segments


def shared_values(
    readings: Sequence[Reading], medoid: Reading, attributes: Mapping[str, Attribute]
) -> dict[str, Any]:
    """Return the medoid's attributes, each replaced by what most say where a program can compare it.

    The median of what has an order, the commonest of what has none, and of sets what more than half put in;
    a tie goes as the medoid has it.
    """
    found: dict[str, Any] = {}
    for name, attribute in attributes.items():
        mine = medoid.attributes.get(name)
        said = [value for one in readings if (value := one.attributes.get(name)) is not None]
        value = _value(attribute, said, mine) if 2 * len(said) >= len(readings) else mine
        if value is not None:
            found[name] = value
    return found


def _is_shared(piece: Segment, spans: Sequence[Sequence[Segment]], medoid: Reading) -> bool:
    votes = 2 * sum(any(s.contains(piece) for s in segments) for segments in spans)
    return votes > len(spans) or (votes == len(spans) and any(s.contains(piece) for s in medoid.segments))


def _value(attribute: Attribute, said: Sequence[Any], mine: Any) -> Any:
    metric = metric_of(attribute)
    if metric == ORDINAL:
        return _median(attribute, said, mine)
    if metric == NOMINAL:
        return _commonest(said, mine)
    if metric == SETS:
        return _elements(said, mine or [])
    return mine


def _median(attribute: Attribute, said: Sequence[Any], mine: Any) -> Any:
    order = ORDERS.get(attribute.vocabulary or "")
    if order is None:
        return _middle(sorted(said), mine)
    places = sorted(order.index(value) for value in said if value in order)
    return order[_middle(places, order.index(mine) if mine in order else None)] if places else mine


def _middle(ordered: Sequence[Any], mine: Any) -> Any:
    """Return the median; between two values the medoid's, if it is one of them, else the lower."""
    low, high = median_low(ordered), ordered[len(ordered) // 2]
    return high if mine == high else low


def _commonest(said: Sequence[Any], mine: Any) -> Any:
    values = {repr(value): value for value in said}
    counts = Counter(map(repr, said))
    tied = sorted(key for key, count in counts.items() if count == max(counts.values()))
    return mine if repr(mine) in tied or not tied else values[tied[0]]


def _elements(said: Sequence[Sequence[Any]], mine: Sequence[Any]) -> list[Any]:
    counts = Counter(element for one in said for element in dict.fromkeys(one))
    held = [e for e, n in counts.items() if 2 * n > len(said) or (2 * n == len(said) and e in mine)]
    nothing = 2 * sum(not one for one in said) > len(said)
    return held if held or nothing else list(mine)
