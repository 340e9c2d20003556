"""Training, tests and controls: what opens real work, what is mixed in, and what stays as it is."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.errors import Conflict, Invalid, Refused
from annotator.models import Article, Assignment, Layer
from annotator.permissions import OPERATOR
from annotator.services.agreement import qualifying
from annotator.services.agreement.rows import counted
from annotator.services.desk import submitting
from annotator.services.people import accounts, assigning
from annotator.services.proof import checking
from tests.bodies import TEXT, claim, uid
from tests.corpora import bring_in, line

CLAIM = ("claim", TEXT.index("exports"), TEXT.index(" in 2023"))


def settle(world, name: str, purpose: str | None) -> None:
    """Bring an article with settled gold, and say what it is for."""
    bring_in(world, line(name, {"gold": [CLAIM]}, text=f"{TEXT} {name}"))
    with world.writing() as session:
        article = world.article(session, name)
        session.scalars(select(Layer).where(Layer.article_id == article.id)).one().state = "adjudicated"
    if purpose:
        with world.writing() as session:
            qualifying.set_purpose(session, OPERATOR, name, purpose)


def ask_for(world, **settings) -> None:
    wanted = {"pass_mark": None, "control_every": 0} | settings
    with world.writing() as session:
        qualifying.change(session, OPERATOR, world.project(session), **wanted)


def evenly(world, *names: str):
    with world.writing() as session:
        return assigning.assign_evenly(session, OPERATOR, world.project(session), names=names)


def work_of(world, name: str) -> list[str]:
    with world.reading() as session:
        query = select(Article.public_id).join(Assignment, Assignment.article_id == Article.id)
        query = query.where(Assignment.account_id == accounts.find(session, name).id).order_by(Assignment.id)
        return [one for one in session.scalars(query) if one != "a1"]


def do(world, article: str, *bodies, name: str = "ann") -> None:
    for number, body in enumerate(bodies, 301):
        answer = world.as_(name).put(f"/articles/{article}/annotations/{uid(number)}", body)
        assert answer.status_code == 201, answer.json
    assert world.as_(name).put(f"/articles/{article}/submission").status_code == 200


@pytest.fixture
def tested(world):
    """One test article, and real work for who reaches 80 per cent."""
    settle(world, "t", "test")
    world.add_article("real", "A real article, about roads.")
    ask_for(world, pass_mark=80)
    return world


def test_only_settled_gold_tests_and_the_purpose_must_be_one(world):
    with world.writing() as session, pytest.raises(Conflict) as refused:
        qualifying.set_purpose(session, OPERATOR, "a1", "test")
    assert refused.value.code == "no_gold"
    settle(world, "g", None)
    with world.writing() as session, pytest.raises(Invalid):
        qualifying.set_purpose(session, OPERATOR, "g", "punishment")


def test_who_has_not_passed_is_held_back_and_told_why(tested):
    evenly(tested)
    assert work_of(tested, "ann") == ["t"]
    answer = tested.as_("man").post("/projects/news/assignments", {"article": "real", "annotator": "ann"})
    assert (answer.status_code, answer.json["code"]) == (409, "not_qualified")
    assert "0 of 1 test articles handed in" in answer.json["detail"]


def test_who_passes_gets_real_work_and_who_fails_does_not(tested):
    evenly(tested)
    do(tested, "t", claim("exports rose by 12 percent"))
    do(tested, "t", name="ben")
    evenly(tested)
    assert (work_of(tested, "ann"), work_of(tested, "ben")) == (["t", "real"], ["t"])
    people = {one["annotator"]: one for one in tested.as_("man").get("/projects/news/quality").json["annotators"]}
    assert (people["ann"]["score"], people["ben"]["score"], people["ben"]["passed"]) == (100, 0, False)


def test_a_test_counts_once_and_makes_no_cases(tested):
    evenly(tested)
    do(tested, "t", claim("exports rose by 12 percent"))
    do(tested, "t", name="ben")
    with tested.writing() as session, pytest.raises(Conflict):
        submitting.reopen(session, tested.actor(session, "ann"), "t")
    assert tested.as_("rev").get("/projects/news/cases?state=all").json["items"] == []
    assert tested.as_("rev").get("/articles/t/layers/gold").json["state"] == "adjudicated"


def test_training_gives_feedback_after_handing_in_and_is_no_data(world):
    settle(world, "t", "training")
    evenly(world)
    assert world.as_("ann").get("/articles/t/feedback").status_code == 403
    do(world, "t", claim("exports rose"))
    found = world.as_("ann").get("/articles/t/feedback").json
    assert (found["places"], found["differences"][0]["differs"][0]) == (1, "boundary")
    assert world.as_("ann").get("/articles/t/layers/gold").status_code == 404
    with world.reading() as session:
        assert ("t", "ann") not in {(key[0], "ann") for key in counted(session, world.project(session)).guidelines}


def test_controls_are_mixed_in_and_cannot_be_told_from_other_articles(world):
    settle(world, "c", "control")
    for number in range(4):
        world.add_article(f"n{number}", f"Article number {number} about roads and bridges.")
    with world.writing() as session:
        world.project(session).per_article = 1
    ask_for(world, control_every=2)
    evenly(world, "ann")
    assert work_of(world, "ann") == ["n0", "c", "n1", "n2", "n3"]
    one, other = (world.as_("ann").get(f"/articles/{name}").json for name in ("c", "n0"))
    assert one.keys() == other.keys()
    for path in ("feedback", "layers/gold", "history"):
        told = {world.as_("ann").get(f"/articles/{name}/{path}").status_code for name in ("c", "n0")}
        assert len(told) == 1


def test_nobody_but_a_manager_and_the_state_is_its_history(tested):
    with tested.writing() as session, pytest.raises(Refused):
        qualifying.change(
            session, tested.actor(session, "rev"), tested.project(session), pass_mark=1, control_every=0
        )
    with tested.reading() as session:
        wrong = [words for one in checking.check(session) for words in one.wrong]
    assert [words for words in wrong if "layer/gold" not in words] == []
