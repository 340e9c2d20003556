"""Annotations as arrays: every one in its place, several segments kept, the whole article without a place."""

from __future__ import annotations

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.marks import read_marks
from annotator.domain.cases.readings import Reading
from annotator.domain.segments import Segment
from tests.unit.domain.agreement.making import span

WHOLE = Reading("w", "a", "framing", "article", ())
LAYERS = {"b": [span(4, 9, "claim", (20, 22))], "a": [WHOLE, span(1, 2, "other")], "c": []}
MARKS = read_marks([Article("x", 30, LAYERS), Article("y", 10, {"a": []})], ["claim", "framing"])


def test_people_stand_in_the_slots_of_their_articles() -> None:
    assert MARKS.people == ("a", "b", "c") and MARKS.slots == 3
    assert MARKS.who.tolist() == [[1, 0, 2], [0, -1, -1]]


def test_only_the_tags_asked_for_are_there() -> None:
    assert MARKS.group.tolist() == [0, 1]
    assert (MARKS.start.tolist(), MARKS.end.tolist()) == ([4, -1], [22, -1])


def test_places_are_all_segments_or_none() -> None:
    assert MARKS.places(0) == (Segment(4, 9), Segment(20, 22))
    assert MARKS.places(1) == ()
