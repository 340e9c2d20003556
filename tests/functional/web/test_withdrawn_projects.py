"""A project is withdrawn by its name, out of everybody's sight, and brought back whole; a cited one stays."""

from __future__ import annotations

import pytest

from annotator.models import Release
from annotator.services.proof import checking
from tests.bodies import claim, uid
from tests.visitors import Visitor, words

OUT = {"name": "news"}


@pytest.fixture
def man(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    return Visitor(world, "man")


def test_62_a_project_is_withdrawn_by_its_name(world, man):
    refused = man.send("/projects/news/withdraw", name="new")
    assert refused.status_code == 422
    assert "Type the short name of the project, news" in words(refused)
    assert man.send("/projects/news/withdraw", **OUT).status_code == 303
    for name, path in (("ann", "/articles/a1"), ("man", "/projects/news"), ("rev", "/projects/news/cases")):
        assert world.as_(name).get(path).status_code == 404
        assert Visitor(world, name).get(path).status_code == 404
    assert world.as_("ann").put(f"/articles/a1/annotations/{uid(2)}", claim()).status_code == 404
    assert "Withdrawn projects" not in words(Visitor(world, "ann").get("/"))


def test_62_it_comes_back_as_it_was(world, man):
    before = world.as_("ann").get("/articles/a1/layers/mine").json
    man.send("/projects/news/withdraw", **OUT)
    assert "Withdrawn projects" in words(man.get("/"))
    assert Visitor(world, "rev").send("/projects/news/restore").status_code == 404
    assert man.send("/projects/news/restore").status_code == 303
    assert world.as_("ann").get("/articles/a1/layers/mine").json == before
    with world.reading() as session:
        assert [finding.wrong for finding in checking.check(session) if finding.wrong] == []


def test_62_what_a_release_cites_stays(world, man):
    with world.writing() as session:
        project = world.project(session)
        more = {"options": {}, "files": {}, "sums_sha256": "0" * 64, "notes": [], "created": project.created}
        session.add(Release(project_id=project.id, version="1.0.0", **more))
    refused = man.send("/projects/news/withdraw", **OUT)
    assert refused.status_code == 409
    assert "Release 1.0.0 cites this project" in words(refused)
    assert world.as_("man").get("/projects/news").status_code == 200


def test_only_a_manager_withdraws(world):
    assert Visitor(world, "rev").send("/projects/news/withdraw", **OUT).status_code == 403
