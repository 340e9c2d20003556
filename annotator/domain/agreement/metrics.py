"""By which metric the values of an attribute are compared, and what they are compared as."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from typing import Any

from annotator.domain.agreement.alpha import Alpha, alpha, alpha_sets
from annotator.domain.schemes.parts import Attribute

NOMINAL, ORDINAL, SETS = "nominal", "ordinal", "masi"

ORDERS = {
    "author_commitment": ("distanced", "neutral_report", "endorsed"),
    "materiality": ("minor", "significant", "critical"),
    "polarity": ("neg", "neu", "pos"),
    "responsiveness": ("non_responsive", "partial", "direct"),
    "verdict": ("refuted", "conflicting_cherrypicking", "supported"),
}
"""Vocabularies with an order; a value outside of it (not enough evidence, not checked) is as good as missing."""

_METRICS = {
    "id": NOMINAL,
    "ids": SETS,
    "entity": NOMINAL,
    "entities": SETS,
    "bool": NOMINAL,
    "int": ORDINAL,
    "date": NOMINAL,
    "country": NOMINAL,
    "rating": NOMINAL,
}
"""By type; free text and anchors are compared by people only."""


def metric_of(attribute: Attribute) -> str | None:
    """Return the metric of an attribute; None where values are not compared by a program."""
    if attribute.vocabulary in ORDERS:
        return ORDINAL
    return _METRICS.get(attribute.type)


def comparable(attribute: Attribute, value: Any) -> Hashable | None:
    """Return the value as it is compared; None where nothing was said."""
    if value is None:
        return None
    if attribute.vocabulary in ORDERS:
        order = ORDERS[attribute.vocabulary]
        return order.index(value) if value in order else None
    if isinstance(value, list):
        return frozenset(json.dumps(item, sort_keys=True) for item in value)
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else value


def alpha_by(metric: str, units: Sequence[Sequence[Any]]) -> Alpha:
    """Return α of units by the metric: nominal, ordinal or sets."""
    return alpha_sets(units) if metric == SETS else alpha(units, metric)
