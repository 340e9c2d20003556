"""Pages speak the language that is asked for, where there is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.config import Settings
from annotator.web import pseudo
from annotator.web.catalogs import MADE_UP


@pytest.fixture
def made_up(world):
    """Let the made-up language be asked for."""
    world.workspace = replace(world.workspace, settings=Settings(database_url=world.url, pseudo_locale=True))
    return {"Accept-Language": MADE_UP}


def test_english_is_the_language_of_who_asks_for_none(visit):
    assert '<html lang="en" dir="ltr">' in visit(None).get("/login").text


def test_the_made_up_language_is_mirrored_and_says_everything_its_way(made_up, visit):
    shown = visit(None).get("/login", headers=made_up).text
    assert f'<html lang="{MADE_UP}" dir="rtl">' in shown
    assert f"<h1>{pseudo.said('Log in')}</h1>" in shown


def test_the_made_up_language_is_for_tests_alone(visit):
    assert '<html lang="en" dir="ltr">' in visit(None).get("/login", headers={"Accept-Language": MADE_UP}).text


def test_a_language_that_nobody_made_falls_back(visit):
    assert '<html lang="en" dir="ltr">' in visit(None).get("/login", headers={"Accept-Language": "tlh"}).text


def test_schemes_and_dates_are_said_in_the_language_of_the_page(made_up, man):
    assert pseudo.said("Claim") in man.get("/projects/news/guidelines", headers=made_up).text
    assert pseudo.OPEN in man.get("/account", headers=made_up).text.partition("since")[0]
