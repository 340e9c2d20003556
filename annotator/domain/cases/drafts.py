"""From readings to cases: components, groups, what was left over, kinds; then the links between groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.domain.cases.alignment import Group, align
from annotator.domain.cases.components import components
from annotator.domain.cases.kinds import Place, is_trivial, kinds_of
from annotator.domain.cases.leftovers import attach, collapse
from annotator.domain.cases.readings import Link, Reading, with_ends
from annotator.domain.cases.relations import Difference, differences
from annotator.domain.cases.verdicts import VERDICT, differing, proposes
from exports.canonical import digest

ALGORITHM = "cases/1"
"""Changes when the same readings would make other cases."""


@dataclass(frozen=True)
class CaseDraft:
    """A case before it is stored.

    `start` and `end` hold all its readings (none for the whole article). `members` are `{id, layer, role}` in
    order of place; role is `primary`, `secondary` (one against several) or `duplicate`. `missing` names the
    layers that are finished and have nothing there. `trivial` is said of boundaries, if the text was given.
    """

    start: int | None
    end: int | None
    members: tuple[dict[str, str], ...]
    kinds: tuple[str, ...]
    inputs_sha256: str
    missing: tuple[str, ...] = ()
    trivial: bool = False
    approximate: bool = False

    @property
    def primary(self) -> str:
        """Return the kind that matters most."""
        return self.kinds[0]

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of all members."""
        return frozenset(member["id"] for member in self.members)


def find_cases(
    readings: Iterable[Reading],
    assigned: Iterable[str],
    *,
    links: Iterable[Link] = (),
    text: str | None = None,
    boundaries: Sequence[int] = (),
) -> list[CaseDraft]:
    """Return the cases of one article, in order of place; then those on links, then those on verdicts.

    `assigned` names the layers that are finished, also the empty ones. `boundaries` are the offsets, sorted,
    at which sentences begin: points nearest to the same one stand in the same place. The order of what comes
    in does not matter.
    """
    layers = sorted(set(assigned))
    drawn = list(links)
    kept, twins = collapse(with_ends(readings, drawn))
    people = len({*layers, *(reading.layer for reading in kept)})
    places: list[tuple[Place, bool]] = []
    for component in components(kept, boundaries):
        groups, approximate = align(component, people, boundaries)
        places += [(_place(group, beside, layers, boundaries), approximate) for group, beside in attach(groups)]
    places.sort(key=lambda pair: _order(pair[0]))
    drafts = [_draft(place, twins, approximate, layers, text) for place, approximate in places]
    linked = [_link_draft(found) for found in differences([place for place, _ in places], twins, drawn)]
    claims = [differing((*place.group, *place.beside)) for place, _ in places]
    return drafts + linked + [_verdict_draft(readings) for readings in claims if readings]


def _order(place: Place) -> tuple[bool, int, int, str]:
    start, end = _window((*place.group, *place.beside))
    return start is None, start or 0, end or 0, place.group[0].id


def _place(group: Group, beside: Group, layers: Sequence[str], boundaries: Sequence[int]) -> Place:
    present = {reading.layer for reading in (*group, *beside)}
    return Place(group, beside, tuple(layer for layer in layers if layer not in present), boundaries)


def _draft(
    place: Place,
    twins: Mapping[str, Sequence[Reading]],
    approximate: bool,
    layers: Sequence[str],
    text: str | None,
) -> CaseDraft:
    doubles = [twin for reading in (*place.group, *place.beside) for twin in twins.get(reading.id, ())]
    roles = [("primary", place.group), ("secondary", place.beside), ("duplicate", doubles)]
    start, end = _window((*place.group, *place.beside))
    return CaseDraft(
        start=start,
        end=end,
        members=tuple(_member(reading.id, reading.layer, role) for role, of in roles for reading in of),
        kinds=kinds_of(place),
        inputs_sha256=_digest([[role, _content(reading)] for role, of in roles for reading in of], layers),
        missing=place.missing,
        trivial=text is not None and is_trivial(place, text),
        approximate=approximate,
    )


def _link_draft(found: Difference) -> CaseDraft:
    start, end = _window(found.ends)
    return CaseDraft(
        start=start,
        end=end,
        members=tuple(_member(link.id, link.layer, "primary") for link in found.links),
        kinds=("relation",),
        inputs_sha256=_digest(
            [[link.id, link.layer, link.type, link.start, link.end] for link in found.links], found.layers
        ),
        missing=tuple(layer for layer in found.layers if layer not in {link.layer for link in found.links}),
    )


def _verdict_draft(readings: Sequence[Reading]) -> CaseDraft:
    start, end = _window(readings)
    content = [[reading.id, proposes(reading)] for reading in readings]
    return CaseDraft(
        start=start,
        end=end,
        members=tuple(_member(reading.id, reading.layer, "primary") for reading in readings),
        kinds=(VERDICT,),
        inputs_sha256=_digest(content, sorted({reading.layer for reading in readings})),
    )


def _window(readings: Iterable[Reading]) -> tuple[int | None, int | None]:
    placed = [reading for reading in readings if reading.segments]
    if not placed:
        return None, None
    return min(reading.start for reading in placed), max(reading.end for reading in placed)


def _member(id_: str, layer: str, role: str) -> dict[str, str]:
    return {"id": id_, "layer": layer, "role": role}


def _digest(content: list[Any], layers: Sequence[str]) -> str:
    return digest({"algorithm": ALGORITHM, "layers": list(layers), "content": content})


def _content(reading: Reading) -> list[Any]:
    segments = [[segment.start, segment.end] for segment in reading.segments]
    known = {name: value for name, value in reading.attributes.items() if value is not None}
    sources = sorted(([dict(link) for link in reading.sources]), key=repr)
    return [reading.id, reading.layer, reading.tag, reading.kind, segments, known, sources]
