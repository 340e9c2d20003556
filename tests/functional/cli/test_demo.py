"""demo: a project in full swing, made by real acts."""

import json
import sqlite3

import pytest
from sqlalchemy import select

from annotator.cli.console import opened
from annotator.config import find_workspace
from annotator.models import Article, Layer, Project
from annotator.queries import layers, projects
from annotator.records.articles import article_record
from annotator.records.layers import annotation_record
from annotator.records.sources import sources_cited
from tests.functional.cli.conftest import Run

KINDS = {"label", "missing", "split", "boundary", "anchor", "source", "relation", "attribute", "agree"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The demo, made once for this module."""
    from click.testing import CliRunner

    from annotator.cli import main

    folder = tmp_path_factory.mktemp("demo") / "workspace"
    result = CliRunner().invoke(main, ["--workspace", str(folder), "demo", "--no-serve", "--json"])
    assert result.exit_code == 0, result.output
    return folder, json.loads(result.stdout)


def query(folder, statement):
    with sqlite3.connect(folder / "annotator.db") as database:
        return database.execute(statement).fetchall()


def test_the_logins_are_printed_and_kept_for_the_owner(made):
    folder, said = made
    assert set(said["logins"]) == {"admin", "manager", "anna", "bilal", "chan", "reviewer", "researcher"}
    assert (folder / "demo-passwords.txt").stat().st_mode & 0o777 == 0o600
    assert len(set(said["logins"].values())) == 7


def test_the_history_of_the_demo_holds(made, run: Run):
    run("--workspace", made[0], "check")


def test_annotators_disagree_in_every_way_that_cases_know(made):
    kinds = {kind for (kinds,) in query(made[0], "SELECT kinds FROM review_case") for kind in json.loads(kinds)}
    assert kinds == KINDS


def test_every_state_of_work_is_there(made, run: Run):
    lines = run("--workspace", made[0], "export", "demo", "--layers", "all").stdout.splitlines()
    records = [json.loads(line) for line in lines]
    gold = {layer["state"] for record in records for layer in record["layers"] if layer["layer"] == "gold"}
    untouched = [r for r in records if not any(layer["annotations"] for layer in r["layers"])]
    half = [r for r in records if {"open", "submitted"} <= {layer["state"] for layer in r["layers"]}]
    assert gold == {"open", "adjudicated"} and untouched and half


def test_the_gold_leaves_and_verifies(made, run: Run, tmp_path):
    run("--workspace", made[0], "export", "demo", "-o", tmp_path / "gold.jsonl")
    run("verify", tmp_path / "gold.jsonl")


def test_some_verdicts_are_given(made):
    verdicts = {json.loads(body)["verdict"] for (body,) in query(made[0], "SELECT body FROM fact_check")}
    assert {"supported", "conflicting_cherrypicking", "not_enough_evidence"} <= verdicts


def test_every_article_says_that_it_is_invented(made):
    assert {meta for (meta,) in query(made[0], "SELECT meta FROM article")} == {'{"invented":"yes"}'}


def test_run_again_it_serves_what_is_there(made, run: Run):
    folder, said = made
    events = query(folder, "SELECT count(*) FROM event")
    again = json.loads(run("--workspace", folder, "demo", "--no-serve", "--json").stdout)
    assert again["logins"] == said["logins"]
    assert query(folder, "SELECT count(*) FROM event") == events


def test_work_of_others_is_left_alone(run: Run, workspace):
    run("project", "create", "news")
    assert "another folder" in run("demo", "--no-serve", code=1).stderr


@pytest.mark.slow
def test_the_demo_on_postgresql(run: Run, empty, postgres_url, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", postgres_url)
    run("demo", "--no-serve")
    run("check")


def test_nothing_stands_in_the_way_of_a_release(made):
    """Every gold that is adjudicated could leave in a release today."""
    workspace = find_workspace(made[0])
    with opened(workspace) as store, store.reading() as session:
        project = session.scalars(select(Project)).one()
        scheme = projects.scheme(session, project)
        for layer in session.scalars(select(Layer).where(Layer.state == "adjudicated")).all():
            article = session.get_one(Article, layer.article_id)
            about = article_record(article, project.slug)
            for row in layers.annotations_in(session, layer):
                record = annotation_record(row)
                cited = sources_cited(session, project, [record])
                assert scheme.release_holes(record, about, cited) == []
