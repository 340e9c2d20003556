"""What alignment leaves over: the same reading twice in a layer, and one reading against several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.domain.cases.alignment import Group
from annotator.domain.cases.compare import difference
from annotator.domain.cases.readings import Reading, common, iou
from annotator.domain.segments import Segment


def collapse(readings: Iterable[Reading]) -> tuple[list[Reading], dict[str, list[Reading]]]:
    """Return the readings without those that a layer holds twice, and these by the id of the one kept."""
    kept: list[Reading] = []
    twins: dict[str, list[Reading]] = {}
    seen: dict[tuple[object, ...], list[Reading]] = {}
    for reading in sorted(readings, key=lambda item: item.place):
        same = seen.setdefault((reading.layer, reading.tag, reading.kind, reading.segments), [])
        first = next((one for one in same if not difference(one, reading)), None)
        if first is None:
            same.append(reading)
            kept.append(reading)
        else:
            twins.setdefault(first.id, []).append(reading)
    return kept, twins


def attach(groups: Sequence[Group]) -> list[tuple[Group, Group]]:
    """Return the groups of a component, each with the readings that stand beside its members.

    A reading nobody shares is set beside its layer's member of a group when both together fit the others
    better than that member alone: one person saw several where another saw one.
    """
    shared = [group for group in groups if len(group) > 1]
    beside: dict[Group, list[Reading]] = {group: [] for group in shared}
    alone: list[Group] = []
    for group in groups:
        if len(group) == 1:
            host = next((g for g in shared if _fits_beside(group[0], g, beside[g])), None)
            if host is None:
                alone.append(group)
            else:
                beside[host].append(group[0])
    found = [(group, tuple(beside[group])) for group in shared] + [(group, ()) for group in alone]
    return sorted(found, key=lambda pair: pair[0][0].place)


def _fits_beside(reading: Reading, group: Group, beside: Sequence[Reading]) -> bool:
    mine = [member for member in (*group, *beside) if member.layer == reading.layer]
    others = [member for member in group if member.layer != reading.layer]
    if reading.kind != "span" or not mine or reading.tag not in {member.tag for member in group}:
        return False
    if not any(common(reading.segments, other.segments) for other in others):
        return False
    now = union(segment for member in mine for segment in member.segments)
    more = union((*now, *reading.segments))
    return sum(iou(more, o.segments) for o in others) > sum(iou(now, o.segments) for o in others)


def union(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return the segments with those that touch or overlap made one, in order."""
    result: list[Segment] = []
    for segment in sorted(segments):
        if result and segment.start <= result[-1].end:
            result[-1] = Segment(result[-1].start, max(segment.end, result[-1].end))
        else:
            result.append(segment)
    return tuple(result)
