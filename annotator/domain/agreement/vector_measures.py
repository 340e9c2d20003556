"""Every measure that a vector can name: its function here, and its answer in the words of vectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from annotator.domain.agreement import vector_spans as spans
from annotator.domain.agreement.alpha import alpha, alpha_sets
from annotator.domain.agreement.dawid_skene import dawid_skene
from annotator.domain.agreement.distances import jaccard, masi
from annotator.domain.agreement.fleiss import fleiss_kappa, fleiss_per_category
from annotator.domain.agreement.ratings import Floats
from annotator.domain.agreement.segmentation import boundary_similarity, pk, window_diff
from annotator.domain.agreement.two_coders import (
    cohen_kappa,
    contingency,
    two_coders,
    weighted_alpha,
    weighted_kappa,
)
from annotator.domain.agreement.vector_inputs import Given

Answer = dict[str, Any]

UNORDERED = frozenset({"components", "groups", "merged"})
"""Lists whose order says nothing."""


def _alpha(given: Given, params: Given) -> Answer:
    found = alpha(given["units"], params.get("level", "nominal"))
    return {
        "alpha": found.alpha,
        "reason": found.reason,
        "Do": found.observed,
        "De": found.expected,
        "n_pairable": found.n_pairable,
        "observed_agreement": found.observed_agreement,
    }


def _alpha_sets(given: Given, _: Given) -> Answer:
    by_masi, by_jaccard = alpha_sets(given["units"], masi), alpha_sets(given["units"], jaccard)
    return {"alpha_masi": by_masi.alpha, "alpha_jaccard": by_jaccard.alpha, "reason": by_masi.reason}


def _set_distance(given: Given, _: Given) -> Answer:
    pairs = given["pairs"]
    return {"jaccard": [jaccard(*pair) for pair in pairs], "masi": [masi(*pair) for pair in pairs]}


def _cohen(given: Given, _: Given) -> Answer:
    table = _table(given)
    kappa, agreed = cohen_kappa(table), two_coders(table).ao
    return {"kappa": kappa.value, "Ao": agreed.value, "reason": kappa.reason}


def _two_coders(given: Given, _: Given) -> Answer:
    found = two_coders(_table(given))
    return {
        "Ao": found.ao.value,
        "S": found.s.value,
        "pi": found.pi.value,
        "kappa": found.kappa.value,
        "AC1": found.ac1.value,
        "alpha": found.alpha.value,
        "reason": next((figure.reason for figure in found if figure.reason), None),
    }


def _weighted(given: Given, _: Given) -> Answer:
    table, distance = _table(given), given.get("distance")
    by_alpha, by_kappa = weighted_alpha(table, distance), weighted_kappa(table, distance)
    return {"alpha": by_alpha.value, "weighted_kappa": by_kappa.value, "reason": by_alpha.reason}


def _fleiss(given: Given, _: Given) -> Answer:
    found = fleiss_kappa(given["counts"])
    return {"kappa": found.kappa, "reason": found.reason, "Po": found.observed, "Pe": found.expected}


def _fleiss_each(given: Given, _: Given) -> Answer:
    found = fleiss_per_category(given["counts"])
    each: Answer = {str(number): figure.value for number, figure in enumerate(found, 1)}
    return {**each, "reason": next((figure.reason for figure in found if figure.reason), None)}


def _dawid_skene(given: Given, params: Given) -> Answer:
    found = dawid_skene(given["items"], given["labels"], smoothing=params.get("smoothing", 0.0))
    return {"posterior": found.posterior, "prior": found.prior}


def _window_diff(given: Given, params: Given) -> Answer:
    found = window_diff(_marks(given["a"]), _marks(given["b"]), _window(given, params))
    return {"windowdiff": found.value, "reason": found.reason}


def _pk(given: Given, params: Given) -> Answer:
    found = pk(_marks(given["a"]), _marks(given["b"]), _window(given, params))
    return {"pk": found.value, "reason": found.reason}


def _boundary_similarity(given: Given, _: Given) -> Answer:
    found = boundary_similarity(given["a_masses"], given["b_masses"])
    return {"B": found.value, "reason": found.reason}


def _window(given: Given, params: Given) -> int | None:
    size: int | None = given.get("k", params.get("k"))
    return size


def _marks(given: Any) -> str:
    """Return boundaries as a text of 0 and 1, in which they may also come as a list."""
    return given if isinstance(given, str) else "".join(str(int(mark)) for mark in given)


def _table(given: Given) -> Floats:
    if "contingency" in given:
        return np.array(given["contingency"], np.float64)
    return contingency(given["pairs"], given.get("categories"))


MEASURES: dict[str, Callable[[Given, Given], Answer]] = {
    "krippendorff_alpha": _alpha,
    "krippendorff_alpha_sets": _alpha_sets,
    "set_distance": _set_distance,
    "cohen_kappa": _cohen,
    "two_coder_coefficients": _two_coders,
    "weighted_two_coder": _weighted,
    "fleiss_kappa": _fleiss,
    "fleiss_kappa_per_category": _fleiss_each,
    "dawid_skene": _dawid_skene,
    "windowdiff": _window_diff,
    "pk": _pk,
    "boundary_similarity": _boundary_similarity,
    **spans.MEASURES,
}
"""The functions by the name that vectors use."""
