"""user, token and member: who may do what."""

import pytest

from tests.functional.cli.conftest import Run


def test_user_add_prints_a_link_and_nothing_else(run: Run, workspace):
    out = run("user", "add", "ann").stdout
    assert out.startswith("http://127.0.0.1:8000/link/") and out.count("\n") == 1


@pytest.mark.parametrize("command", [("user", "add", "ann"), ("user", "reset", "bob")])
def test_a_program_is_told_of_the_link_in_the_record_alone(run: Run, workspace, command):
    run("user", "add", "bob")
    result = run(*command, "--json")
    assert "/link/" in result.stdout and result.stderr == ""


def test_user_add_with_a_password_prints_no_link(run: Run, tell, each_workspace):
    out = run("user", "add", "ann", "--admin", "--password-stdin", stdin="correct horse battery\n").stdout
    assert "/link/" not in out
    assert tell("user", "list") == [{"name": "ann", "admin": True, "disabled": False}]


def test_a_weak_password_is_refused_with_its_reason(run: Run, tell, workspace):
    result = run("user", "add", "ann", "--password-stdin", stdin="short\n", code=1)
    assert "at least 8" in result.stderr and result.stderr.count("\n") == 1
    assert tell("user", "list") == []


def test_a_password_that_is_no_text_is_refused(run: Run, workspace):
    result = run("user", "add", "ann", "--password-stdin", stdin=b"\xff correct horse battery\n", code=1)
    assert "not written in UTF-8" in result.stderr and result.stderr.count("\n") == 1


def test_the_same_name_twice_is_refused(run: Run, workspace):
    run("user", "add", "ann")
    assert "already" in run("user", "add", "ANN", code=1).stderr


@pytest.mark.parametrize(
    "command", [("user", "reset", "nobody"), ("user", "disable", "nobody"), ("token", "create", "nobody")]
)
def test_an_unknown_user_is_wrong_usage(run: Run, workspace, command):
    assert "nobody" in run(*command, code=2).stderr


def test_reset_prints_a_new_link(run: Run, workspace):
    first = run("user", "add", "ann").stdout
    assert run("user", "reset", "ann").stdout not in ("", first)


def test_disable_shuts_out_and_undo_lets_in(run: Run, tell, workspace):
    run("user", "add", "ann")
    assert tell("user", "disable", "ann")["disabled"] is True
    assert tell("user", "disable", "ann", "--undo")["disabled"] is False


def test_nobody_shut_out_gets_a_token(run: Run, workspace):
    run("user", "add", "ann")
    run("user", "disable", "ann")
    assert "shut out" in run("token", "create", "ann", code=1).stderr


def test_log_ins_of_one_or_of_everybody_end(run: Run, tell, workspace):
    run("user", "add", "ann")
    assert tell("user", "logout", "ANN") == {"logged_out": "ann"}
    assert "Everybody is logged out" in run("user", "logout", "--everybody").stdout
    for words in ((), ("ann", "--everybody"), ("nobody",)):
        run("user", "logout", *words, code=2)


def test_the_last_admin_stays(run: Run, workspace):
    run("user", "add", "ann", "--admin")
    assert "last admin" in run("user", "disable", "ann", code=1).stderr


def test_token_create_prints_the_token_and_nothing_else(run: Run, workspace):
    run("user", "add", "ann")
    out = run("token", "create", "ann", "--scope", "manage").stdout
    assert len(out.strip()) >= 40 and out.count("\n") == 1


@pytest.mark.parametrize("option", [("--days", "0"), ("--days", "many"), ("--scope", "root")])
def test_token_create_refuses_what_cannot_be(run: Run, workspace, option):
    run("user", "add", "ann")
    run("token", "create", "ann", *option, code=2)


def test_member_add_gives_a_role(run: Run, tell, each_workspace):
    run("user", "add", "ann")
    run("project", "create", "news")
    assert tell("member", "add", "news", "ann", "annotator")["role"] == "annotator"
    run("member", "add", "news", "ann", "reviewer")


def test_member_add_refuses_an_unknown_role(run: Run, workspace):
    run("user", "add", "ann")
    run("project", "create", "news")
    assert "researcher" in run("member", "add", "news", "ann", "king", code=2).stderr


def test_a_user_is_erased_by_name(run: Run, tell, workspace):
    run("user", "add", "ann")
    assert "nothing was erased" in run("user", "erase", "ann", "--basis", "asked", stdin="ben\n", code=2).stderr
    assert "Say --yes" in run("user", "erase", "ann", "--basis", "asked", stdin="", code=2).stderr
    assert tell("user", "erase", "ann", "--basis", "asked", "--yes") == {"erased": "ann", "contents": 0}
    assert [one["name"][:7] for one in tell("user", "list")] == ["erased-"]
    run("check")


def test_a_second_factor_is_asked_for_and_taken_away(run: Run, tell, workspace):
    run("user", "add", "ann")
    assert tell("user", "factor", "ann", "must")["must_factor"] is True
    assert tell("user", "factor", "ann", "need-not")["must_factor"] is False
    assert "logged out everywhere" in run("user", "factor", "ann", "lost").stdout
    run("user", "factor", "ann", "found", code=2)
