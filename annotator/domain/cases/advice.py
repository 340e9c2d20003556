"""Advice on a case: every option with who is for it and how probable it is, the one to take, and its ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.domain.agreement.metrics import ORDERS
from annotator.domain.cases.compare import difference
from annotator.domain.cases.consensus import shared_place, shared_values
from annotator.domain.cases.crowd import METHODS, Crowd
from annotator.domain.cases.readings import Link, Reading, iou
from annotator.domain.cases.verdicts import VERDICT, proposes
from annotator.domain.schemes.parts import Attribute
from annotator.domain.segments import Segment

READING, SHARED, NOTHING = "reading", "shared", "nothing"
"""An option is the place that a person drew, the characters most hold, or no annotation."""

ORDER = ORDERS[VERDICT]

Attributes = Mapping[str, Mapping[str, Attribute]]


@dataclass(frozen=True)
class Option:
    """One answer: `ids` are the readings of this tag and place, `alike` those that are as the first in all.

    `support` are their layers, `share` its probability (None for characters that nobody drew: they are another
    way to say the tag's answer), `attributes` what the readings of its tag have in common.
    """

    kind: str
    tag: str | None = None
    segments: tuple[Segment, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    share: float | None = None


@dataclass(frozen=True)
class Advice:
    """The options of a case, which to take (a number among them), how sure, by what method, and why in words.

    `confidence` is P(presence) · P(tag) · mean IoU with the place proposed: raw, not yet held against decisions.
    """

    options: tuple[Option, ...]
    chosen: int
    confidence: float
    method: str
    ground: str
    votes: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def proposed(self) -> Option:
        """Return the option to take."""
        return self.options[self.chosen]


def advise(readings: Sequence[Reading], missing: Sequence[str], crowd: Crowd, attributes: Attributes) -> Advice:
    """Return the advice on readings; `missing` are who finished and marked nothing.

    Raises ValueError without readings.
    """
    ordered = sorted(readings, key=lambda reading: reading.place)
    votes = votes_of(ordered, missing)
    there, tags = crowd.is_there(votes), crowd.tag(votes)
    leading = max(tags, key=lambda tag: (tags[tag], _closest(tag, ordered), tag))
    options = [o for tag in sorted(tags) for o in _of_tag(tag, ordered, there * tags[tag], attributes)]
    options.append(Option(NOTHING, support=tuple(missing), share=1 - there))
    if there < 0.5:
        chosen, sure = len(options) - 1, 1 - there
    else:
        chosen = _medoid_option(options, leading, ordered)
        sure = there * tags[leading] * _mean_iou(options[chosen].segments, ordered, leading)
    ground = _ground(options[chosen], votes, ordered, crowd.method)
    return Advice(tuple(options), chosen, sure, crowd.method, ground, votes)


def advise_on_links(links: Sequence[Link], shapes: Mapping[str, str], missing: Sequence[str]) -> Advice:
    """Return the advice on relations: `shapes` says of each what it says between the aligned ends. A majority."""
    by_shape: dict[str, list[Link]] = {}
    for link in sorted(links, key=lambda one: one.id):
        by_shape.setdefault(shapes[link.id], []).append(link)
    people = len({link.layer for link in links} | set(missing))
    options = [_link_option(same, people) for _, same in sorted(by_shape.items())]
    options.append(Option(NOTHING, support=tuple(missing), share=len(missing) / people))
    chosen = max(range(len(options)), key=lambda number: (len(options[number].support), -number))
    taken = options[chosen]
    did = f"drew “{taken.tag}”" if taken.tag else "drew no link"
    ground = f"{len(taken.support)} of {people} {did}"
    return Advice(tuple(options), chosen, taken.share or 0.0, METHODS[None], ground)


def advise_on_verdicts(readings: Sequence[Reading]) -> Advice:
    """Return the advice on the verdicts that readings propose: what most say, of several the middle in order."""
    by_verdict: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=lambda one: one.id):
        by_verdict.setdefault(proposes(reading)[VERDICT], []).append(reading)
    names = sorted(by_verdict, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    options = [_verdict_option(name, by_verdict[name], len(readings)) for name in names]
    most = max(len(option.support) for option in options)
    tied = [number for number, option in enumerate(options) if len(option.support) == most]
    chosen = tied[(len(tied) - 1) // 2]
    ground = f"{most} of {len(readings)} say {options[chosen].tag}"
    return Advice(tuple(options), chosen, most / len(readings), METHODS[None], ground)


def _verdict_option(verdict: str, same: Sequence[Reading], people: int) -> Option:
    ids = tuple(reading.id for reading in same)
    layers = tuple(sorted({reading.layer for reading in same}))
    return Option(READING, verdict, ids=ids, alike=ids, support=layers, share=len(layers) / people)


def _link_option(links: Sequence[Link], people: int) -> Option:
    layers = tuple(sorted({link.layer for link in links}))
    ids = tuple(link.id for link in links)
    return Option(READING, links[0].type, ids=ids, alike=ids, support=layers, share=len(layers) / people)


def votes_of(readings: Sequence[Reading], missing: Sequence[str]) -> dict[str, str | None]:
    """Return the tag that each person gave, of several the first in order of place; None for nothing."""
    votes: dict[str, str | None] = dict.fromkeys(missing)
    for reading in readings:
        votes.setdefault(reading.layer, reading.tag)
    return votes


def _of_tag(tag: str, readings: Sequence[Reading], probable: float, attributes: Attributes) -> list[Option]:
    """Return an option for each place of the tag, then the shared characters where nobody drew just these."""
    mine = [reading for reading in readings if reading.tag == tag]
    if not mine:
        return []
    medoid = medoid_of(mine)
    values = shared_values(mine, medoid, attributes.get(tag, {}))
    places = dict.fromkeys((reading.kind, reading.segments) for reading in mine)
    close = {place: _mean_iou(place[1], mine, tag, alone=True) for place in places}
    total = sum(close.values()) or 1.0
    options = []
    for kind, segments in places:
        same = [reading for reading in mine if (reading.kind, reading.segments) == (kind, segments)]
        same.sort(key=lambda reading: reading is not medoid)
        options.append(_place_option(same, values, probable * close[kind, segments] / total))
    shared = shared_place(mine, medoid)
    if shared not in {segments for _, segments in places}:
        options.append(Option(SHARED, tag, shared, values))
    return options


def _place_option(same: Sequence[Reading], values: Mapping[str, Any], share: float) -> Option:
    first = same[0]
    return Option(
        READING,
        first.tag,
        first.segments,
        values,
        ids=tuple(reading.id for reading in same),
        alike=tuple(reading.id for reading in same if not difference(reading, first)),
        support=tuple(sorted({reading.layer for reading in same})),
        share=share,
    )


def medoid_of(readings: Sequence[Reading]) -> Reading:
    """Return the reading that shares most with the others, of several the one that differs least in the rest."""
    return max(
        readings, key=lambda reading: (*_standing(reading, readings), [-number for number in reading.place[:2]])
    )


def _standing(reading: Reading, readings: Sequence[Reading]) -> tuple[float, int]:
    others = [other for other in readings if other is not reading]
    shared = sum(iou(reading.segments, other.segments) for other in others)
    return round(shared, 9), -sum(difference(reading, other) for other in others)


def _closest(tag: str, readings: Sequence[Reading]) -> float:
    mine = [reading for reading in readings if reading.tag == tag]
    return max((_standing(reading, mine)[0] for reading in mine), default=0.0)


def _medoid_option(options: Sequence[Option], tag: str, readings: Sequence[Reading]) -> int:
    medoid = medoid_of([reading for reading in readings if reading.tag == tag])
    return next(number for number, option in enumerate(options) if medoid.id in option.ids[:1])


def _mean_iou(segments: Sequence[Segment], readings: Sequence[Reading], tag: str, *, alone: bool = False) -> float:
    """Return how much the readings of a tag share with a place on average; `alone` counts who drew it, too."""
    mine = [reading for reading in readings if reading.tag == tag]
    others = mine if alone else [r for r in mine if r.segments != tuple(segments)] or mine
    return sum(iou(segments, other.segments) for other in others) / len(others)


def _ground(taken: Option, votes: Mapping[str, str | None], readings: Sequence[Reading], method: str) -> str:
    if taken.tag is None:
        words = f"{sum(tag is None for tag in votes.values())} of {len(votes)} marked nothing here"
    else:
        words = f"{sum(tag == taken.tag for tag in votes.values())} of {len(votes)} say {taken.tag}"
        places = {reading.segments for reading in readings if reading.tag == taken.tag}
        if len(places) > 1:
            mean = round(100 * _mean_iou(taken.segments, readings, taken.tag))
            words += f"; this one shares most with the others, {mean} % on average"
        elif len(taken.support) > 1:
            words += ", at the same place"
    weighed = "" if method == METHODS[None] else "; the votes weigh what each person’s have weighed so far"
    return words + weighed
