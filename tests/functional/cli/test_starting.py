"""init: a workspace, and one way in."""

import hashlib
import re
import sqlite3

import pytest

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


def test_asvs_6_3_2_peer_doccano_1133_a_new_workspace_lets_nobody_in_but_by_its_link(tell, tmp_path):
    """One account, without a password; no token, no log-in; and a secret that is another in the next workspace."""
    secrets = set()
    for name in ("one", "two"):
        link = tell("--workspace", tmp_path / name, "init")["link"].rpartition("/")[2]
        kept = sqlite3.connect(tmp_path / name / "annotator.db")
        assert kept.execute("SELECT name, password_hash FROM account").fetchall() == [("admin", None)]
        assert kept.execute("SELECT id FROM token UNION SELECT id FROM login").fetchall() == []
        [(digest,)] = kept.execute("SELECT token_hash FROM link").fetchall()
        assert hashlib.sha256(link.encode()).hexdigest() == digest and len(link) == 43
        secrets.add(link)
    assert len(secrets) == 2


@pytest.mark.parametrize("name", ["secret.key", "settings.toml"])
def test_a_folder_where_a_file_belongs_is_wrong_configuration(run: Run, empty, name):
    run("init")
    (empty / name).unlink(missing_ok=True)
    (empty / name).mkdir()
    assert f"{name} cannot be read: Is a directory" in run("serve", "--port", "0", code=2).stderr


def test_init_makes_no_link_once_the_admin_can_log_in(run: Run, tell, empty):
    run("init", "--admin", "root")
    run("user", "add", "ann", "--admin", "--password-stdin", stdin="correct horse battery\n")
    assert tell("init")["link"] is None


def test_a_command_without_workspace_is_wrong_configuration(run: Run, empty):
    assert "annotator init" in run("user", "list", code=2).stderr


def test_a_workspace_that_is_not_migrated_is_refused(run: Run, workspace):
    (workspace / "annotator.db").unlink()
    assert "annotator init" in run("user", "list", code=1).stderr


@pytest.mark.parametrize("command", [("check",), ("init",), ("demo", "--no-serve")])
@pytest.mark.parametrize("kind", ["no version", "a version like ours"])
def test_67_a_foreign_database_is_refused_and_left_as_it_is(run: Run, workspace, command, kind):
    (workspace / "annotator.db").unlink()
    with sqlite3.connect(workspace / "annotator.db") as database:
        database.execute("CREATE TABLE cats (name TEXT)")
        if kind == "a version like ours":
            database.execute("CREATE TABLE alembic_version (version_num TEXT)")
            database.execute("INSERT INTO alembic_version VALUES ('0001')")
        before = database.execute("SELECT sql FROM sqlite_master").fetchall()
    assert "not ours" in run(*command, code=1).stderr
    with sqlite3.connect(workspace / "annotator.db") as database:
        assert database.execute("SELECT sql FROM sqlite_master").fetchall() == before


@pytest.mark.parametrize("command", [("check",), ("init",), ("demo", "--no-serve")])
def test_67_a_newer_database_is_refused(run: Run, workspace, command):
    with sqlite3.connect(workspace / "annotator.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "made by a newer version (9999)" in run(*command, code=1).stderr


def test_65_an_unknown_setting_is_named_with_its_value_the_nearest_and_all_there_are(run: Run, workspace):
    (workspace / "settings.toml").write_text("sesion_hours = 3\n")
    said = run("project", "list", code=2).stderr
    assert "'sesion_hours' = 3" in said and "nearest is 'session_hours'" in said and "save_rate" in said


def test_65_no_password_is_said_with_a_setting(run: Run, workspace):
    (workspace / "settings.toml").write_text('database = "postgresql+psycopg://ann:hidden@host/db"\n')
    said = run("project", "list", code=2).stderr
    assert "ann:***@host" in said and "hidden" not in said


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ('save_rate = "many"', "int"),
        ("save_rate = 0", "1 to 1000000"),
        ("login_failures = -1", "1 to 1000000"),
        ("session_hours = 99999999999999999", "1 to 1000000"),
        ("hosts = [5]", "names of hosts"),
        ('hosts = ["https://annotate.example.org"]', "names of hosts"),
        ('hosts = [""]', "names of hosts"),
        ('second_factor_for = ["boss"]', "admin, annotator, manager"),
        ("second_factor_for = [[1]]", "admin, annotator, manager"),
    ],
)
def test_65_a_setting_that_cannot_be_is_named_with_its_value_and_what_may_be(run: Run, workspace, line, allowed):
    (workspace / "settings.toml").write_text(line + "\n")
    said = run("project", "list", code=2).stderr
    assert line.replace('"', "'") in said and allowed in said and said.count("\n") == 1


def test_65_a_language_that_nobody_translated_is_refused(run: Run, workspace):
    (workspace / "settings.toml").write_text('language = "xx"\n')
    said = run("serve", "--port", "0", code=2).stderr
    assert "language = 'xx'" in said and "may be en, " in said and said.count("\n") == 1


@pytest.mark.parametrize("place", ["host:port/db", "[::1/db"])
def test_an_address_of_a_database_that_cannot_be_read_is_wrong_configuration(run: Run, workspace, place):
    (workspace / "settings.toml").write_text(f'database_url = "postgresql+psycopg://ann:hidden@{place}"\n')
    said = run("project", "list", code=2).stderr
    assert "postgresql+psycopg://" in said and "hidden" not in said and said.count("\n") == 1


def test_68_a_second_server_from_another_machine_is_refused(run, workspace):
    (workspace / "server.pid").write_text('{"host": "elsewhere.example", "pid": 1}')
    refused = run("serve", "--port", "0", code=1)
    assert refused.stderr.count("\n") == 1
    assert "elsewhere.example serves" in refused.stderr
    assert "stop that server first" in refused.stderr
