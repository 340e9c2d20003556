"""Pages of second looks: opened from what changed, done by annotators and reviewers, followed by the manager."""

from __future__ import annotations

import re

import pytest

from tests.bodies import claim, framing, uid
from tests.unit.services.review.test_rechecking import redefine
from tests.visitors import words

ROOT = "/projects/news/rechecks"
NEW = f"{ROOT}/new?basis=scheme&version=2"


@pytest.fixture
def changed(world):
    ann = world.as_("ann")
    for number, body in ((1, claim()), (2, framing())):
        assert ann.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    redefine(world)
    return world


@pytest.fixture
def opened(changed, man):
    answer = man.send(ROOT, page=NEW, basis="scheme", version="2", parts="claim")
    return answer.headers["Location"]


def test_the_form_offers_what_the_version_redefined_with_how_much_rests_on_it(changed, man):
    page = man.get(NEW)
    assert "Claim 1 to look at" in words(page) and "Version 2." in words(page)
    assert 'value="claim" checked' in page.text and 'value="framing"' not in page.text
    assert NEW.replace("&", "&amp;") in man.get("/projects/news/scheme").text


def test_an_annotator_keeps_or_goes_to_the_desk(opened, visit):
    ann = visit("ann")
    assert "1 to look at again" in words(ann.get("/"))
    page = ann.get(opened)
    assert f'href="/articles/a1#a-{uid(1)}"' in page.text and uid(2) not in page.text
    assert ann.send(f"{opened}/{item(page)}/keep", page=opened).status_code == 303
    assert "kept" in words(ann.get(opened)) and "to look at again" not in words(ann.get("/"))


def test_the_manager_sees_how_far_everybody_is_and_ends_it(opened, man, visit):
    assert "0 of 1 looked at" in words(man.get(opened))
    ann = visit("ann")
    ann.send(f"{opened}/{item(ann.get(opened))}/keep", page=opened)
    assert "1 of 1 looked at" in words(man.get(opened)) and "1 of 1 looked at" in words(man.get(ROOT))
    assert man.send(f"{opened}/close", page=opened, closed="yes").status_code == 303
    assert "This second look is closed." in words(man.get(opened))


def test_blind_nobody_learns_whose_and_how_many(opened, visit):
    for name in ("ben", "rev"):
        shown = words(visit(name).get(opened))
        assert "Nothing here waits for you." in shown and "exports rose" not in shown
        assert not re.search(r"\b1 of 1\b|\b0 of 1\b", shown + words(visit(name).get(ROOT)))


def test_nothing_chosen_is_said_and_the_form_stays(changed, man):
    answer = man.send(ROOT, page=NEW, basis="scheme", version="2")
    assert answer.status_code == 422 and "Say which definitions changed." in words(answer)


def test_new_guidelines_tick_the_tags_they_speak_of(changed, man):
    edit = "/projects/news/guidelines/edit"
    text = man.get(edit).text
    base = re.search(r'name="base"[^>]*value="(\d+)"', text)[1]
    man.send(edit, page=edit, text="A framing steers the reader.", base=base)
    page = man.get(f"{ROOT}/new?basis=guideline").text
    assert 'value="framing" checked' in page


def test_a_version_that_is_not_there_is_not_found(man):
    assert man.get(f"{ROOT}/new?basis=scheme&version=7").status_code == 404
    assert man.get(f"{ROOT}/new?basis=law").status_code == 404
    assert "This version changed no definition" in words(man.get(f"{ROOT}/new?basis=scheme"))


@pytest.mark.parametrize("number", ["0", "1000000000", "-1", "95608245237055773212672", "\u0661", "x"])
def test_a_number_that_is_none_of_the_items_is_not_there(changed, opened, visit, number):
    assert changed.as_("ann").put(f"{opened}/{number}/kept").status_code == 404
    assert changed.as_("ann").put(f"{opened}/{item(visit('ann').get(opened))}/kept").status_code == 200


def item(page) -> str:
    """Return the number of the one item on the page."""
    [number] = re.findall(r'data-item="(\d+)"', page.text)
    return number
