"""The page of releases: what is in the way with its link, made by a form, downloaded, and the card."""

from __future__ import annotations

import pytest

from annotator.jobs.queue import run_waiting
from annotator.queries import jobs
from annotator.services.release import queueing
from exports.release.fields import FIELDS
from tests.released import ready
from tests.visitors import Visitor


@pytest.fixture
def man(world):
    ready(world)
    return Visitor(world, "man")


def freeze(world, man, version="1.0.0"):
    """Ask for the release by the form, and let a worker make it."""
    sent = man.send("/projects/news/releases", version=version, texts="full", mode="story", split="", seed="0")
    assert sent.status_code == 303
    assert f"{version} is being made" in man.get("/projects/news/releases").text
    assert run_waiting(world.store, world.workspace) == 1


def test_a_release_is_made_by_the_form_and_downloaded(world, man):
    page = man.get("/projects/news/releases").text
    assert "Nothing stands in the way" in page and 'value="1.0.0"' in page
    freeze(world, man)
    page = man.get("/projects/news/releases").text
    assert "1.0.0 is the one release" in page and 'value="1.1.0"' in page
    assert "is being made" not in page
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
        ({"folds": "3"}, "not both"),
        ({"folds": "1", "split": ""}, "2 to 50 folds"),
        ({"hold_out": "The Mail", "split": ""}, "say the split too"),
    ],
)
def test_what_was_typed_wrongly_stays_and_is_named(man, given, words):
    body = {"version": "1.0.0", "texts": "full", "mode": "story", "split": "a=.5,b=.5", "seed": "0"} | given
    sent = man.send("/projects/news/releases", **body)
    assert sent.status_code == 422
    assert words in sent.text


def test_folds_and_outlets_held_out_are_asked_by_the_form(world, man):
    body = {"version": "1.0.0", "texts": "full", "mode": "outlet", "seed": "1", "folds": "2"}
    assert man.send("/projects/news/releases", **body, hold_out=" The Mail \r\n\r\nThe Post").status_code == 303
    with world.reading() as session:
        asked = jobs.newest(session, world.project(session).id, queueing.KIND).arguments["options"]
    assert list(asked["split"]) == ["fold1", "fold2"]
    assert (asked["hold_out"], asked["mode"]) == (["The Mail", "The Post"], "outlet")


def test_folds_are_told_by_their_number(world, man):
    man.send("/projects/news/releases", version="1.0.0", texts="full", mode="story", seed="0", folds="3")
    assert run_waiting(world.store, world.workspace) == 1
    page = man.get("/projects/news/releases").text
    assert "3 folds" in page and "fold1" not in page


def test_a_draft_of_the_card_is_kept_as_it_is(man):
    assert man.send("/projects/news/releases/card", motivation="Why not.").status_code == 303
    page = man.get("/projects/news/releases/card").text
    assert "Why not." in page
    assert all(f'id="{field.name}"' in page for field in FIELDS)


def test_a_researcher_downloads_and_does_not_make(world, man):
    page = Visitor(world, "res").get("/projects/news/releases").text
    assert "Freeze the corpus" not in page


def test_what_is_made_can_be_stopped_and_then_leaves_nothing(world, man):
    man.send("/projects/news/releases", version="1.0.0", texts="full", mode="story", split="", seed="0")
    another = man.send("/projects/news/releases", version="2.0.0", texts="full", mode="story", split="", seed="0")
    assert another.status_code == 409 and "1.0.0 is being made; wait for it" in another.text
    assert man.send("/projects/news/releases/stop").status_code == 303
    assert run_waiting(world.store, world.workspace) == 0
    page = man.get("/projects/news/releases").text
    assert "is being made" not in page and "No release yet" in page


def test_what_a_worker_could_not_make_is_told(world, man):
    man.send("/projects/news/releases", version="1.0.0", texts="full", mode="story", split="", seed="0")
    man.send("/projects/news/releases/card", biases="", contact="")
    run_waiting(world.store, world.workspace)
    page = man.get("/projects/news/releases").text
    assert "1.0.0 was not made:" in page and "stand in the way of this release" in page


def test_a_frozen_number_is_not_made_again(world, man):
    freeze(world, man)
    again = man.send("/projects/news/releases", version="1.0.0", texts="full", mode="story", split="", seed="0")
    assert again.status_code == 303 and "was frozen already" in man.follow(again).text
    other = man.send("/projects/news/releases", version="1.0.0", texts="quotes", mode="story", split="", seed="0")
    assert other.status_code == 409 and "frozen with texts full" in other.text


def test_a_manager_reopens_what_was_released(world, man):
    freeze(world, man)
    assert "/articles/b1/gold/reopen" in man.get("/projects/news").text
    assert man.send("/articles/b1/gold/reopen").status_code == 303
    assert "/articles/b1/gold/reopen" not in man.get("/projects/news").text
