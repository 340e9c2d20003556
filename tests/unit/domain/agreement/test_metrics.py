"""By which metric an attribute is compared: sets by MASI, orders as ranks, what is no answer as missing."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.metrics import ORDERS, alpha_by, comparable, metric_of
from annotator.domain.schemes.parts import Attribute
from annotator.domain.schemes.scheme import default

VERDICT = Attribute("proposed_verdict", "id", "verdict")


@pytest.mark.parametrize(
    "type_, vocabulary, metric",
    [("id", "voice", "nominal"), ("id", "verdict", "ordinal"), ("ids", "claim_type", "masi"),
     ("int", None, "ordinal"), ("text", None, None), ("anchor", None, None)],
)  # fmt: skip
def test_metric_of_each_type(type_: str, vocabulary: str | None, metric: str | None) -> None:
    assert metric_of(Attribute("x", type_, vocabulary)) == metric


def test_every_type_of_the_scheme_is_known() -> None:
    types = {a.type for tag in default().tags.values() for a in tag.attributes.values()}
    assert {t for t in types if metric_of(Attribute("x", t)) is None} == {"text", "anchor"}


def test_orders_are_those_of_the_vocabularies() -> None:
    for name, order in ORDERS.items():
        assert set(order) <= {term.id for term in default().vocabulary(name)}, name


def test_not_enough_evidence_is_as_good_as_missing() -> None:
    given = ["refuted", "supported", "not_enough_evidence", None]
    assert [comparable(VERDICT, value) for value in given] == [0, 2, None, None]


def test_values_of_any_shape_can_be_compared() -> None:
    rating = {"scale": "s", "id": "x"}
    assert comparable(Attribute("r", "rating"), rating) == comparable(Attribute("r", "rating"), dict(rating))
    assert comparable(Attribute("t", "ids", "technique"), ["b", "a"]) == frozenset({'"a"', '"b"'})
    assert alpha_by("masi", [[frozenset("a"), frozenset("a")], [frozenset(), frozenset()]]).alpha == 1.0
