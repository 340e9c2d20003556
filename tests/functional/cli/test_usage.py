"""Exit codes and messages that every command shares."""

import subprocess
import sys

import pytest

from tests.functional.cli.conftest import Run


@pytest.mark.parametrize("arguments", [("nope",), ("serve", "--workers", "none"), ("export",), ("--nope",)])
def test_wrong_usage_says_why_in_one_line(run: Run, empty, arguments):
    stderr = run(*arguments, code=2).stderr
    assert stderr.startswith("annotator: ") and stderr.count("\n") == 1


def test_help_of_every_command(run: Run, empty):
    from annotator.cli import main

    for name in main.commands:
        assert "Usage" in run(name, "--help").stdout
    assert "130 interrupted" in run("--help").stdout.replace("\n ", "")


def test_the_workspace_may_be_named_before_or_after(run: Run, tell, tmp_path):
    run("--workspace", tmp_path / "w", "init")
    assert tell("project", "list", "--workspace", tmp_path / "w") == []
    assert run("--workspace", tmp_path / "w", "--json", "project", "list").stdout == "[]\n"


def test_a_server_that_is_not_there_is_said_without_the_password(run: Run, workspace, monkeypatch):
    url = "postgresql+psycopg://ann:verysecret@127.0.0.1:9/news"
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", url)
    stderr = run("project", "list", code=1).stderr
    assert "verysecret" not in stderr and stderr.count("\n") == 1


def test_a_database_of_another_kind_is_wrong_configuration(run: Run, workspace, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", "mysql://localhost/news")
    assert "postgresql+psycopg" in run("project", "list", code=2).stderr


def test_an_address_that_others_reach_needs_a_proxy(run: Run, workspace):
    assert "--behind-proxy" in run("serve", "--host", "0.0.0.0", code=2).stderr


@pytest.mark.parametrize("key", ["short", "a" * 64, "change-me-" * 6, "\xff" * 40])
def test_serve_refuses_a_workspace_without_a_good_key(run: Run, workspace, key):
    (workspace / "secret.key").write_text(key, encoding="latin-1")
    stderr = run("serve", code=2).stderr
    assert "token_hex" in stderr and stderr.count("\n") == 1


def test_serve_refuses_what_another_machine_serves(run: Run, workspace):
    (workspace / "server.pid").write_text('{"host": "elsewhere", "pid": 1}')
    assert "elsewhere" in run("serve", "--port", "0", code=1).stderr


def test_serve_refuses_a_port_that_is_taken(run: Run, workspace):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "--port" in run("serve", "--port", str(taken.getsockname()[1]), code=1).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("member", "add", "news", "b\udcff", "annotator"),
        ("token", "create", "b\udcff"),
        ("export", "b\udcff"),
        ("export", "news", "--layers", "b\udcff"),
        ("assign", "news", "--annotator", "b\udcff"),
        ("project", "create", "other", "--title", "b\udcff"),
    ],
)
def test_words_that_are_not_utf_8_are_wrong_usage(run: Run, workspace, arguments):
    run("project", "create", "news")
    stderr = run(*arguments, code=2).stderr
    assert "is not written in UTF-8" in stderr and stderr.count("\n") == 1


def test_a_name_of_a_file_may_be_any_bytes(run: Run, workspace, tmp_path):
    run("project", "create", "news")
    run("export", "news", "-o", f"{tmp_path}/b\udcff.jsonl")
    assert (tmp_path / "b\udcff.jsonl").exists()
    assert "no such file" in run("project", "create", "x", "--scheme", "b\udcff", code=2).stderr


@pytest.mark.parametrize("arguments", [("user", "add", "ann", "--password-stdin"), ("checkpoint", "compare", "-")])
def test_a_stdin_that_is_closed_holds_nothing(workspace, arguments):
    words = " ".join(["annotator", *arguments])
    done = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m {words} <&-"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "went wrong inside" not in done.stderr
