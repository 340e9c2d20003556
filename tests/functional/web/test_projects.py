"""Projects: made, looked at by each role, their settings; and what a blind manager is not told."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.models import Project
from annotator.queries import projects
from annotator.services.desk import submitting
from tests.visitors import words

NEW = "/projects/new"


def test_a_new_project_is_its_makers(adm):
    answer = adm.send(NEW, page=NEW, title="Second", slug="second", per_article="3")
    assert answer.headers["Location"] == "/projects/second"
    shown = words(adm.follow(answer))
    assert "Second" in shown and "No articles yet" in shown


def test_a_project_takes_the_scheme_that_was_chosen(adm, world):
    adm.send(NEW, page=NEW, title="Bias", slug="bias", per_article="2", scheme="media-bias")
    with world.reading() as session:
        project = session.scalar(select(Project).where(Project.slug == "bias"))
        assert list(projects.scheme(session, project).tags) == ["omission", "framing"]


def test_a_scheme_that_there_is_not_is_refused(adm):
    answer = adm.send(NEW, page=NEW, title="Bias", slug="bias", per_article="2", scheme="nope")
    assert answer.status_code == 422
    assert "Label scheme" in words(answer)


@pytest.mark.parametrize(
    "slug, says",
    [
        ("news", "already"),
        ("No Good", "small letters"),
        ("new", "stands for something else"),
        ("", "Fill this in"),
    ],
)
def test_a_bad_short_name_is_refused_at_its_field(adm, slug, says):
    answer = adm.send(NEW, page=NEW, title="My title", slug=slug, per_article="2")
    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="My title"' in answer.text


def test_only_those_who_may_make_projects(man):
    assert man.get(NEW).status_code == 403
    assert "New project" not in words(man.get("/"))


def test_the_manager_sees_how_far_it_is(man):
    shown = words(man.get("/projects/news"))
    assert "0 of 2 layers handed in" in shown
    assert "ann" in shown and "ben" in shown


def test_an_annotator_sees_the_own_articles_and_nobody_else(visit):
    shown = words(visit("ann").get("/projects/news"))
    assert "My articles" in shown
    assert "ben" not in shown and "handed in" not in shown


def test_a_manager_who_annotates_is_told_nothing_about_that_article(world, visit):
    world.add_person("man", "annotator")
    world.assign("a1", "man")
    with world.writing() as session:
        submitting.hand_in(session, world.actor(session, "ann"), "a1")
    shown = words(visit("man").get("/projects/news"))
    assert "you annotate this one" in shown
    assert "Take back" not in shown
    assert "1 of" not in shown and "handed in;" not in shown


def test_settings_are_changed(man):
    where = "/projects/news/settings"
    answer = man.send(where, page=where, title="Renamed", per_article="4")
    assert answer.status_code == 303
    assert "Renamed" in words(man.get("/"))


def test_settings_that_cannot_be_keep_what_was_typed(man):
    where = "/projects/news/settings"
    answer = man.send(where, page=where, title="Renamed", per_article="99")
    assert answer.status_code == 422
    assert 'value="99"' in answer.text and 'value="Renamed"' in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "1e9", "1&page=1"])
def test_a_page_that_is_not_there_is_refused(man, page):
    assert man.get(f"/projects/news?page={page}").status_code == 400
