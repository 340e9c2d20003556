"""Known answers: a vector names a measure, what it is given, and what must come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from math import isfinite
from typing import Any

from annotator.domain.agreement.vector_measures import MEASURES, UNORDERED

SCHEMA = "agreement-vector/1"
FROM_EXPECTED = frozenset({"n_resamples"})
"""What is asked for where a vector says what comes: how often to draw."""

Vector = Mapping[str, Any]


def problems(vector: object) -> list[str]:
    """Return what is wrong with our answer to a vector, nothing when it is as expected."""
    if not isinstance(vector, dict) or vector.get("schema") != SCHEMA:
        return [f"this is no vector: its schema is not {SCHEMA}"]
    measure, expected = vector.get("measure"), vector.get("expected")
    if not isinstance(measure, str) or measure not in MEASURES:
        return [f"the measure {measure!r} is not known"]
    if not isinstance(expected, dict) or not expected:
        return ["expected must name at least one figure and its value"]
    try:
        got = answer(vector)
    except Exception as error:  # noqa: BLE001 - one vector that cannot be answered must not keep others from it
        return [f"the input cannot be read: {type(error).__name__}: {error}"]
    try:
        return list(_all_differences(vector, got))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return [f"expected or tolerance cannot be read: {type(error).__name__}: {error}"]


def answer(vector: Vector) -> dict[str, Any]:
    """Return what our measure says to the input of a vector."""
    asked = {name: value for name, value in vector["expected"].items() if name in FROM_EXPECTED}
    return MEASURES[vector["measure"]](vector["input"], asked | dict(vector.get("params") or {}))


def differences(expected: Any, got: Any, tolerance: Mapping[str, float], path: str = "") -> Iterator[str]:
    """Yield each place where the answer is another; None is met by None only, numbers within the tolerance."""
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            here = f"{path}.{key}" if path else str(key)
            if not isinstance(got, Mapping) or key not in got:
                # Of a tag that nobody used there is no figure: that is undefined said otherwise.
                if value is not None or not path:
                    yield f"{here} is missing"
            else:
                yield from differences(value, got[key], tolerance, here)
    elif isinstance(expected, list) and isinstance(got, list):
        for number, (one, other) in enumerate(zip_longest(expected, got, fillvalue=_ABSENT)):
            yield from differences(one, other, tolerance, f"{path}[{number}]")
    elif not _equal(expected, got, tolerance):
        yield f"{path} is {_said(got)}, expected {_said(expected)}"


def _all_differences(vector: Vector, got: dict[str, Any]) -> Iterator[str]:
    expected, tolerance = dict(vector["expected"]), vector.get("tolerance") or {}
    if vector.get("reason"):
        expected["reason"] = vector["reason"]
    for key in UNORDERED & expected.keys() & got.keys():
        expected[key], got[key] = _sorted(expected[key]), _sorted(got[key])
    yield from differences(expected, got, tolerance)


def _sorted(value: Any) -> Any:
    """Return lists whose order says nothing in one order."""
    if not isinstance(value, list):
        return value
    return sorted((_sorted(item) for item in value), key=_place)


def _place(item: Any) -> Any:
    return repr((item["start"], item["end"], item["label"])) if isinstance(item, Mapping) else repr(item)


def _equal(expected: Any, got: Any, tolerance: Mapping[str, float]) -> bool:
    if not _number(expected) or not _number(got):
        return type(expected) is type(got) and bool(expected == got)
    return isfinite(got) and abs(got - expected) <= _allowed(expected, tolerance)


def _allowed(expected: float, tolerance: Mapping[str, float]) -> float:
    return max(tolerance.get("abs", 0.0), tolerance.get("rel", 0.0) * abs(expected)) or 1e-9


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _said(value: Any) -> str:
    return "absent" if value is _ABSENT else "undefined" if value is None else repr(value)


_ABSENT: Sequence[Any] = ()
