"""init: a workspace, and one way in."""

import re

from tests.functional.cli.conftest import Run


def test_init_prints_a_link_for_the_first_admin(run: Run, empty):
    result = run("init")
    assert re.search(r"http://127\.0\.0\.1:8000/link/[\w-]{40,}", result.stdout)
    assert (empty / "secret.key").stat().st_mode & 0o777 == 0o600


def test_two_workspaces_have_two_keys(run: Run, tmp_path):
    for name in ("one", "two"):
        run("--workspace", tmp_path / name, "init")
    assert (tmp_path / "one/secret.key").read_text() != (tmp_path / "two/secret.key").read_text()


def test_init_again_keeps_the_key_and_the_admin(run: Run, tell, empty):
    run("init")
    key = (empty / "secret.key").read_text()
    again = tell("init")
    assert (empty / "secret.key").read_text() == key
    assert [person["name"] for person in tell("user", "list")] == ["admin"]
    assert again["link"]


def test_init_makes_no_link_once_the_admin_can_log_in(run: Run, tell, empty):
    run("init", "--admin", "root")
    run("user", "add", "ann", "--admin", "--password-stdin", stdin="correct horse battery\n")
    assert tell("init")["link"] is None


def test_a_command_without_workspace_is_wrong_configuration(run: Run, empty):
    assert "annotator init" in run("user", "list", code=2).stderr


def test_a_workspace_that_is_not_migrated_is_refused(run: Run, workspace):
    (workspace / "annotator.db").unlink()
    assert "annotator init" in run("user", "list", code=1).stderr


def test_a_foreign_database_is_refused(run: Run, workspace):
    import sqlite3

    (workspace / "annotator.db").unlink()
    with sqlite3.connect(workspace / "annotator.db") as database:
        database.execute("CREATE TABLE cats (name TEXT)")
    assert "not ours" in run("check", code=1).stderr


def test_an_unknown_setting_names_the_nearest(run: Run, workspace):
    (workspace / "settings.toml").write_text("sesion_hours = 3\n")
    assert "session_hours" in run("project", "list", code=2).stderr


def test_a_wrong_type_of_setting_is_named(run: Run, workspace):
    (workspace / "settings.toml").write_text('save_rate = "many"\n')
    assert "save_rate" in run("project", "list", code=2).stderr


def test_68_a_second_server_from_another_machine_is_refused(run, workspace):
    (workspace / "server.pid").write_text('{"host": "elsewhere.example", "pid": 1}')
    refused = run("serve", "--port", "0", code=1)
    assert refused.stderr.count("\n") == 1
    assert "elsewhere.example serves" in refused.stderr
    assert "stop that server first" in refused.stderr
