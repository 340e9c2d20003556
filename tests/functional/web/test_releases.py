"""The page of releases: what is in the way with its link, made by a form, downloaded, and the card."""

from __future__ import annotations

import pytest

from exports.release.fields import FIELDS
from tests.released import ready
from tests.visitors import Visitor


@pytest.fixture
def man(world):
    ready(world)
    return Visitor(world, "man")


def test_a_release_is_made_by_the_form_and_downloaded(man):
    page = man.get("/projects/news/releases").text
    assert "Nothing stands in the way" in page and 'value="1.0.0"' in page
    sent = man.send("/projects/news/releases", version="1.0.0", texts="full", mode="story", split="", seed="0")
    assert sent.status_code == 303
    page = man.get("/projects/news/releases").text
    assert "1.0.0 is frozen." in page and 'value="1.1.0"' in page
    assert man.get("/projects/news/releases/1.0.0/file").data[:2] == b"PK"


def test_what_is_in_the_way_leads_to_its_place(man):
    man.send("/projects/news/releases/card", biases="Some.", contact="")
    page = man.get("/projects/news/releases").text
    assert 'href="/projects/news/releases/card#contact"' in page
    assert 'href="/projects/news/releases/card#biases"' not in page
    sent = man.send("/projects/news/releases", version="1.0.0", texts="full", mode="story", split="a=.5,b=.5")
    assert sent.status_code == 409
    assert "Contact for questions" in sent.text and 'value="a=.5,b=.5"' in sent.text


@pytest.mark.parametrize(
    "given, words",
    [
        ({"version": "1.0"}, "no version"),
        ({"split": "a=2"}, "no split"),
        ({"version": ""}, "Fill this in."),
        ({"seed": "-1"}, "seed is from 0"),
    ],
)
def test_what_was_typed_wrongly_stays_and_is_named(man, given, words):
    body = {"version": "1.0.0", "texts": "full", "mode": "story", "split": "a=.5,b=.5", "seed": "0"} | given
    sent = man.send("/projects/news/releases", **body)
    assert sent.status_code == 422
    assert words in sent.text


def test_a_draft_of_the_card_is_kept_as_it_is(man):
    assert man.send("/projects/news/releases/card", motivation="Why not.").status_code == 303
    page = man.get("/projects/news/releases/card").text
    assert "Why not." in page
    assert all(f'id="{field.name}"' in page for field in FIELDS)


def test_a_researcher_downloads_and_does_not_make(world, man):
    page = Visitor(world, "res").get("/projects/news/releases").text
    assert "Freeze the corpus" not in page


def test_a_manager_reopens_what_was_released(man):
    man.send("/projects/news/releases", version="1.0.0", texts="full", mode="story", split="", seed="0")
    assert "/articles/b1/gold/reopen" in man.get("/projects/news").text
    assert man.send("/articles/b1/gold/reopen").status_code == 303
    assert "/articles/b1/gold/reopen" not in man.get("/projects/news").text
