"""Advice: options with their support, the medoid and the shared characters, and the ground in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.cases import Link, Reading
from annotator.domain.cases.advice import advise, advise_on_links
from annotator.domain.cases.crowd import Crowd
from annotator.domain.segments import Segment


def reading(name: str, start: int, end: int, tag: str = "claim", **more: Any) -> Reading:
    return Reading(name, name[0], tag, "span", (Segment(start, end),), **more)


def places(made: Any, kind: str) -> list[tuple[int, int]]:
    return [(o.segments[0].start, o.segments[0].end) for o in made.options if o.kind == kind]


def test_the_medoid_is_proposed_and_the_shared_characters_stand_beside_it() -> None:
    made = advise([reading("a", 0, 10), reading("b", 4, 14), reading("c", 6, 30)], [], Crowd(), {})
    assert made.proposed.ids == ("b",)
    assert places(made, "reading") == [(0, 10), (4, 14), (6, 30)]
    assert places(made, "shared") == []
    made = advise([reading("a", 0, 20), reading("b", 2, 30), reading("c", 6, 32)], [], Crowd(), {})
    assert (places(made, "shared"), made.proposed.ids) == ([], ("b",))
    made = advise(
        [reading("a", 0, 20), reading("b", 1, 16), reading("c", 6, 18), reading("d", 1, 20)], [], Crowd(), {}
    )
    assert set(places(made, "shared")).isdisjoint(places(made, "reading"))


def test_what_nobody_drew_is_said_apart() -> None:
    made = advise([reading("a", 0, 20), reading("b", 4, 24), reading("c", 2, 16)], [], Crowd(), {})
    [shared] = [option for option in made.options if option.kind == "shared"]
    assert (shared.segments, shared.share, shared.ids) == ((Segment(2, 20),), None, ())


def test_who_marked_nothing_supports_nothing() -> None:
    made = advise([reading("a", 0, 10), reading("b", 0, 10)], ["c", "d"], Crowd(), {})
    assert made.options[-1].support == ("c", "d")
    assert made.ground == "2 of 4 say claim, at the same place"
    assert made.proposed.support == ("a", "b")
    assert advise([reading("a", 0, 10)], ["b", "c", "d"], Crowd(), {}).ground == "3 of 4 marked nothing here"


def test_confidence_is_presence_times_tag_times_overlap() -> None:
    made = advise([reading("a", 0, 10), reading("b", 0, 5), reading("c", 0, 10, "framing")], ["d"], Crowd(), {})
    assert made.confidence == pytest.approx(4 / 6 * 2 / 3 * 0.5)


def test_readings_of_one_place_that_differ_otherwise_are_not_alike() -> None:
    pair = reading("a", 0, 9, attributes={"voice": "x"}), reading("b", 0, 9, attributes={"voice": "y"})
    [option] = [one for one in advise(pair, [], Crowd(), {}).options if one.kind == "reading"]
    assert (option.ids, option.alike) == (("a", "b"), ("a",))


LINKS = [
    Link("1", "a", "rebuts", "p", "q"),
    Link("2", "b", "rebuts", "r", "s"),
    Link("3", "c", "supports", "t", "u"),
]


@pytest.mark.parametrize(
    ("missing", "tag", "ground"),
    [
        (["d"], "rebuts", "2 of 4 drew “rebuts”"),
        (["d", "e", "f"], None, "3 of 6 drew no link"),
    ],
)
def test_links_by_majority_over_their_ends(missing: list[str], tag: str | None, ground: str) -> None:
    shapes = {"1": "rebuts A B", "2": "rebuts A B", "3": "supports B A"}
    made = advise_on_links(LINKS, shapes, missing)
    assert (made.proposed.tag, made.ground) == (tag, ground)
    assert sum(option.share or 0 for option in made.options) == pytest.approx(1)


items = st.tuples(
    st.sampled_from("abcde"), st.integers(0, 20), st.integers(1, 15), st.sampled_from(["claim", "framing"])
)


@given(st.lists(items, min_size=1, max_size=5, unique_by=lambda item: item[0]), st.randoms(use_true_random=False))
def test_shares_add_up_and_nothing_depends_on_order(drawn: list[Any], chance: Any) -> None:
    readings = [reading(name, start, start + length, tag) for name, start, length, tag in drawn]
    missing = sorted(set("abcde") - {name for name, *_ in drawn})
    made = advise(readings, missing, Crowd(), {})
    assert sum(option.share or 0 for option in made.options) == pytest.approx(1)
    assert sorted(uuid for option in made.options for uuid in option.ids) == sorted(r.id for r in readings)
    assert 0 <= made.confidence <= 1
    assert made == advise(chance.sample(readings, len(readings)), missing, Crowd(), {})
