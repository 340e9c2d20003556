"""The page of a story: its reports, its copies, and an omission by one press."""

from __future__ import annotations

import pytest

from tests.unit.services.corpus.test_comparing import A, B, C
from tests.visitors import hidden, words

HERE = "/stories/news:karsh"


@pytest.fixture
def ann(world, visit):
    for name, text in (("b1", A), ("b2", B), ("b3", C)):
        world.add_article(name, text, story="karsh")
    world.assign("b3", "ann")
    return visit("ann")


def sent(page, *told):
    return hidden(page.text) | {"article": "b3", "told": list(told)}


def test_reports_stand_in_rows_with_their_gaps(ann):
    shown = words(ann.get(HERE))
    assert "What they report" in shown
    assert shown.count("not reported") == 2
    assert shown.count("Mark as omission") == 1


def test_one_press_makes_an_omission(ann):
    page = ann.get(HERE)
    answer = ann.client.post(f"{HERE}/omissions", data=sent(page, "b1:0:59", "b2:0:59"))
    assert answer.headers["Location"].startswith("/articles/b3#a-")
    assert "lead in the old pipes" in ann.get("/articles/b3").text


def test_a_gap_that_is_marked_says_so_and_leads_to_the_omission(ann):
    page = ann.get(HERE)
    where = ann.client.post(f"{HERE}/omissions", data=sent(page, "b1:0:59", "b2:0:59")).headers["Location"]
    again = ann.get(HERE)
    assert f'href="{where}"' in again.text
    assert "Marked as omission" in words(again) and "Mark as omission" not in words(again)


@pytest.mark.parametrize("told", ["b1", "b1:x:y", "b1:0:99999", "a1:0:5", "b1:-1:5"])
def test_what_is_no_sentence_of_the_story_is_not_found(ann, told):
    page = ann.get(HERE)
    assert ann.client.post(f"{HERE}/omissions", data=sent(page, told)).status_code == 404


def test_copies_are_named(world, visit):
    world.add_article("b1", A, story="karsh")
    world.add_article("b2", A + " So it goes.", story="karsh")
    assert "share 100 % of the shorter text" in words(visit("man").get(HERE))


def test_names_and_dates_are_each_written_in_their_own_direction(world, visit):
    world.add_article("b1", A, story="karsh", title="الرصاص", outlet="الجريدة", published="2024-01-03")
    world.add_article("b2", A + " So it goes.", story="karsh", title="المرشحات", published="2024-01-04")
    shown = visit("man").get(HERE).text
    assert "<bdi>الجريدة</bdi> · <bdi>2024-01-03</bdi>" in shown
    assert "<p>“<bdi>الرصاص</bdi>” and “<bdi>المرشحات</bdi>” share" in shown


def test_an_article_alone_says_how_others_come_beside_it(world, visit):
    world.add_article("b1", A, story="karsh")
    shown = visit("man").get(HERE)
    assert "Only this article tells of the event so far." in words(shown) and "/projects/news/import" in shown.text


def test_articles_that_share_no_sentence_say_so(world, visit):
    world.add_article("b1", A, story="karsh")
    world.add_article("b2", "A new port opens today in a town of the north. Nobody was there.", story="karsh")
    assert "No sentence of one shares enough words" in words(visit("man").get(HERE))
