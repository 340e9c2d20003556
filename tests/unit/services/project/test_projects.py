"""Projects: made with a copy of the scheme, members by role, guidelines by version."""

from __future__ import annotations

import pytest

import schemas
from annotator.errors import Conflict, Invalid, Refused
from annotator.permissions import OPERATOR
from annotator.queries import projects as queries
from annotator.services.people import accounts
from annotator.services.project import projects


def test_a_project_copies_the_scheme_at_birth(world):
    with world.writing() as session:
        made = projects.create(session, OPERATOR, "energy")
        assert queries.scheme(session, made).data == schemas.scheme()
        assert (made.scheme_version, made.guideline_version, made.per_article) == (1, 1, 2)


def test_whoever_makes_a_project_manages_it(world):
    with world.writing() as session:
        made = projects.create(session, world.actor(session, "adm"), "energy")
        assert world.actor(session, "adm").has(made.id, "manager")


@pytest.mark.parametrize("slug", ["", "Energy", "a b", "-a", "a" * 65, "ä"])
def test_a_short_name_has_small_letters_digits_and_hyphens(world, slug):
    with world.writing() as session, pytest.raises(Invalid) as refused:
        projects.create(session, OPERATOR, slug)
    assert refused.value.pointer == "/slug"


def test_a_short_name_is_taken_once(world):
    with world.writing() as session, pytest.raises(Conflict):
        projects.create(session, OPERATOR, "news")


def test_not_everybody_makes_projects(world):
    with world.writing() as session, pytest.raises(Refused):
        projects.create(session, world.actor(session, "man"), "energy")


def test_a_role_given_twice_is_held_once(world):
    with world.writing() as session:
        project, ann = world.project(session), accounts.find(session, "ann")
        first = projects.add_member(session, OPERATOR, project, ann, "reviewer")
        assert projects.add_member(session, OPERATOR, project, ann, "reviewer") is first
        projects.remove_member(session, OPERATOR, project, ann, "reviewer")
        assert not world.actor(session, "ann").has(project.id, "reviewer")


def test_the_last_manager_stays(world):
    with world.writing() as session, pytest.raises(Conflict) as refused:
        projects.remove_member(session, OPERATOR, world.project(session), accounts.find(session, "man"), "manager")
    assert refused.value.code == "last_manager"


def test_guidelines_have_versions_and_the_same_text_makes_none(world):
    with world.writing() as session:
        project = world.project(session)
        second = projects.publish_guideline(session, OPERATOR, project, "# Claims\r\n\r\nBe brief.")
        again = projects.publish_guideline(session, OPERATOR, project, "# Claims\n\nBe brief.")
        assert (second.version, again.version, project.guideline_version) == (2, 2, 2)
        assert queries.guideline(session, project).text == "# Claims\n\nBe brief."


def test_settings_are_checked(world):
    with world.writing() as session:
        project = world.project(session)
        projects.change_settings(session, OPERATOR, project, title="The news", per_article=3)
        assert (project.title, project.per_article) == ("The news", 3)
        with pytest.raises(Invalid):
            projects.change_settings(session, OPERATOR, project, per_article=0)
