"""ASVS 5.0, chapter 6: passwords, at every door that takes one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from annotator import clock
from annotator.models import Login
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, links
from tests.functional.web.test_asvs import SCRIPTS, found
from tests.visitors import Visitor

PASSWORD = "four plain words here"
WEAK = {
    "short": "Xq7#k2!",
    "common": "Password123",
    "too long": "green ladders " * 80,
    "the user name": "annette9x",
    "the host": "localhost-9",
    "a project": "elections-9",
}
GOOD = [
    "tall green ladders lean on walls " * 4,
    "  Ω≈ç√∫ of Umbria  ",
    "8305 7719 4420 1187",
    "🎉 a fox, a 🦊, in Umbria " * 4,
]
"""More than 64 signs, spaces at the ends, digits alone, signs of all kinds: taken, and kept as they are."""

Door = Callable[[Any, str], Any]


def change(world: Any, password: str) -> Any:
    """Use the page of the own account."""
    fields = {"current": PASSWORD, "password": password, "again": password}
    return Visitor(world, "annette").send("/account/password", page="/account", **fields)


def by_link(world: Any, password: str) -> Any:
    """Use a link for a new password."""
    path = link(world)
    return Visitor(world, None).send(path, page=path, password=password, again=password)


def by_invitation(world: Any, password: str) -> Any:
    """Use an invitation, as somebody new."""
    path = invitation(world)
    return Visitor(world, None).send(path, page=path, name="annette9", password=password, again=password)


def link(world: Any) -> str:
    """Return the address of a link for a new password."""
    with world.writing() as session:
        return "/link/" + links.for_password(session, OPERATOR, accounts.find(session, "annette"))


def invitation(world: Any) -> str:
    """Return the address of an invitation."""
    with world.writing() as session:
        return "/link/" + links.invite(session, OPERATOR, world.project(session), ["annotator"])


DOORS: dict[str, Door] = {"account": change, "link": by_link, "invitation": by_invitation}


@pytest.fixture
def known(world):
    """Somebody with a password, in a project with a title that no password may say."""
    world.add_person("annette", "annotator")
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "annette"), PASSWORD)
        world.project(session).title = "Elections 2024"
    return world


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", WEAK)
def test_asvs_6_2_1_and_6_2_4_and_6_2_11_a_weak_password_is_refused_at_every_door(known, door, kind):
    answer = DOORS[door](known, WEAK[kind])
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text
    assert enters(known, "annette", PASSWORD)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("password", GOOD)
def test_asvs_6_2_5_and_6_2_8_and_6_2_9_any_other_is_taken_and_asked_for_as_it_was_typed(known, door, password):
    assert DOORS[door](known, password).status_code == 303
    name = "annette9" if door == "invitation" else "annette"
    others = {password.strip(), password.upper(), password[:64], password[:-1]} - {password}
    assert [other for other in others if enters(known, name, other)] == []
    assert enters(known, name, password)


def enters(world: Any, name: str, password: str) -> bool:
    """Tell whether the password lets the person in, by the page."""
    answer = Visitor(world, None).send("/login", page="/login", username=name, password=password)
    return bool(answer.status_code == 303)


FIELD = re.compile(r"<input[^>]*name=\"(?:password|again|current|confirm_password)\"[^>]*>")


def test_asvs_6_2_6_and_6_2_7_every_field_of_a_password_is_masked_and_open_to_managers(known):
    """On every page that has one: of its own type, named for managers, long enough; and pasting works."""
    stranger, annette = Visitor(known, None), Visitor(known, "annette")
    pages = [stranger.get(path).text for path in ("/login", link(known), invitation(known))]
    shown = annette.get("/account").text
    pages += [shown, confirming(known)]
    fields = [FIELD.findall(page) for page in pages]
    assert [len(one) for one in fields] == [1, 2, 2, 3, 1]
    for field in (field for one in fields for field in one):
        assert 'type="password"' in field and re.search('autocomplete="(current|new)-password"', field), field
        assert not re.search("readonly|onpaste|pattern=", field), field
        most = re.search('maxlength="(\\d+)"', field)
        assert most is None or int(most[1]) >= 1024, field
    assert found(r"['\"](paste|beforeinput)['\"]", {k: v for k, v in SCRIPTS.items() if "password" in k}) == []


def confirming(world: Any) -> str:
    """Return the page that asks for the password once more."""
    annette = Visitor(world, "annette")
    with world.writing() as session:
        session.execute(update(Login).values(confirmed=clock.now() - timedelta(minutes=11)))
    return str(annette.send("/account/tokens", page="/account", scope="read", days=9).text)
