from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from exports.links import Links

RULES = schemas.scheme()["relations"]
TAGS = {
    "c1": "claim",
    "c2": "claim",
    "c3": "claim",
    "r1": "rebuttal",
    "r2": "rebuttal",
    "o1": "omission",
    "f1": "framing",
}


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("rebuts", "r1", "c1"),
        ("rebuts", "r1", "f1"),
        ("supports", "c1", "r1"),
        ("omits_context_of", "o1", "f1"),
        ("frames", "f1", "r1"),
        ("part_of", "c1", "o1"),
        ("elaborates", "r1", "r2"),
        ("duplicates", "f1", "f1x"),
    ],
)
def test_legal_relations(kind, source, target):
    assert Links(RULES, {**TAGS, "f1x": "framing"}).add(kind, source, target) is None


@pytest.mark.parametrize(
    ("kind", "source", "target", "why"),
    [
        ("rebuts", "c1", "c2", "from rebuttal"),
        ("rebuts", "r1", "o1", "to claim, rebuttal, framing"),
        ("part_of", "c1", "c1", "itself"),
        ("elaborates", "r1", "c1", "of one tag"),
        ("duplicates", "r1", "c1", "of one tag"),
        ("knows", "c1", "c2", "no relation 'knows'"),
        ("rebuts", "r1", "elsewhere", "stay inside a layer"),
        ("attributed_to", "c1", "c2", "no relation"),
    ],
)
def test_illegal_relations_say_why(kind, source, target, why):
    assert why in (Links(RULES, TAGS).add(kind, source, target) or "")


def test_the_same_again_is_refused_and_the_way_back_only_where_it_means_the_same():
    links = Links(RULES, TAGS)
    assert [links.add("rebuts", "r1", "r2"), links.add("duplicates", "c1", "c2")] == [None, None]
    assert links.add("rebuts", "r2", "r1") is None
    assert "already" in (links.add("rebuts", "r1", "r2") or "")
    assert "already" in (links.add("duplicates", "c2", "c1") or "")


def test_a_circle_is_refused_where_it_makes_no_sense():
    links = Links(RULES, TAGS)
    assert [links.add("part_of", "c1", "c2"), links.add("part_of", "c2", "c3")] == [None, None]
    assert "circle" in (links.add("part_of", "c3", "c1") or "")
    assert links.add("part_of", "c1", "c3") is None
    assert links.add("supports", "c3", "c1") is None


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30))
def test_whatever_is_added_never_runs_in_a_circle(pairs):
    links = Links(RULES, {str(n): "claim" for n in range(7)})
    kept = [pair for pair in pairs if links.add("part_of", *map(str, pair)) is None]
    while kept:
        ends = {target for _, target in kept} - {source for source, _ in kept}
        assert ends, f"a circle among {kept}"
        kept = [pair for pair in kept if pair[1] not in ends]
