"""The report as a whole: every part there, and nothing for who may not."""

from __future__ import annotations

import pytest

from annotator.errors import Refused
from annotator.services.agreement.choice import Asked
from annotator.services.agreement.measuring import measure


def report(world, name: str):
    with world.reading() as session:
        return measure(session, world.actor(session, name), world.project(session), Asked(draws=0)).record


@pytest.mark.parametrize("name", ["ann", "rev", "out"])
def test_only_researchers_and_managers_are_told(world, name):
    with pytest.raises(Refused):
        report(world, name)


def test_without_anything_every_part_is_there_and_undefined(world):
    found = report(world, "res")
    assert (found["articles"], found["pairs"], found["by_article"], found["over_time"]) == (0, 0, [], [])
    assert {one["alpha"] for one in found["tags"].values()} == {None}
    assert found["relations"]["reasons"]["labelled_f1"] == "nothing_marked"
    assert found["omissions"]["reasons"]["content_f1"] == "not_adjudicated"
