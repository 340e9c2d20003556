"""Who annotates what: evenly, one by one, taken back; twice is harmless."""

from __future__ import annotations

import re

from annotator.services.desk import submitting
from tests.visitors import words

HERE = "/projects/news"


def test_evenly_fills_every_article(world, man):
    world.add_article("a2", "Another text.")
    answer = man.send(f"{HERE}/assignments/evenly", page=HERE, per_article="2")
    assert "2 assignments made" in words(man.follow(answer))


def test_evenly_says_how_many_articles_lack_annotators(man):
    answer = man.send(f"{HERE}/assignments/evenly", page=HERE, per_article="5")
    assert "1 article still lack" in words(man.follow(answer))


def test_a_number_that_cannot_be_is_refused_on_the_same_page(man):
    answer = man.send(f"{HERE}/assignments/evenly", page=HERE, per_article="many")
    assert answer.status_code == 422
    assert "Articles" in words(answer)


def test_one_by_one(world, man):
    world.add_article("a2", "Another text.")
    for _ in range(2):
        answer = man.send(f"{HERE}/assignments", page=HERE, article="a2", annotator="ann")
    assert "ann has" in words(man.follow(answer))


def test_an_article_of_elsewhere_cannot_be_given(world, man):
    world.add_project("other")
    world.add_person("man", "manager", slug="other")
    world.add_article("b1", "Elsewhere.", slug="other")
    answer = man.send(f"{HERE}/assignments", page=HERE, article="b1", annotator="ann")
    assert answer.status_code == 404


def test_somebody_who_does_not_annotate_cannot_get_it(man):
    answer = man.send(f"{HERE}/assignments", page=HERE, article="a1", annotator="rev")
    assert "Choose an annotator" in words(man.follow(answer))


def test_taken_back_once_and_again(man):
    where = re.search(r"/projects/news/assignments/[^/]+/withdraw", man.get(HERE).text)[0]
    first, second = man.send(where, page=HERE), man.send(where, page=HERE)
    assert {first.status_code, second.status_code} == {303}
    assert "taken back already" in words(man.follow(second))


def test_an_annotator_assigns_nothing(visit):
    assert visit("ann").send(f"{HERE}/assignments/evenly", per_article="2").status_code == 403
    assert visit("out").send(f"{HERE}/assignments/evenly", per_article="2").status_code == 404


def test_a_manager_reopens_what_was_handed_in(world, man):
    with world.writing() as session:
        submitting.hand_in(session, world.actor(session, "ann"), "a1")
    where = re.search(r"/projects/news/assignments/[^/]+/reopen", man.get(HERE).text)[0]
    assert man.send(where, page=HERE).status_code == 303
    assert "reopen" not in man.get(HERE).text
