from __future__ import annotations

import pytest

from annotator import errors
from annotator.edge.status import STATUS, TITLES, status_of


def kinds(kind: type) -> list[type]:
    return [kind, *(k for child in kind.__subclasses__() for k in kinds(child))]


@pytest.mark.parametrize("kind", kinds(errors.AnnotatorError)[1:], ids=lambda kind: kind.__name__)
def test_every_error_has_its_status(kind):
    error = kind.__new__(kind)
    assert status_of(error) in range(400, 600)


def test_a_more_special_error_takes_the_status_of_its_class():
    class Special(errors.Conflict):
        """A conflict."""

    assert status_of(Special("x", "y")) == 409


def test_every_status_has_a_title():
    assert set(STATUS.values()) <= set(TITLES)
    assert len(set(TITLES.values())) == len(TITLES)


def test_only_what_is_ours_or_the_machines_is_above_499():
    ours = {errors.Busy, errors.StorageFull, errors.ConfigurationError}
    assert {kind for kind, status in STATUS.items() if status >= 500} == ours
