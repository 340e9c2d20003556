"""project: made with a scheme, listed with how far it is."""

import pytest

import schemas
from tests.functional.cli.conftest import Run


def test_create_and_list(run: Run, tell, each_workspace):
    run("project", "create", "news", "--title", "The news", "--annotators-per-article", "3")
    (listed,) = tell("project", "list")
    assert listed["slug"] == "news" and listed["title"] == "The news"
    assert listed["annotators_per_article"] == 3 and listed["articles"] == 0


def test_the_list_without_projects_is_empty(run: Run, tell, workspace):
    assert tell("project", "list") == []
    assert run("project", "list").stdout == ""


def test_a_slug_that_cannot_be_is_refused(run: Run, workspace):
    assert "hyphens" in run("project", "create", "The News", code=1).stderr


def test_a_slug_that_is_taken_is_refused(run: Run, workspace):
    run("project", "create", "news")
    run("project", "create", "news", code=1)


def test_a_scheme_of_ours_goes_by_its_name(run: Run, workspace):
    run("project", "create", "news", "--scheme", schemas.DEFAULT)


def test_an_unknown_scheme_is_wrong_usage(run: Run, workspace):
    assert schemas.DEFAULT in run("project", "create", "news", "--scheme", "nope", code=2).stderr


def test_a_bad_scheme_is_refused_with_the_line(run: Run, tell, workspace, write):
    bad = write("scheme.yaml", "scheme: mine", "version: 1", "tags: [")
    assert "ine" in run("project", "create", "news", "--scheme", bad, code=2).stderr
    assert tell("project", "list") == []


def test_a_scheme_with_aliases_is_refused(run: Run, workspace, write):
    bomb = write("bomb.yaml", "a: &a [x, x]", "b: [*a, *a]")
    assert "line 2" in run("project", "create", "news", "--scheme", bomb, code=2).stderr.lower()


def test_an_unknown_project_is_wrong_usage(run: Run, workspace):
    assert "news" in run("export", "news", code=2).stderr


@pytest.mark.parametrize("title", ["a\x07b", "a\u202eb"])
def test_a_title_that_is_no_text_or_deceives_is_refused(run: Run, tell, workspace, title):
    assert "Character" in run("project", "create", "news", "--title", title, code=1).stderr
    assert tell("project", "list") == []
