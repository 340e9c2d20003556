"""Sources of one address become one, and the other stays as its alias."""

from __future__ import annotations

from annotator.models import Source
from annotator.permissions import OPERATOR
from annotator.services.evidence import citing, joining, ledger
from annotator.services.proof import checking
from annotator.services.proof.history import Act
from tests.bodies import SOURCE, source, uid


def test_the_oldest_stands_for_the_rest(world):
    with world.writing() as session:
        ann, project = world.actor(session, "ann"), world.project(session)
        mine = source("The same", "http://www.budget.example/2023/?utm_source=x")
        ledger.put_source(session, ann, project, uid(7), mine, if_match=None)
        act = Act(session, OPERATOR, "case:decide", project)
        assert joining.join(session, project, [uid(7)], act) == {uid(7): SOURCE}
        act.record()
    with world.reading() as session:
        assert citing.aliases(session, world.project(session)) == {uid(7): SOURCE}
        assert [found.check for found in checking.check(session) if not found.ok] == []


def test_what_came_with_an_import_keeps_its_id(world):
    with world.writing() as session:
        project = world.project(session)
        for number in (7, 8):
            body = {"id": uid(number), **source("Imported", "https://x.example/a")}
            session.add(
                Source(project_id=project.id, uuid=uid(number), body=body, version=1, **ledger.source_fields(body))
            )
        session.flush()
        assert joining.join(session, project, [uid(8)], Act(session, OPERATOR, "case:decide", project)) == {}
