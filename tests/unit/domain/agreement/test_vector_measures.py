"""The measures by the names of vectors: undefined ones answer with a reason, not with a failure."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.vector_measures import MEASURES

EMPTY = {
    "krippendorff_alpha": {"units": []},
    "krippendorff_alpha_sets": {"units": []},
    "cohen_kappa": {"contingency": [[0, 0], [0, 0]]},
    "two_coder_coefficients": {"pairs": []},
    "weighted_two_coder": {"contingency": [[0]], "distance": [[0]]},
    "fleiss_kappa": {"counts": []},
    "ualpha_family_2016": {"annotators": [], "spans": [], "length": 9},
    "krippendorff_alpha_u_2004": {"annotators": [], "spans": [], "length": 9},
    "char_alpha_pooled": {"articles": [], "label": "claim"},
    "gamma": {"annotators": [], "spans": []},
    "gamma_replay": {"annotators": ["a", "b"], "spans": [], "random_continua": []},
    "span_f1_pair": {"a": [], "b": []},
    "ptc_partial_f1": {"pred": [], "gold": []},
    "relation_f1": {"a": [], "b": [], "span_matching": []},
    "boundary_similarity": {"a_masses": [5], "b_masses": [5]},
}


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_given_is_undefined_with_a_reason(name: str) -> None:
    assert isinstance(MEASURES[name](EMPTY[name], {})["reason"], str)


@pytest.mark.parametrize(
    "name", ["bootstrap_alpha_by_article", "disagreement_cases", "merge_majority_chars", "dawid_skene"]
)
def test_nothing_given_gives_nothing(name: str) -> None:
    given = {"articles": [], "label": "x", "assigned": ["a"], "spans": [], "annotators": ["a"]}
    given = {**given, "items": {}, "labels": []}
    assert isinstance(MEASURES[name](given, {}), dict)


def test_a_full_table_can_stand_for_pairs() -> None:
    pairs = {"pairs": [["a", "a"], ["a", "b"], ["b", "b"], [None, "b"]], "categories": ["a", "b"]}
    table = {"contingency": [[1, 1], [0, 1]]}
    assert MEASURES["two_coder_coefficients"](pairs, {}) == MEASURES["two_coder_coefficients"](table, {})
