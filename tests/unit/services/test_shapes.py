"""Bodies against the schemas of their records, in the words of the API."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.services.shapes import check_shape
from tests.bodies import entity


def test_a_good_body_passes():
    check_shape("entity", entity(), without=("id",))


@pytest.mark.parametrize(
    "change, code, pointer",
    [
        ({"name": 5}, "wrong_type", "/name"),
        ({"name": ""}, "too_short", "/name"),
        ({"name": "x" * 501}, "too_long", "/name"),
        ({"kind": "king"}, "unknown_value", "/kind"),
        ({"role": "admin"}, "unknown_field", "/role"),
        ({"id": "1"}, "unknown_field", "/id"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(change, code, pointer):
    with pytest.raises(Invalid) as refused:
        check_shape("entity", entity() | change, without=("id",))
    assert (refused.value.code, refused.value.pointer) == (code, pointer)


def test_all_problems_come_together():
    with pytest.raises(Invalid) as refused:
        check_shape("entity", {"name": 5, "kind": "king"}, without=("id",))
    assert {problem.pointer for problem in refused.value.problems} == {"/kind", "/name"}


@pytest.mark.parametrize(
    "change, code, pointer, words",
    [
        ({"claim": "x" * 600}, "too_long", "/claim", "/claim: at most 500 characters; these are 600."),
        ({"as_of": "soon"}, "bad_value", "/as_of", "“soon” does not fit here. A year, a month or a day."),
        ({"location_iso": "Rome"}, "bad_value", "/location_iso", "“Rome” does not fit here. ISO 3166-1 alpha-2"),
        ({"as_of": 5}, "wrong_type", "/as_of", "/as_of: 5 is not of type 'string'."),
        ({"rating": {"scale": "truth"}}, "missing_field", "/rating/id", "'id' is a required property"),
    ],
)
def test_what_is_wrong_is_said_in_words_for_a_person(change, code, pointer, words):
    with pytest.raises(Invalid) as refused:
        check_shape("fact_check", {"claim": "Exports rose."} | change, without=("id",))
    assert (refused.value.code, refused.value.pointer) == (code, pointer)
    assert words in refused.value.detail


def test_a_limit_that_is_passed_comes_along():
    with pytest.raises(Invalid) as refused:
        check_shape("entity", entity() | {"name": "x" * 501}, without=("id",))
    assert refused.value.extra == {"limit": 500}
