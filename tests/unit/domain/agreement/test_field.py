"""Inputs on which tools of the field go wrong: ours are right."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.distances import jaccard, masi
from annotator.domain.agreement.figures import figures
from annotator.domain.agreement.gamma import gamma
from annotator.domain.agreement.gamma_alignment import best_alignment
from annotator.domain.agreement.gamma_units import Config, read_layers
from annotator.domain.agreement.omissions import slot_alpha
from annotator.domain.agreement.span_f1 import partial_f1, span_f1
from tests.unit.domain.agreement.making import span

THREE = [span(0, 50), span(300, 350), span(600, 650)]
OTHERS = [span(100, 150), span(450, 500), span(800, 850)]


def of(ones: list, others: list, length: int = 1_000) -> object:
    return figures([Article("x", length, {"a": ones, "b": others})], ["claim", "framing"], draws=0)[0]


def test_three_against_three_disjoint_spans_do_not_agree() -> None:
    found = gamma(read_layers({"a": THREE, "b": OTHERS}), Config(), bounds=(0.0, 1_000.0))
    assert found.gamma.value is not None and found.gamma.value < 0.1
    assert of(THREE, OTHERS).alpha.alpha < 0 == of(THREE, OTHERS).f1["relaxed"].value


@pytest.mark.parametrize("many", [1, 3])
def test_against_none_is_defined_and_counts_as_disagreement(many: int) -> None:
    found = of(THREE[:many], [])
    assert found.alpha.alpha is not None and found.alpha.alpha < 0
    assert {figure.value for figure in found.f1.values()} == {0.0}
    known = gamma(read_layers({"a": THREE[:many], "b": []}), Config(), bounds=(0.0, 1_000.0)).gamma.value
    assert known is not None and known <= 0.1


def test_identical_spans_agree_wholly() -> None:
    found = of(THREE, THREE)
    assert found.alpha.alpha == found.f1["exact"].value == 1.0
    assert gamma(read_layers({"a": THREE, "b": THREE}), Config()).gamma.value == pytest.approx(1.0)


def test_a_framing_nested_in_a_claim_is_seen_as_both() -> None:
    layer = [span(0, 50), span(10, 20, "framing")]
    claim, framing = figures([Article("x", 100, {"a": layer, "b": layer})], ["claim", "framing"], draws=0)
    assert claim.alpha.alpha == framing.alpha.alpha == 1.0
    assert (claim.alpha.prevalence, framing.alpha.prevalence) == (0.5, 0.1)


def test_one_match_and_one_unrelated_span_each_is_disorder_one() -> None:
    ones, others = [span(0, 10), span(100, 110)], [span(0, 10), span(900, 910)]
    assert best_alignment(read_layers({"a": ones, "b": others}), Config()).disorder == pytest.approx(1.0)


def test_labels_that_differ_on_the_same_spans_are_no_agreement() -> None:
    found = span_f1([span(0, 10)], [span(0, 10, "framing")])
    assert (found.exact.value, found.char.value) == (0.0, 0.0)


def test_points_only_are_a_figure_of_slots() -> None:
    article = Article("x", 100, {"a": [span(20, 20)], "b": [span(20, 20)]})
    assert slot_alpha([(article, [0, 20, 60, 100])]).alpha == 1.0


def test_one_value_is_undefined_and_one_missing_item_is_not() -> None:
    assert (alpha([["x", "x"]]).alpha, alpha([["x", "x"]]).reason) == (None, "no_variation")
    assert alpha([["x", "x"], ["y", "y"], ["x", None]]).alpha == 1.0


def test_empty_sets_are_equal_and_a_tag_absent_on_both_sides_is_undefined() -> None:
    assert masi([], []) == jaccard([], []) == 0.0
    assert partial_f1([], []).f1.value is None and of([], []).f1["exact"].value is None


def test_a_side_that_repeats_itself_gains_nothing() -> None:
    assert partial_f1([span(0, 10)] * 3, [span(0, 10)]).f1.value == 1.0


def test_order_does_not_matter() -> None:
    ones = [span(0, 50), span(10, 20, "framing"), span(40, 90)]
    assert of(ones, THREE) == of(ones[::-1], THREE[::-1])
