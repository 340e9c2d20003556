"""Positions: no gap and no character twice, and the α of their lengths is the α of the tag."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.characters import char_alpha, characters
from annotator.domain.agreement.positions import stretches
from annotator.domain.segments import Segment
from tests.unit.domain.agreement.making import span

SPANS = st.lists(st.builds(lambda s, n: span(s, s + n), st.integers(0, 20), st.integers(0, 15)), max_size=4)
LAYERS = st.dictionaries(st.sampled_from("abc"), SPANS, min_size=2, max_size=3)


@given(LAYERS)
def test_they_are_what_the_figure_rests_on(layers: dict) -> None:
    found = stretches(layers, "claim", 40)
    assert [one.start for one in found] == [0, *(one.end for one in found[:-1])] and found[-1].end == 40
    expected = char_alpha(characters([Article("x", 40, layers)], ["claim"]), "claim")
    marked = sum(len(one.marked) * one.length for one in found)
    assert expected.n_pairable == 40 * len(layers)
    assert expected.prevalence is not None and abs(marked / (40 * len(layers)) - expected.prevalence) < 1e-9


def test_boilerplate_is_named_and_not_used() -> None:
    found = stretches({"a": [span(10, 20)], "b": []}, "claim", 30, [Segment(0, 5)])
    assert [(one.start, one.end, one.marked, one.used) for one in found] == [
        (0, 5, (), False), (5, 10, (), True), (10, 20, ("a",), True), (20, 30, (), True),
    ]  # fmt: skip
    assert [one.agreed(2) for one in found] == [True, True, False, True]


def test_a_text_of_nothing_has_no_position() -> None:
    assert stretches({"a": [], "b": []}, "claim", 0) == []
