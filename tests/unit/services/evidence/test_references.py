"""What an annotation names must be there for its maker."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.queries import projects
from annotator.services.evidence import ledger
from annotator.services.evidence.references import require_known
from tests.bodies import ENTITY, SOURCE, entity, uid


def check(world, name: str, attributes, sources=()):
    with world.reading() as session:
        project = world.project(session)
        scheme = projects.scheme(session, project)
        require_known(session, world.actor(session, name), project, scheme, "claim", attributes, sources)


def test_what_is_common_may_be_named(world):
    check(world, "ann", {"speaker": ENTITY, "speaker_chain": [ENTITY]}, [{"source": SOURCE}])


def test_every_unknown_name_has_its_pointer(world):
    with pytest.raises(Invalid) as refused:
        check(world, "ann", {"speaker": uid(8), "speaker_chain": [ENTITY, uid(9)]}, [{"source": uid(7)}])
    pointers = [problem.pointer for problem in refused.value.problems]
    assert pointers == ["/attributes/speaker", "/attributes/speaker_chain/1", "/sources/0/source"]


def test_what_another_annotator_made_is_as_unknown_as_what_nobody_made(world):
    with world.writing() as session:
        ben = world.actor(session, "ben")
        ledger.put_entity(session, ben, world.project(session), uid(5), entity(), if_match=None)
    check(world, "ben", {"speaker": uid(5)})
    with pytest.raises(Invalid) as hidden:
        check(world, "ann", {"speaker": uid(5)})
    with pytest.raises(Invalid) as unknown:
        check(world, "ann", {"speaker": uid(6)})
    assert hidden.value.detail.replace(uid(5), "X") == unknown.value.detail.replace(uid(6), "X")
