"""In and out: the same answer for all that is wrong, a limit, and nowhere but home for a bad `next`."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from annotator.permissions import OPERATOR
from annotator.services.people import accounts
from tests.functional.db.test_stress import at_once
from tests.visitors import hidden

PASSWORD = "four plain words here"


@pytest.fixture
def stranger(world, visit):
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), PASSWORD)
    return visit(None)


def log_in(visitor, name="ann", password=PASSWORD, **more):
    return visitor.send("/login", page="/login", username=name, password=password, **more)


def without_token(page):
    """Return the page without its tokens, which tell the second in which they were made."""
    return re.sub(r'(?<=name="csrf.token" )(content|value)="[^"]+"', "", page)


def test_the_right_password_leads_home(stranger):
    assert log_in(stranger).headers["Location"] == "/"
    assert stranger.get("/").status_code == 200


def test_an_answer_brings_no_cookie_back_that_went_meanwhile(stranger):
    assert "Set-Cookie" in log_in(stranger).headers
    stranger.get("/")
    assert "Set-Cookie" not in stranger.get("/").headers


def test_a_wrong_name_and_a_wrong_password_get_the_same_page(stranger):
    answers = [log_in(stranger, "ann", "x" * 9), log_in(stranger, "nobody", "x" * 9)]
    assert {answer.status_code for answer in answers} == {422}
    assert len({without_token(answer.text).replace("nobody", "ann") for answer in answers}) == 1


def test_what_was_typed_stays_but_the_password(stranger):
    page = log_in(stranger, "ann", "secret and wrong").text
    assert 'value="ann"' in page
    assert "secret and wrong" not in page


def test_many_guesses_at_once_are_no_more_than_in_turn(either_world):
    app, told = either_world.app, []

    def guess():
        visitor = app.test_client()
        shown = hidden(visitor.get("/login").text)
        answer = visitor.post("/login", data={**shown, "username": "ann", "password": "wrong one"})
        told.append(answer.status_code)

    at_once(guess, 24)
    assert sorted(told) == [422] * 10 + [429] * 14


def test_the_right_password_takes_its_try_back(stranger):
    for _ in range(12):
        assert log_in(stranger).status_code == 303
        stranger.send("/logout")


def test_the_eleventh_failure_waits(stranger):
    for _ in range(10):
        log_in(stranger, password="wrong one")
    answer = log_in(stranger)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("bad", ["//evil.example", "/\\evil.example", "https:evil.example", "/a\nb", "x"])
def test_a_bad_next_leads_home(stranger, bad):
    """At the log-in, at the log-in of whoever is in already, and in the form that is shown between."""
    given = quote(bad, safe="")
    assert 'name="next" value="/"' in stranger.get(f"/login?next={given}").text
    assert log_in(stranger, next=bad).headers["Location"] == "/"
    assert stranger.get(f"/login?next={given}").headers["Location"] == "/"


def test_a_stranger_comes_back_to_the_page_asked_for(stranger):
    asked = stranger.get("/projects/news?page=1")
    assert asked.status_code == 303
    assert asked.headers["Location"] == "/login?next=/projects/news%3Fpage%3D1"
    assert log_in(stranger, next="/projects/news?page=1").headers["Location"] == "/projects/news?page=1"


def test_logging_out_ends_the_login_on_the_server(stranger):
    log_in(stranger)
    with stranger.client.session_transaction() as cookie:
        kept = dict(cookie)
    stranger.send("/logout")
    with stranger.client.session_transaction() as cookie:
        cookie.update(kept)
    assert stranger.get("/").status_code == 303


def test_a_login_gets_a_new_session(stranger):
    stranger.get("/login")
    with stranger.client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    log_in(stranger)
    with stranger.client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_a_disabled_person_stays_outside(world, stranger):
    with world.writing() as session:
        accounts.set_disabled(session, OPERATOR, accounts.find(session, "ann"))
    assert log_in(stranger).status_code == 422


def test_who_is_logged_in_passes_the_login_page(visit):
    assert visit("ann").get("/login?next=/help").headers["Location"] == "/help"


def test_a_password_that_was_changed_while_it_was_tried_lets_nobody_in(world, stranger, monkeypatch):
    verify = accounts.verify_password

    def changed_meanwhile(kept, password):
        right = verify(kept, password)
        with world.writing() as session:
            accounts.set_password(session, accounts.find(session, "ann"), "five other words by now")
        return right

    monkeypatch.setattr(accounts, "verify_password", changed_meanwhile)
    assert log_in(stranger).status_code == 422
    assert stranger.get("/").status_code != 200


@pytest.mark.parametrize(
    "came, where",
    [
        ("http://localhost/account?a=1", "/login?next=/account%3Fa%3D1"),
        ("http://localhost/account/tokens", "/login"),  # a form is answered there, and no page stands there
        ("http://localhost/no/such/page", "/login"),
        ("http://elsewhere/account", "/login"),
        ("http://[elsewhere/account", "/login"),
        ("http://localhost//elsewhere", "/login"),
        ("", "/login"),
    ],
)
def test_a_form_that_was_sent_too_late_leads_back_to_its_page(stranger, came, where):
    token = hidden(stranger.get("/login").text)
    headers = {"Sec-Fetch-Site": "same-origin"} | ({"Referer": came} if came else {})
    answer = stranger.client.post("/account/tokens", data=token, headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, where)


def test_an_error_that_passes_says_that_what_was_sent_is_kept_and_another_does_not(stranger):
    log_in(stranger)
    token = hidden(stranger.get("/account").text)
    passes, lasting = stranger.client.post("/account/tokens"), stranger.client.post("/nowhere", data=token)
    assert (passes.status_code, lasting.status_code) == (403, 404)
    assert "data-failed" in passes.text
    assert "data-failed" not in lasting.text
    assert "data-failed" not in stranger.get("/nowhere").text
