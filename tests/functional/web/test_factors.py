"""Logging in with a second factor: set up, asked for, replayed, guessed, lost, and needed."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest

from annotator import clock
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, factors, links
from tests.visitors import words

PASSWORD = "four plain words here"
LETTERS = re.compile(r'class="letters">([^<]+)<')
CODES = re.compile(r"<li><code>([a-z0-9 ]+)</code>")


@pytest.fixture
def ann(world, visit):
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), PASSWORD)
    return visit("ann")


def code(secret, shift=0):
    return pyotp.HOTP(secret).at(int(clock.now().timestamp()) // 30 + shift)


def set_up(visitor):
    """Set the second factor up by the pages; return its secret and the recovery codes."""
    assert visitor.send("/account/factor", page="/account").headers["Location"] == "/account/factor"
    secret = LETTERS.search(visitor.get("/account/factor").text)[1].replace(" ", "")
    shown = visitor.send("/account/factor/proof", page="/account/factor", code=code(secret))
    return secret, CODES.findall(shown.text)


def give_password(visitor, **more):
    return visitor.send("/login", page="/login", username="ann", password=PASSWORD, **more)


def give_code(visitor, typed, **more):
    return visitor.send("/login/code", page="/login/code", code=typed, **more)


def test_the_password_alone_lets_nobody_in(ann, visit):
    secret, _ = set_up(ann)
    stranger = visit(None)
    asked = give_password(stranger, next="/help")
    assert asked.headers["Location"] == "/login/code?next=/help"
    assert stranger.get("/").status_code == 303
    assert stranger.get("/api/v1/projects").status_code == 401
    assert give_code(stranger, code(secret, 1), next="/help").headers["Location"] == "/help"
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("bad", ["//evil.example", "/\\evil.example", "https:evil.example"])
def test_a_bad_next_leads_home_past_the_code_too(ann, visit, bad):
    secret, _ = set_up(ann)
    stranger = visit(None)
    give_password(stranger)
    assert 'name="next" value="/"' in stranger.get(f"/login/code?next={bad}").text
    assert give_code(stranger, code(secret, 1), next=bad).headers["Location"] == "/"


def test_a_code_is_good_once(ann, visit):
    secret, _ = set_up(ann)
    same = code(secret, 1)
    for status in (303, 422):
        visitor = visit(None)
        give_password(visitor)
        assert give_code(visitor, same).status_code == status


def test_a_recovery_code_is_good_once(ann, visit):
    _, recovery = set_up(ann)
    assert len(recovery) == 10
    for status in (303, 422):
        visitor = visit(None)
        give_password(visitor)
        assert give_code(visitor, recovery[0]).status_code == status
    assert "9 recovery codes left" in words(ann.get("/account"))


def test_guessing_codes_has_the_limit_of_logging_in_and_a_password_does_not_lift_it(ann, visit):
    secret, _ = set_up(ann)
    visitor = visit(None)
    statuses = []
    for _ in range(6):
        give_password(visitor)
        statuses += [give_code(visitor, "000000").status_code, give_code(visitor, "111111").status_code]
    assert statuses[:10] == [422] * 10
    assert give_password(visitor).status_code == 429
    assert give_code(visitor, code(secret, 1)).status_code in {303, 429}
    assert visitor.get("/").status_code == 303


def test_a_password_waits_ten_minutes_for_its_code(ann, visit, monkeypatch):
    secret, _ = set_up(ann)
    visitor = visit(None)
    give_password(visitor)
    then = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: then)
    late = visitor.send("/login/code", page="/login", code=code(secret))
    assert late.headers["Location"] == "/login"
    assert visitor.get("/").status_code == 303


def test_whoever_must_have_one_sets_it_up_on_the_way_in(world, ann, visit):
    with world.writing() as session:
        factors.set_must(session, OPERATOR, accounts.find(session, "ann"), True)
    assert ann.get("/account").status_code == 303, "logged out"
    visitor = visit(None)
    give_password(visitor)
    page = visitor.get("/login/code").text
    secret = LETTERS.search(page)[1].replace(" ", "")
    assert "<svg" in page and " style=" not in page
    assert give_code(visitor, "000000").status_code == 422
    assert visitor.get("/").status_code == 303
    shown = give_code(visitor, code(secret))
    assert len(CODES.findall(shown.text)) == 10
    assert visitor.get("/").status_code == 200
    assert "End the second factor" not in words(visitor.get("/account"))


def test_a_password_link_does_not_pass_by_the_second_factor(world, ann, visit):
    secret, _ = set_up(ann)
    with world.writing() as session:
        link = "/link/" + links.for_password(session, OPERATOR, accounts.find(session, "ann"))
    visitor = visit(None)
    answer = visitor.send(link, page=link, password="five other plain words", again="five other plain words")
    assert answer.headers["Location"].startswith("/login/code")
    assert visitor.get("/").status_code == 303
    assert give_code(visitor, code(secret, 1)).status_code == 303
    assert visitor.get("/").status_code == 200


def test_it_ends_with_the_password_and_is_recorded(ann, visit):
    set_up(ann)
    ann.send("/account/factor/end", page="/account")
    visitor = visit(None)
    assert give_password(visitor).headers["Location"] == "/"


def test_a_lost_phone(ann, visit, adm):
    set_up(ann)
    page = adm.get("/people").text
    where = re.search(r"/people/[^/]+/lost", page)[0]
    assert adm.send(where, page="/people").status_code == 303
    assert ann.get("/account").status_code == 303, "logged out"
    assert give_password(visit(None)).headers["Location"] == "/"


def test_tokens_go_on_as_they_are(world, ann):
    set_up(ann)
    assert world.as_("ann").get("/projects").status_code == 200


def test_new_codes_need_a_second_factor(ann):
    assert "no second factor" in words(ann.follow(ann.send("/account/factor/codes", page="/account")))
    set_up(ann)
    assert len(CODES.findall(ann.send("/account/factor/codes", page="/account").text)) == 10
