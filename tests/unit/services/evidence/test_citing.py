"""Citations are of the sources that one may see."""

from __future__ import annotations

import pytest

from annotator.services.evidence import citing, ledger
from tests.bodies import SOURCE, source, uid


@pytest.mark.parametrize("who, count", [("ann", 2), ("ben", 1), ("res", 2)])
def test_each_cites_what_they_may_see(world, who, count):
    with world.writing() as session:
        ann, project = world.actor(session, "ann"), world.project(session)
        ledger.put_source(session, ann, project, uid(7), source("Of ann", "https://ann.example/"), if_match=None)
    with world.reading() as session:
        project = world.project(session)
        assert len(citing.cite(session, world.actor(session, who), project, "csl-json")) == count
        assert len(citing.cite(session, world.actor(session, who), project, "schema.org")["@graph"]) == count


def test_a_source_is_found_again_by_its_address(world):
    with world.reading() as session:
        ann, project = world.actor(session, "ann"), world.project(session)
        assert citing.same_place(session, ann, project, "https://budget.example/2023").uuid == SOURCE
        assert citing.same_place(session, ann, project, "https://budget.example/2024") is None
        assert citing.aliases(session, project) == {}
