"""The u-α family: by pairs of characters, the published example elsewhere, and its undefined cases."""

from __future__ import annotations

from functools import reduce
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.characters import char_alpha, characters
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, NO_VARIATION, OVERLAPPING_UNITS
from annotator.domain.agreement.u_alpha import Counts, count_units, family, u_alpha
from tests.unit.domain.agreement.making import span

LENGTH = 12
CUTS = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", "a", "b"])), max_size=5)


def layer(cuts: list[tuple[int, str]]) -> list:
    spans, at = [], 0
    for length, tag in cuts:
        if tag and at + length <= LENGTH:
            spans.append(span(at, at + length, tag))
        at += length
    return spans


def brute_u(layers: list[list]) -> float | None:
    """Pair every character with every other, but none with one of its own unit."""
    marked = [{place: (n, s.tag) for n, s in enumerate(own) for place in range(s.start, s.end)} for own in layers]
    everywhere = product(range(len(layers)), range(LENGTH))
    places = [(who, place, *marked[who].get(place, (None, None))) for who, place in everywhere]
    different = lambda pair: pair[0][3] != pair[1][3]  # noqa: E731
    apart = [
        pair for pair in permutations(places, 2)
        if not (pair[0][0] == pair[1][0] and pair[0][2] is not None and pair[0][2] == pair[1][2])
    ]  # fmt: skip
    together = [pair for pair in permutations(places, 2) if pair[0][1] == pair[1][1]]
    expected = sum(map(different, apart)) / len(apart)
    return 1 - sum(map(different, together)) / len(together) / expected if expected else None


@given(st.lists(CUTS, min_size=2, max_size=3))
def test_boundaries_and_tags_are_the_pairs_of_characters(cuts: list) -> None:
    layers = [layer(one) for one in cuts]
    found, expected = u_alpha({str(n): own for n, own in enumerate(layers)}, LENGTH).u.value, brute_u(layers)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-9))


def test_identical_layers_agree_in_everything() -> None:
    own = [span(2, 9, "claim"), span(12, 20, "framing")]
    found = u_alpha({"a": own, "b": own}, 30)
    assert [figure.value for figure in found[:3]] == [1.0, 1.0, 1.0]
    assert found.reason is None


def test_one_tag_alone_says_nothing_about_tags() -> None:
    found = u_alpha({"a": [span(0, 5)], "b": [span(1, 6)]}, 30)
    assert (found.cu, found.per_value["claim"]) == ((None, NO_VARIATION), (None, NO_VARIATION))
    assert found.u == found.binary


def test_units_that_never_meet_cannot_be_paired() -> None:
    found = u_alpha({"a": [span(0, 5, "a")], "b": [span(9, 12, "b")]}, 30)
    assert (found.cu.reason, found.per_value["a"].reason, found.coverage["a"].value) == (
        NO_PAIRABLE_VALUES, NO_PAIRABLE_VALUES, 0.0,
    )  # fmt: skip


def test_nobody_marked_is_no_variation_and_one_person_no_pair() -> None:
    assert [figure.reason for figure in u_alpha({"a": [], "b": []}, 30)[:3]] == [NO_VARIATION] * 3
    assert u_alpha({"a": [span(0, 5)]}, 30).reason == NO_PAIRABLE_VALUES


def test_overlapping_tags_of_one_person_are_refused() -> None:
    assert u_alpha({"a": [span(0, 9, "a"), span(3, 5, "b")], "b": []}, 30).reason == OVERLAPPING_UNITS


def test_on_a_long_text_it_is_nearly_character_alpha() -> None:
    layers = {"a": [span(10, 60), span(100, 150)], "b": [span(15, 60), span(100, 140)]}
    found = char_alpha(characters([Article("x", 20_000, layers)], ["claim"]), "claim")
    assert u_alpha(layers, 20_000).u.value == pytest.approx(found.alpha, abs=1e-3)


@given(st.lists(st.lists(CUTS, min_size=2, max_size=3), min_size=1, max_size=3))
def test_one_text_alone_is_what_its_sums_make(texts: list) -> None:
    codes = {"a": 1, "b": 2}
    each = [count_units({str(n): layer(cuts) for n, cuts in enumerate(text)}, LENGTH, codes) for text in texts]
    added = reduce(Counts.plus, each)
    assert added.whole.observed.sum() == pytest.approx(LENGTH * sum(map(len, texts)))
    alone = {str(n): layer(cuts) for n, cuts in enumerate(texts[0])}
    assert family(each[0], codes).u == u_alpha(alone, LENGTH).u
