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
