"""assign: fewest first, and back."""

import pytest

from tests.functional.cli.conftest import Run


@pytest.fixture
def news(run: Run, each_workspace, write):
    run("project", "create", "news")
    run("import", "news", write("in.jsonl", *({"text": f"Article {n}."} for n in range(6))))
    for name in ("ann", "bob", "cem"):
        run("user", "add", name)
        run("member", "add", "news", name, "annotator")
    return each_workspace


def test_every_article_gets_its_annotators(run: Run, tell, news):
    assert tell("assign", "news") == {"project": "news", "made": 12, "short": 0}
    assert tell("assign", "news")["made"] == 0
    assert tell("project", "list")[0]["assigned"] == 12


def test_only_those_named(run: Run, tell, news):
    assert tell("assign", "news", "--annotator", "ann", "--annotator", "bob", "--per-article", "1")["made"] == 6
    assert tell("assign", "news", "--annotator", "bob", "ann")["made"] == 6


def test_too_few_annotators_is_said(run: Run, news):
    assert "too few" in run("assign", "news", "--per-article", "5").stderr


def test_withdraw_takes_back(run: Run, tell, news):
    run("assign", "news")
    assert tell("assign", "news", "--withdraw", "--annotator", "ann")["withdrawn"] == 4
    assert tell("assign", "news", "--withdraw")["withdrawn"] == 8


def test_an_unknown_annotator_is_wrong_usage(run: Run, news):
    run("assign", "news", "--annotator", "nobody", code=2)


def test_who_does_not_annotate_is_refused(run: Run, news):
    run("user", "add", "dee")
    assert "no annotator" in run("assign", "news", "--annotator", "dee", code=1).stderr
