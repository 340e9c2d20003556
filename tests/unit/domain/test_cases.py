"""Cases: the known answers, each kind, nested and split readings, links, and order that does not matter."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.cases import Link, Reading, find_cases
from annotator.domain.cases.alignment import align, cost
from annotator.domain.cases.components import components
from annotator.domain.segments import Segment
from tests.seed import seed_path


def reading(name: str, *pairs: tuple[int, int], tag: str = "claim", kind: str = "span", **more: Any) -> Reading:
    """Make a reading whose layer is the first letter of its name."""
    return Reading(name, name[0], tag, kind, tuple(Segment(*pair) for pair in pairs), **more)


def point(name: str, at: int, **more: Any) -> Reading:
    return reading(name, (at, at), tag="omission", kind="point", **more)


def whole(name: str, **more: Any) -> Reading:
    return reading(name, tag="omission", kind="article", **more)


def summary(*readings: Reading, assigned: str = "ab", **options: Any) -> list[tuple[set[str], tuple[str, ...]]]:
    return [(set(draft.ids), draft.kinds) for draft in find_cases(readings, assigned, **options)]


VECTORS = ["case_agree", "case_boundary_only", "case_label_only", "case_long_vs_two_short", "case_missing"]


@pytest.mark.parametrize("name", VECTORS)
def test_known_answers(name: str) -> None:
    vector = json.loads(seed_path(f"agreement/{name}.json").read_text("utf-8"))
    given_, expected = vector["input"], vector["expected"]
    spans = [
        Reading(s["id"], s["annotator"], s["label"], "span", (Segment(s["start"], s["end"]),))
        for s in given_["spans"]
    ]
    people = len(given_["assigned"])
    groups = [group for component in components(spans) for group in align(component, people)[0]]
    assert [sorted(r.id for r in c) for c in components(spans)] == expected["components"]
    assert sorted(sorted(r.id for r in group) for group in groups) == sorted(expected["groups"])
    assert sum(cost(group, people) for group in groups) == pytest.approx(expected["groups_cost"], rel=1e-6)
    assert [draft.primary for draft in find_cases(spans, given_["assigned"])] == [expected["kind"]]


SAME = (10, 30)
SOURCE = {"source": "s1", "stance": "supports"}
KINDS = [
    (reading("a1", SAME), reading("b1", SAME), ("agree",)),
    (reading("a1", SAME), reading("b1", SAME, tag="framing"), ("label",)),
    (reading("a1", SAME), reading("b1", (12, 30)), ("boundary",)),
    (reading("a1", SAME), reading("b1", (10, 18), (22, 30)), ("boundary",)),
    (point("a1", 40), reading("b1", (30, 50), tag="omission"), ("anchor",)),
    (point("a1", 40), point("b1", 40), ("agree",)),
    (whole("a1"), whole("b1", attributes={"what": "x"}), ("attribute",)),
    (reading("a1", SAME, attributes={"speaker": "e1"}), reading("b1", SAME), ("source",)),
    (reading("a1", SAME, sources=[SOURCE]), reading("b1", SAME), ("source",)),
    (reading("a1", SAME, attributes={"voice": "direct"}), reading("b1", SAME), ("attribute",)),
    (reading("a1", SAME, attributes={"claim_type": ["x", "y"]}),
     reading("b1", SAME, attributes={"claim_type": ["y", "x"], "voice": None}), ("agree",)),
    (reading("a1", SAME, attributes={"speaker_chain": ["x", "y"]}),
     reading("b1", SAME, attributes={"speaker_chain": ["y", "x"]}), ("attribute",)),
    (reading("a1", SAME, attributes={"speaker": "e1", "voice": "v"}), reading("b1", (11, 30)),
     ("boundary", "source", "attribute")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "kinds"), KINDS)
def test_every_kind_that_holds_is_named(one: Reading, other: Reading, kinds: tuple[str, ...]) -> None:
    assert summary(one, other) == [({"a1", "b1"}, kinds)]


def test_what_one_did_not_mark_is_missing_to_those_assigned_only() -> None:
    draft = find_cases([reading("a1", SAME)], ["a", "b"])[0]
    assert (draft.kinds, draft.missing) == (("missing",), ("b",))
    assert find_cases([reading("a1", SAME)], ["a"])[0].kinds == ("agree",)


def test_spans_that_only_touch_are_two_cases() -> None:
    assert len(summary(reading("a1", (0, 10)), reading("b1", (10, 20)))) == 2


def test_a_chain_is_one_component_and_several_cases() -> None:
    chain = [reading("a1", (0, 20)), reading("b1", (18, 40)), reading("a2", (38, 60))]
    assert len(components(chain)) == 1
    assert [kinds for _, kinds in summary(*chain)] == [("missing",)] * 3


def test_nested_readings_are_cases_of_their_own() -> None:
    long, word = (
        [reading("a1", (0, 100)), reading("b1", (0, 98))],
        [reading("a2", (40, 50)), reading("b2", (40, 50))],
    )
    assert summary(*long, *word) == [({"a1", "b1"}, ("boundary",)), ({"a2", "b2"}, ("agree",))]


def test_two_tags_of_one_person_on_a_span_are_two_cases() -> None:
    found = summary(reading("a1", SAME), reading("a2", SAME, tag="framing"), reading("b1", SAME))
    assert found == [({"a1", "b1"}, ("agree",)), ({"a2"}, ("missing",))]


def test_one_against_three_is_one_split() -> None:
    parts = [reading("b1", (0, 12)), reading("b2", (14, 30)), reading("b3", (31, 44))]
    draft = find_cases([reading("a1", (0, 45)), *parts], "ab")[0]
    assert (draft.primary, set(draft.ids)) == ("split", {"a1", "b1", "b2", "b3"})
    assert sorted(member["role"] for member in draft.members) == ["primary"] * 2 + ["secondary"] * 2


def test_a_loaded_word_inside_a_claim_is_no_split() -> None:
    found = summary(reading("a1", (0, 30)), reading("b1", (0, 20)), reading("b2", (20, 30), tag="framing"))
    assert found == [({"a1", "b1"}, ("boundary",)), ({"b2"}, ("missing",))]


def test_the_same_reading_twice_in_a_layer_counts_once() -> None:
    draft = find_cases([reading("a1", SAME), reading("a2", SAME), reading("b1", SAME)], "ab")[0]
    assert draft.kinds == ("agree",)
    assert {"id": "a2", "layer": "a", "role": "duplicate"} in draft.members


def test_points_near_the_same_sentence_boundary_stand_together() -> None:
    pair = point("a1", 99), point("b1", 101)
    assert len(summary(*pair)) == 2
    assert summary(*pair, boundaries=[0, 101, 200]) == [({"a1", "b1"}, ("boundary",))]


def test_a_point_joins_only_what_it_stands_inside_of() -> None:
    assert len(components([point("a1", 30), reading("b1", (10, 30))])) == 2
    assert len(components([point("a1", 29), reading("b1", (10, 30)), reading("b2", (29, 40))])) == 1


def test_three_people_agree_two_against_one() -> None:
    found = summary(reading("a1", SAME), reading("b1", SAME, tag="framing"), reading("c1", SAME), assigned="abc")
    assert found == [({"a1", "b1", "c1"}, ("label",))]


def test_boundaries_may_differ_trivially() -> None:
    text = "He saw the old bridge. It fell."
    pair = reading("a1", (7, 21)), reading("b1", (11, 22))
    assert find_cases(pair, "ab", text=text)[0].trivial
    assert not find_cases((reading("a1", (7, 21)), reading("b1", (15, 21))), "ab", text=text)[0].trivial
    assert not find_cases((reading("a1", (7, 21)), reading("b1", (9, 21))), "ab", text=text)[0].trivial


def ends() -> list[Reading]:
    return [reading("a1", (0, 9)), reading("b1", (0, 9)), reading("a2", (20, 29)), reading("b2", (20, 29))]


LINKS = [
    ([Link("x", "a", "rebuts", "a2", "a1")], {"x"}),
    ([Link("x", "a", "rebuts", "a2", "a1"), Link("y", "b", "rebuts", "b2", "b1")], None),
    ([Link("x", "a", "rebuts", "a2", "a1"), Link("y", "b", "supports", "b2", "b1")], {"x", "y"}),
    ([Link("x", "a", "supports", "a2", "a1"), Link("y", "b", "supports", "b1", "b2")], {"x", "y"}),
    ([Link("x", "a", "duplicates", "a2", "a1"), Link("y", "b", "duplicates", "b1", "b2")], None),
]


@pytest.mark.parametrize(("links", "members"), LINKS)
def test_links_between_aligned_readings_are_compared(links: list[Link], members: set[str] | None) -> None:
    drafts = [draft for draft in find_cases(ends(), "ab", links=links) if draft.primary == "relation"]
    assert [set(draft.ids) for draft in drafts] == ([members] if members else [])
    assert all((draft.start, draft.end) == (0, 29) for draft in drafts)


def test_who_has_nothing_at_an_end_could_draw_no_link() -> None:
    links = [Link("x", "a", "rebuts", "a2", "a1")]
    assert len(find_cases(ends()[:3], "ab", links=links)) == 2


spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda t: (t[0], t[0] + t[1]))
items = st.tuples(st.sampled_from("abc"), spans, st.sampled_from(["claim", "rebuttal", "framing"]))


@given(st.lists(items, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(drawn: list[Any], chance: random.Random) -> None:
    readings = [reading(f"{layer}{n}", span, tag=tag) for n, (layer, span, tag) in enumerate(drawn)]
    shuffled = chance.sample(readings, len(readings))
    assert find_cases(readings, "abc") == find_cases(shuffled, "cab")


@given(st.lists(items, max_size=14))
def test_every_reading_is_in_one_case_and_no_layer_is_twice_primary(drawn: list[Any]) -> None:
    readings = [reading(f"{layer}{n}", span, tag=tag) for n, (layer, span, tag) in enumerate(drawn)]
    drafts = find_cases(readings, "abc")
    assert sorted(m["id"] for d in drafts for m in d.members) == sorted(r.id for r in readings)
    for draft in drafts:
        primary = [m["layer"] for m in draft.members if m["role"] == "primary"]
        assert len(set(primary)) == len(primary)
        assert set(draft.missing).isdisjoint(primary)


@given(st.lists(items, max_size=7), st.integers(3, 4))
def test_the_alignment_is_the_cheapest_there_is(drawn: list[Any], people: int) -> None:
    readings = [reading(f"{layer}{n}", span, tag=tag) for n, (layer, span, tag) in enumerate(drawn)]
    for component in components(readings):
        found = sum(cost(group, people) for group in align(component, people)[0])
        assert found == pytest.approx(cheapest(component, people), abs=1e-4)


def cheapest(left: list[Reading], people: int) -> float:
    """Try every partition into admissible groups."""
    from annotator.domain.cases.readings import admissible

    if not left:
        return 0.0
    first, rest = left[0], left[1:]
    groups: list[tuple[Reading, ...]] = [(first,)]
    for other in rest:
        groups += [(*group, other) for group in groups if all(admissible(other, one) for one in group)]
    return min(cost(g, people) + cheapest([r for r in rest if r not in g], people) for g in groups)


def test_too_many_overlaps_are_aligned_nearly() -> None:
    chance = random.Random(7)
    starts = [chance.randrange(2000) for _ in range(120)]
    readings = [reading(f"{'abc'[n % 3]}{n}", (start, start + 1500)) for n, start in enumerate(starts)]
    drafts = find_cases(readings, "abc")
    assert any(draft.approximate for draft in drafts)
    assert sorted(member["id"] for draft in drafts for member in draft.members) == sorted(r.id for r in readings)
    assert drafts == find_cases(readings[::-1], "abc")
