"""Scales are registered as versions of the scheme."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.services.evidence import scales

ENTRIES = [{"id": "no", "order": 1, "label": "No"}, {"id": "yes", "order": 2, "label": "Yes"}]


def test_ours_can_be_registered_by_name(world):
    with world.writing() as session:
        project = world.project(session)
        assert scales.register(session, OPERATOR, project, "averitec", None)
        assert not scales.register(session, OPERATOR, project, "averitec", None)
        assert project.scheme_version == 2
        assert len(projects.scheme(session, project).data["scales"]["averitec"]["entries"]) == 4


@pytest.mark.parametrize(
    "entries",
    [ENTRIES[:1], [ENTRIES[0], ENTRIES[0]], ENTRIES[::-1], [{"id": "A b", "order": 1, "label": "x"}, ENTRIES[1]]],
)
def test_a_scale_has_labels_in_order(world, entries):
    with world.writing() as session, pytest.raises(Invalid):
        scales.register(session, OPERATOR, world.project(session), "own", {"entries": entries})
