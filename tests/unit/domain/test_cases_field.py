"""Cases that other tools get wrong: disjoint, one-sided, nested and stacked spans, chains, duplicates."""

from __future__ import annotations

import pytest

from annotator.domain.cases import Link, Reading, find_cases
from annotator.domain.segments import Segment


def reading(name: str, start: int, end: int, tag: str = "claim", kind: str = "span") -> Reading:
    return Reading(name, name[0], tag, kind, (Segment(start, end),))


def kinds(readings: list[Reading], assigned: str = "ab", **more: object) -> list[tuple[set[str], str]]:
    return [(set(draft.ids), draft.primary) for draft in find_cases(readings, assigned, **more)]  # type: ignore[arg-type]


def test_three_against_three_all_disjoint_are_six_that_somebody_lacks() -> None:
    ours = [reading(f"a{n}", 300 * n, 300 * n + 50) for n in range(3)]
    theirs = [reading(f"b{n}", 300 * n + 120, 300 * n + 170) for n in range(3)]
    assert [kind for _, kind in kinds(ours + theirs)] == ["missing"] * 6


@pytest.mark.parametrize("count", [1, 3])
def test_something_against_nothing_is_never_dropped(count: int) -> None:
    found = find_cases([reading(f"a{n}", 100 * n, 100 * n + 9) for n in range(count)], "ab")
    assert [(draft.primary, draft.missing) for draft in found] == [("missing", ("b",))] * count


def test_a_framing_nested_in_a_claim_is_seen() -> None:
    claims = [reading("a1", 0, 100), reading("b1", 0, 100)]
    framings = [reading("a2", 40, 52, "framing"), reading("b2", 40, 52, "framing")]
    assert kinds([*claims, *framings]) == [({"a1", "b1"}, "agree"), ({"a2", "b2"}, "agree")]
    assert kinds([*claims, framings[0]]) == [({"a1", "b1"}, "agree"), ({"a2"}, "missing")]


def stacked(layer: str, first: str, second: str) -> tuple[list[Reading], list[Link]]:
    """One person rebuts two claims in the same words: two rebuttals on one span, each with a link of its own."""
    ends = [reading(f"{layer}1", 0, 20), reading(f"{layer}2", 30, 50)]
    twice = [reading(f"{layer}{first}", 60, 90, "rebuttal"), reading(f"{layer}{second}", 60, 90, "rebuttal")]
    links = [
        Link(f"{layer}x", layer, "rebuts", f"{layer}{first}", f"{layer}1"),
        Link(f"{layer}y", layer, "rebuts", f"{layer}{second}", f"{layer}2"),
    ]
    return [*ends, *twice], links


def test_identical_spans_with_other_links_stay_two_and_find_their_partners() -> None:
    (ours, mine), (theirs, others) = stacked("a", "3", "4"), stacked("b", "8", "7")
    found = kinds([*ours, *theirs], links=[*mine, *others])
    assert found == [
        ({"a1", "b1"}, "agree"),
        ({"a2", "b2"}, "agree"),
        ({"a3", "b8"}, "agree"),
        ({"a4", "b7"}, "agree"),
    ]


def test_one_of_two_links_missing_is_one_case_on_the_annotation_that_bears_it() -> None:
    (ours, mine), (theirs, others) = stacked("a", "3", "4"), stacked("b", "7", "8")
    found = kinds([*ours, *theirs[:3]], links=[*mine, others[0]])
    assert found[2:] == [({"a3", "b7"}, "agree"), ({"a4"}, "missing")]


def test_the_same_span_with_the_same_link_is_marked_twice_and_counts_once() -> None:
    (ours, mine), (theirs, others) = stacked("a", "3", "4"), stacked("b", "7", "8")
    again = [mine[0], Link("ay", "a", "rebuts", "a4", "a1"), others[0]]
    draft = find_cases([*ours, *theirs[:3]], "ab", links=again)[2]
    assert (draft.primary, {m["role"] for m in draft.members}) == ("agree", {"primary", "duplicate"})


def test_a_point_against_a_span_of_its_tag_is_a_case_of_place() -> None:
    pair = [reading("a1", 40, 40, "omission", "point"), reading("b1", 30, 60, "omission")]
    assert kinds(pair) == [({"a1", "b1"}, "anchor")]


def test_who_was_not_assigned_lacks_nothing() -> None:
    assert kinds([reading("a1", 0, 9), reading("b1", 0, 9)], "ab") == [({"a1", "b1"}, "agree")]
    assert find_cases([reading("a1", 0, 9), reading("b1", 0, 9)], "abc")[0].missing == ("c",)
