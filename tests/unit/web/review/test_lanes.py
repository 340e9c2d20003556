"""Lanes: one for each distinct reading, in an order that is stable and tells nothing."""

from __future__ import annotations

from typing import Any

from annotator.web.review.lanes import lanes, link_lanes

TEXT = "The vote was calm."
WHOSE = {"r1": "a-one", "r2": "a-two", "r3": "a-three"}


def reading(uuid: str, words: str = "vote", **attributes: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    segment = {"start": start, "end": start + len(words), "exact": words}
    return {
        "id": uuid,
        "tag": "claim",
        "anchor": {"kind": "span", "segments": [segment]},
        "attributes": attributes,
        "sources": [],
        "note": None,
    }


def view(*readings, relations=()):
    return {"id": "case", "readings": list(readings), "relations": list(relations)}


def test_equal_readings_share_a_lane():
    found = lanes(view(reading("r1"), reading("r2"), reading("r3", "calm")), TEXT, WHOSE, 1)
    assert sorted(lane.layers for lane in found) == [("a-one", "a-two"), ("a-three",)]


def test_other_attributes_are_another_lane():
    assert len(lanes(view(reading("r1", voice="x"), reading("r2")), TEXT, WHOSE, 1)) == 2


def test_the_order_is_the_same_each_time_whatever_came_first():
    one, two = reading("r1"), reading("r2", "calm")
    first = lanes(view(one, two), TEXT, WHOSE, 1)
    again = lanes(view(two, one), TEXT, WHOSE, 1)
    assert [(lane.number, lane.id) for lane in first] == [(lane.number, lane.id) for lane in again]


def test_reviewers_see_different_orders():
    made = view(reading("r1"), reading("r2", "calm"))
    assert len({lanes(made, TEXT, WHOSE, reviewer)[0].id for reviewer in range(20)}) == 2


def test_a_lane_marks_its_own_words():
    [lane] = lanes(view(reading("r1")), TEXT, WHOSE, 1)
    assert [part.text for part in lane.parts if part.inside] == ["vote"]


def test_relations_that_say_the_same_share_a_lane():
    links = [{"id": uuid, "type": "rebuts", "from": f"f{n}", "to": "t"} for n, uuid in enumerate(WHOSE)]
    ends = {"f0": "“no”", "f1": "“no”", "f2": "“never”", "t": "“yes”"}
    scheme = {"relations": {"rebuts": {"label": {"en": "answers"}}}}
    found = link_lanes(view(relations=links), scheme, WHOSE, ends, 1)
    assert sorted(lane.says for lane in found) == ["“never” answers “yes”", "“no” answers “yes”"]
