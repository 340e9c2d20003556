"""Cases of vectors: the general way is ours under our rules, and other bounds and weights are obeyed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.vector_cases import Rules, _grouped, answer_cases
from annotator.domain.agreement.vector_inputs import readings
from annotator.domain.cases.alignment import align, cost
from annotator.domain.cases.components import components

SPAN = st.tuples(
    st.sampled_from("AB"), st.integers(0, 12), st.integers(1, 8), st.sampled_from(["claim", "framing"])
)
SPANS = st.lists(SPAN, max_size=6).map(
    lambda found: [
        {"id": str(number), "annotator": who, "start": start, "end": start + length, "label": label}
        for number, (who, start, length, label) in enumerate(found)
    ]
)


@given(SPANS)
def test_under_our_rules_it_costs_what_our_groups_cost(spans: list) -> None:
    for part in components(readings(spans)):
        groups, _ = align(part, 2)
        _, found = _grouped(part, ["A", "B"], Rules())
        assert found == pytest.approx(sum(cost(group, 2) for group in groups), abs=1e-5)


@given(SPANS, st.sampled_from([0.5, 2.0]), st.sampled_from([0.0, 1.0]), st.sampled_from([0.6, 0.9]))
def test_other_rules_give_the_cheapest_partition(spans: list, alpha: float, beta: float, least: float) -> None:
    params = {"alpha": alpha, "beta": beta, "delta_empty": 1.0, "admissible_iou_min": least}
    params["admissible_containment_min"] = least
    found = answer_cases({"assigned": ["A", "B"], "spans": spans}, params)
    assert found["groups_cost"] == pytest.approx(brute(spans, Rules.of(params)), abs=1e-6)
    assert sorted(one for group in found["groups"] for one in group) == sorted(one["id"] for one in spans)


def brute(spans: list, rules: Rules) -> float:
    """Return the cost of the cheapest one-to-one matching of admissible pairs, by trying all."""
    items = readings(spans)
    pairs = [
        (one, other)
        for one, other in combinations(items, 2)
        if one.layer != other.layer and rules.admit(one, other)
    ]

    def distance(one, other) -> float:
        lengths = one.length + other.length
        place = ((abs(one.start - other.start) + abs(one.end - other.end)) / lengths) ** 2
        return rules.config.alpha * place + rules.config.beta * float(one.tag != other.tag)

    def best(left: list, taken: frozenset) -> float:
        if not left:
            return float(len(items) - len(taken))
        (one, other), rest = left[0], left[1:]
        without = best(rest, taken)
        if one.id in taken or other.id in taken:
            return without
        return min(without, distance(one, other) + best(rest, taken | {one.id, other.id}))

    return best(pairs, frozenset())
