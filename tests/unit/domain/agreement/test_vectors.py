"""Known answers: every vector beside the project passes, and wrong answers are told from right ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.agreement.vector_measures import MEASURES
from annotator.domain.agreement.vectors import answer, differences, problems
from tests.seed import SHARED, seed_path

FOLDER = SHARED / "agreement"
VECTORS = sorted(path for path in FOLDER.glob("*.json") if path.name != "MANIFEST.json")


def vector(**changes: Any) -> dict[str, Any]:
    made = {
        "schema": "agreement-vector/1",
        "name": "made",
        "measure": "krippendorff_alpha",
        "params": {},
        "input": {"units": [["x", "x"], ["x", "x"]]},
        "expected": {"alpha": None, "reason": "no_variation"},
        "tolerance": {"abs": 1e-9},
    }
    return {**made, **changes}


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_known_answer(path: Path) -> None:
    assert problems(json.loads(path.read_text("utf-8"))) == []


def test_there_are_known_answers() -> None:
    assert seed_path("agreement").is_dir() and len(VECTORS) >= 48


def test_every_measure_of_the_vectors_is_run() -> None:
    readme = seed_path("agreement/README.md").read_text("utf-8")
    names = [line.split("|")[1].strip() for line in readme.splitlines() if line.startswith("| ")][1:]
    assert len(names) == 26
    assert set(names) == set(MEASURES)


def test_undefined_is_met_by_undefined_only() -> None:
    assert problems(vector()) == []
    assert problems(vector(expected={"alpha": 1.0})) == ["alpha is undefined, expected 1.0"]
    assert problems(vector(input={"units": [[1, 2], [1, 1]]})) != []


def test_the_reason_is_asked_for_also_beside_what_is_expected() -> None:
    assert problems(vector(expected={"alpha": None}, reason="no_variation")) == []
    assert "reason" in problems(vector(expected={"alpha": None}, reason="no_common_article"))[0]


def test_numbers_are_compared_within_the_tolerance_and_nan_never() -> None:
    assert list(differences({"a": [1.0, {"b": 2}]}, {"a": [1.0, {"b": 2.0}]}, {})) == []
    assert list(differences(1.0, 1.01, {"abs": 0.1})) == list(differences(100, 101, {"rel": 0.1})) == []
    assert list(differences({"a": 1.0}, {"a": float("nan")}, {})) == ["a is nan, expected 1.0"]
    assert list(differences([1, 2], [1], {})) == ["[1] is absent, expected 2"]


def test_a_missing_key_and_another_type_differ() -> None:
    assert list(differences({"a": {"b": 1}}, {"a": {}}, {})) == ["a.b is missing"]
    assert len(list(differences({"a": 1}, {"a": True}, {}))) == 1
    assert len(list(differences("x", 1, {}))) == 1


def test_what_is_no_vector_is_said_to_be_none() -> None:
    assert "schema" in problems({"schema": "agreement-manifest/1"})[0]
    assert "schema" in problems([1, 2])[0]
    assert "not known" in problems(vector(measure="kappa_of_the_moon"))[0]
    assert "cannot be read" in problems(vector(input={}))[0]


def test_the_order_of_components_says_nothing() -> None:
    spans = [
        {"id": name, "annotator": name[0], "start": start, "end": start + 5, "label": "claim"}
        for name, start in (("b1", 50), ("a1", 0))
    ]
    made = vector(
        measure="disagreement_cases",
        input={"assigned": ["a", "b"], "spans": spans},
        expected={"components": [["b1"], ["a1"]], "kind": "missing", "best_alignment_disorder": 2.0},
    )
    assert problems(made) == []


def test_an_answer_can_be_had_without_an_expectation() -> None:
    assert answer(vector())["observed_agreement"] == 1.0


def test_of_a_tag_that_nobody_used_nothing_is_undefined() -> None:
    family = vector(
        measure="ualpha_family_2016",
        input={"annotators": ["a", "b"], "length": 9, "spans": []},
        expected={"u_nominal": None, "k": {"claim": None}, "reason": "no_variation"},
    )
    assert problems(family) == []
    assert problems({**family, "expected": {"k": {"claim": 0.5}}}) == ["k.claim is missing"]


def test_a_vector_that_cannot_be_answered_says_so_and_stops_nothing() -> None:
    broken = vector(measure="weighted_two_coder", input={"contingency": [[1, 2], [3, 4]], "distance": []})
    assert problems(broken)[0].startswith("the input cannot be read: ValueError")


def test_windows_take_boundaries_as_text_or_list_and_have_a_size_of_their_own() -> None:
    given = {"a": [0, 1, 0, 0, 1, 0], "b": "010010"}
    expected = {"windowdiff": 0.0}
    assert problems(vector(measure="windowdiff", params={}, input=given, expected=expected)) == []
    nothing = {**given, "k": 0}
    assert problems(vector(measure="pk", input=nothing, expected={"pk": None})) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"expected": {}},
        {"expected": None},
        {"expected": [1]},
        {"measure": ["kappa"]},
        {"tolerance": "none", "input": {"units": [[1, 2], [1, 1]]}, "expected": {"alpha": 0.5}},
        {"tolerance": {"abs": "1"}, "input": {"units": [[1, 2], [1, 1]]}, "expected": {"alpha": 0.5}},
        {"params": "nominal"},
    ],
)
def test_a_vector_that_expects_nothing_or_says_it_wrongly_fails_with_words(changes: dict) -> None:
    found = problems(vector(**changes))
    assert len(found) == 1 and found[0]


def test_expected_stretches_without_a_place_fail_with_words() -> None:
    given = {"annotators": ["a"], "length": 9, "spans": []}
    merged = vector(measure="merge_majority_chars", input=given, expected={"merged": [{"from": 1}]})
    assert problems(merged) == ["expected or tolerance cannot be read: KeyError: 'start'"]
