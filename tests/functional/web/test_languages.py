"""Pages speak the language that is asked for, where there is one."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest

from annotator.config import Settings
from annotator.web import pseudo
from annotator.web.catalogs import MADE_UP
from annotator.web.languages import rendered
from annotator.web.places import placed
from annotator.web.terms import called
from schemas.sayings import label
from tests.visitors import hidden


@pytest.fixture
def made_up(world):
    """Let the made-up language be asked for."""
    world.workspace = replace(world.workspace, settings=Settings(database_url=world.url, pseudo_locale=True))
    return {"Accept-Language": MADE_UP}


def test_english_is_the_language_of_who_asks_for_none(visit):
    assert '<html lang="en" dir="ltr">' in visit(None).get("/login").text


def test_the_made_up_language_is_mirrored_and_says_everything_its_way(made_up, visit):
    shown = visit(None).get("/login", headers=made_up).text
    assert f'<html lang="{MADE_UP}" dir="rtl"' in shown
    assert f"<h1>{pseudo.said('Log in')}</h1>" in shown


def test_the_made_up_language_is_for_tests_alone(visit):
    assert '<html lang="en" dir="ltr">' in visit(None).get("/login", headers={"Accept-Language": MADE_UP}).text


def test_a_language_that_nobody_made_falls_back(visit):
    assert '<html lang="en" dir="ltr">' in visit(None).get("/login", headers={"Accept-Language": "tlh"}).text


def test_a_person_chooses_a_language_and_every_page_is_in_it(made_up, man):
    assert man.send("/account/language", page="/account", language=MADE_UP).status_code == 303
    assert '<html lang="en-XB" dir="rtl"' in man.get("/").text
    man.send("/account/language", page="/account", language="")
    assert '<html lang="en" dir="ltr">' in man.get("/").text


def test_a_language_that_is_not_offered_is_refused(man):
    assert man.send("/account/language", page="/account", language="tlh").status_code == 422


def test_what_the_core_refuses_is_said_in_the_language_of_the_page(made_up, man):
    answer = man.send("/projects/news/people", page="/projects/news/people", name="nemo", role="annotator")
    assert "Send an invitation instead" in answer.text
    answer = man.client.post(
        "/projects/news/people",
        data={"name": "nemo", "role": "annotator", "csrf_token": token(man)},
        headers=made_up,
    )
    refused = pseudo.said("There is no user %(name)r. Send an invitation instead; it also makes the account.")
    assert refused % {"name": "nemo"} in html.unescape(answer.text)


def test_schemes_and_dates_are_said_in_the_language_of_the_page(made_up, man):
    assert pseudo.said("Claim") in man.get("/projects/news/guidelines", headers=made_up).text
    assert pseudo.OPEN in man.get("/account", headers=made_up).text.partition("since")[0]


def test_scripts_are_refused_in_the_language_of_their_page_and_programs_in_english(made_up, visit, world):
    path, ann = "/api/v1/articles/a1/submission", visit("ann").client
    assert ann.put(path, headers=made_up).json["detail"].startswith(pseudo.OPEN)
    answer = world.app.test_client().put(path, headers={**made_up, "Authorization": "Bearer nothing"})
    assert not answer.json["detail"].startswith(pseudo.OPEN)


def test_where_a_log_in_is_is_said_in_the_language_of_the_page(made_up, world):
    with world.app.test_request_context(headers=made_up):
        said = pseudo.said("%(browser)s on %(system)s")
        assert placed("Chrome on a Mac") == said % {"browser": "Chrome", "system": pseudo.said("a Mac")}
        assert placed("A browser") == pseudo.said("A browser")
        assert rendered(label({"de": "Behauptung"}, "claim")) == pseudo.said("Behauptung")
        assert called("claim_type") == pseudo.said("Claim type") and called("tone_of_voice") == "Tone of voice"


def token(visitor):
    """Return what forms prove themselves by."""
    return hidden(visitor.get("/help").text)["csrf_token"]


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("GET", "/nowhere", "There is nothing here."),
        ("GET", "/projects/nowhere", "There is nothing here."),
        ("DELETE", "/help", "This address takes %(taken)s, not %(method)s."),
    ],
)
def test_the_page_of_an_error_says_all_in_the_language_of_the_reader(made_up, man, method, path, said):
    shown = html.unescape(man.client.open(path, method=method, headers=made_up).text)
    filled = {"taken": "GET, HEAD, OPTIONS", "method": method}
    assert pseudo.said(said) % filled in shown
