"""Calibration through the doors: nobody's before its time, one's own alone, and what the reviewer said."""

from __future__ import annotations

import pytest

from annotator.services.proof import checking
from tests.bodies import claim, framing, uid
from tests.functional.api.test_adjudication import cases, decide, work
from tests.visitors import Visitor, words

HERE = "/projects/news/calibration"


@pytest.fixture
def decided(world):
    """Ann calls framing what ben calls a claim, and the reviewer sides with ben, blind; the gold is open."""
    work(world, ann=[framing("exports rose by 12 percent")], ben=[claim("exports rose by 12 percent")])
    (case,) = cases(world)
    reading = next(one["annotation"] for one in case["members"] if one["annotation"] == uid(101))
    content = {"readings": [reading], "attributes": {"normalized": "Exports rose."}}
    answer = decide(world, case, outcome="amend", chosen=content, rationale="A number is a claim.")
    assert answer.status_code == 200, answer.json
    return world


def release(world, *, opened: bool = True) -> None:
    assert world.as_("man").put(HERE, {"open": opened}).json == {"open": opened}


def open_gold(world) -> None:
    with world.writing() as session:
        world.article(session).opened = True


def test_the_manager_sees_each_annotator_with_the_reason(decided):
    name = decided.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    found = decided.as_("man").get(f"{HERE}?annotator={name}").json
    assert (found["places"], found["enough"], found["rates"]) == (1, False, None)
    [difference] = found["differences"]
    assert difference["differs"] == ["tag"]
    assert (difference["mine"]["tag"], difference["gold"]["tag"]) == ("framing", "claim")
    assert (difference["reason"], difference["rationale"]) == ("boundary_convention", "A number is a claim.")
    assert decided.as_("man").get(f"{HERE}?annotator=nobody").status_code == 404


def test_an_annotator_sees_nothing_before_it_is_released_and_nobody_else_ever(decided):
    ben = decided.as_("ben").get("/articles/a1/layers/mine").json["layer"]
    assert decided.as_("ann").get(HERE).status_code == 403
    assert "Calibration" not in Visitor(decided, "ann").get("/projects/news").text
    release(decided)
    open_gold(decided)
    assert decided.as_("ann").get(HERE).json["places"] == 1
    assert decided.as_("ann").get(f"{HERE}?annotator={ben}").status_code == 403
    release(decided, opened=False)
    assert decided.as_("ann").get(HERE).status_code == 403


def test_articles_whose_gold_is_not_open_count_for_the_manager_alone(decided):
    release(decided)
    assert decided.as_("ann").get(HERE).json["places"] == 0


def test_what_was_changed_after_the_reveal_does_not_count(decided):
    name = decided.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    [case] = cases(decided)
    assert decide(decided, case, outcome="reject", rationale="On second thoughts.").status_code == 200
    assert decided.as_("man").get(f"{HERE}?annotator={name}").json["places"] == 0


def test_the_release_stands_in_the_history_and_the_state_still_is_its_fold(decided):
    release(decided)
    release(decided)
    actions = [one["action"] for one in decided.as_("man").get("/articles/a1/history").json["items"]]
    assert "calibration:open" not in actions
    with decided.reading() as session:
        assert [one for one in checking.check(session) if one.wrong] == []


def test_pages_show_it_to_each(decided):
    name = decided.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    man = Visitor(decided, "man")
    shown = words(man.get(HERE))
    assert "Annotators do not see it yet" in shown and name in shown and "under 20, a count alone" in shown
    assert "Where it differs" in words(man.get(f"{HERE}?annotator={name}"))
    assert man.send(HERE, page=HERE, open="yes").status_code == 303
    open_gold(decided)
    shown = words(Visitor(decided, "ann").get(HERE))
    assert "How you stand against gold" in shown and "A number is a claim." in shown
