"""Who decides a case a second time learns nothing of the first decision: by page, API, list or order."""

from __future__ import annotations

import re
from itertools import count

import pytest
from sqlalchemy import update

from annotator import clock
from annotator.models import Article
from annotator.permissions import OPERATOR
from annotator.services.project import projects
from tests.bodies import claim, framing, uid
from tests.functional.api.test_adjudication import ANN, BEN, cases, decide, work
from tests.unit.services.review.test_verdict_cases import proposing
from tests.visitors import Visitor, words
from tests.world import copy_world

CHANGING = re.compile(
    r'(?<=content=")[^"]{20,}(?=")|(?<=name="once" value=")[^"]+|(?<=name="csrf_token" value=")[^"]+'
    r'|(?<="request_id":")[^"]+|\b[0-9a-f]{64}\b|(?<=name="id" value=")[^"]+'
    r'|(?<=name="shown" type="hidden" value=")\d+|\d{4}-\d\d-\d\dT[0-9:.]+Z'
)
LONG, SHORT = "exports rose by 12 percent in 2023", "exports rose by 12 percent"
RATIONALE = "Dates belong to the claim, says the first."
RULINGS = {
    "ann's": {"chosen": ANN, "reason": "guideline_gap", "rationale": RATIONALE},
    "ben's": {"chosen": BEN, "rationale": RATIONALE},
    "neither": {"outcome": "reject", "chosen": None, "rationale": RATIONALE},
}
PAGES = (
    "/articles/a1", "/articles/a1/review", "/articles/a1/review/layers", "/articles/a1/graph",
    "/articles/a1/comments", "/projects/news", "/projects/news/guidelines", "/projects/news/rechecks", "/",
    "/projects/news/fact-checks", "/projects/news/sources", "/projects/news/entities", "/projects/news/statistics",
    "/stories/news:s", "/stories/news:s/graph",
    *(f"/projects/news/cases?state={state}&order={order}" for state in ("again", "decided", "all", "open")
      for order in ("article", "pattern", "worth")),
)  # fmt: skip
LISTS = (
    "/projects/news/cases",
    "/projects/news/cases?state=decided",
    "/articles/a1/layers",
    "/projects/news/fact-checks",
    "/projects/news/proposals",
    "/projects/news/agreement",
    "/projects/news/sources",
    "/projects/news/entities",
    "/articles/a1/history",
    "/projects/news/articles",
    "/articles/a1",
    "/projects/news",
)


@pytest.fixture
def second(world_template, tmp_path, monkeypatch):
    """Return what rob, who is to decide a second time, is shown after the first ruled so."""

    def show(name: str):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        world = copy_world(world_template, folder)
        with world.writing() as session:
            session.execute(update(Article).values(story="s"))
            settings = {"second_share": 100, "sample_share": 0}
            projects.change_settings(session, OPERATOR, world.project(session), **settings)
        world.add_person("rob", "reviewer")
        ids = count(5000)
        monkeypatch.setattr(clock, "new_id", lambda: uid(next(ids)))
        work(world, ann=[claim(LONG), framing()], ben=[claim(SHORT), framing()])
        [case] = cases(world, "open")
        answer = decide(world, case, **RULINGS[name])
        assert answer.status_code == 200, answer.text
        monkeypatch.undo()
        return world, case["id"]

    return show


@pytest.fixture
def verdict(world):
    """A verdict case that rev decided, which rob is to decide a second time; and its fact-check."""
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), second_share=100, sample_share=0)
    world.add_person("rob", "reviewer")
    work(world, ann=[proposing("refuted")], ben=[proposing("not_enough_evidence")])
    [case] = cases(world, "open")
    assert decide(world, case, chosen=ANN).status_code == 200
    [check] = world.as_("rev").get("/projects/news/fact-checks").json["items"]
    return world, case["id"], check


def shown(world, case: str) -> dict[str, str]:
    """Return every page and answer that a reviewer may look at, without what is of the visit alone."""
    page, api = Visitor(world, "rob"), world.as_("rob")
    found = {path: page.get(path).text for path in (*PAGES, f"/articles/a1/review?case={case}")}
    found |= {f"API {path}": api.get(path).text for path in (*LISTS, f"/cases/{case}", f"/cases/{case}/blind")}
    return {path: CHANGING.sub("~", text) for path, text in found.items()}


@pytest.mark.parametrize("other", ["ben's", "neither"])
def test_pages_lists_and_order_are_the_same_whatever_the_first_ruled(second, other):
    first = shown(*second("ann's"))
    assert shown(*second(other)) == first
    assert not any(RATIONALE in text for text in first.values())


@pytest.mark.parametrize("ruling", RULINGS)
def test_what_the_first_says_about_the_gold_waits_for_the_second_decision(second, ruling):
    world, case = second(ruling)
    said = {"layer": "gold", "text": "I took the long one."}
    rev, rob = world.as_("rev"), world.as_("rob")
    assert rev.put(f"/articles/a1/comments/{uid(700)}", said).status_code == 201
    assert rob.get("/articles/a1/comments").json["items"] == []
    assert said["text"] not in Visitor(world, "rob").get("/articles/a1/comments").text
    assert rob.put(f"/articles/a1/comments/{uid(700)}/settlement").status_code == 404
    assert rob.put(f"/articles/a1/comments/{uid(701)}", said).status_code == 404
    last = {"case_version": 1, "outcome": "reject", "reason": "slip", "rationale": "No.", "confidence": 2}
    assert rob.put(f"/cases/{case}/blind", last).status_code == 200
    assert [one["text"] for one in rob.get("/articles/a1/comments").json["items"]] == [said["text"]]


def test_what_is_compared_is_there(second):
    world, _ = second("ann's")
    page = Visitor(world, "rob")
    assert {page.get(path).status_code for path in PAGES} <= {200, 403}
    assert page.get("/stories/news:s").status_code == page.get("/stories/news:s/graph").status_code == 200


def test_the_gold_is_there_for_the_first_and_for_managers_and_not_for_the_second(second):
    world, _ = second("ann's")
    status = {
        name: world.as_(name).get("/articles/a1/layers/gold").status_code for name in ("rev", "man", "res", "rob")
    }
    assert status == {"rev": 200, "man": 200, "res": 200, "rob": 404}


def test_after_the_second_decision_everything_is_shown(second):
    world, case = second("ann's")
    ruling = {"case_version": 1, "outcome": "reject", "reason": "slip", "rationale": "No.", "confidence": 2}
    answer = world.as_("rob").put(f"/cases/{case}/blind", ruling)
    assert (answer.status_code, answer.json["phase"], answer.json["differs"]) == (200, "blind", True)
    assert world.as_("rob").get("/articles/a1/layers/gold").status_code == 200
    assert world.as_("rob").get(f"/cases/{case}").json["decision"]["rationale"] == RATIONALE
    assert RATIONALE in words(Visitor(world, "rob").get(f"/articles/a1/review?case={case}"))


def test_who_overrules_without_having_seen_the_first_is_blind(second):
    world, case = second("ann's")
    ruling = {"case_version": 1, "outcome": "reject", "reason": "slip", "rationale": "No.", "confidence": 2}
    assert world.as_("rob").put(f"/cases/{case}/decision", ruling).json["phase"] == "blind"


def test_who_sees_the_gold_anyway_is_not_asked(second):
    world, case = second("ann's")
    world.add_person("mia", "reviewer", "manager")
    assert world.as_("mia").get(f"/cases/{case}/blind").json["code"] == "no_second_awaited"
    assert world.as_("mia").get(f"/cases/{case}").json["decision"]["rationale"] == RATIONALE


def test_history_and_fact_checks_tell_everything_after_the_second_decision(second):
    world, case = second("ann's")
    rob = world.as_("rob")
    before = rob.get("/articles/a1/history").json["items"]
    assert rob.get("/projects/news/fact-checks").json["items"] == []
    ruling = {"case_version": 1, "outcome": "reject", "reason": "slip", "rationale": "No.", "confidence": 2}
    assert rob.put(f"/cases/{case}/blind", ruling).status_code == 200
    [check] = rob.get("/projects/news/fact-checks").json["items"]
    assert check["mentions"]
    assert len(rob.get("/articles/a1/history").json["items"]) > len(before)
    assert "case:decide" not in {event["action"] for event in before if event["actor"] != "operator"}


def test_the_first_sees_the_fact_check_of_the_gold_at_once(second):
    world, _ = second("ann's")
    [check] = world.as_("rev").get("/projects/news/fact-checks").json["items"]
    assert world.as_("rob").get(f"/projects/news/fact-checks/{check['id']}").status_code == 404
    assert Visitor(world, "rob").get(f"/projects/news/fact-checks/{check['id']}").status_code == 404
    assert world.as_("rev").get(f"/projects/news/fact-checks/{check['id']}").status_code == 200


def test_a_verdict_that_waits_for_a_second_decision_is_nowhere_to_be_read(verdict):
    world, _, check = verdict
    assert check["verdict"] == "refuted"
    rob, page = world.as_("rob"), Visitor(world, "rob")
    here = f"/projects/news/fact-checks/{check['id']}"
    found = {rob.get(f"{here}{part}").status_code for part in ("", "/verdicts", "/likely", "/blind")}
    assert found == {404} == {page.get(here).status_code, rob.put(here, {"claim": "?"}).status_code}
    assert rob.get("/projects/news/fact-checks").json["items"] == []
    assert not {one["fact_check"] for one in rob.get("/projects/news/proposals").json["items"]} - {None}
    assert (
        "0 fact-checks" in (listed := words(page.get("/projects/news/fact-checks")))
        or check["claim"] not in listed
    )


def test_the_verdict_is_there_after_the_second_decision(verdict):
    world, case, check = verdict
    said = {"outcome": "accept", "chosen": BEN, "reason": "slip", "rationale": None, "confidence": 2}
    answer = world.as_("rob").put(f"/cases/{case}/blind", {"case_version": 1, **said})
    assert (answer.status_code, answer.json["differs"]) == (200, True)
    assert world.as_("rob").get(f"/projects/news/fact-checks/{check['id']}").json["verdict"] == "refuted"


def test_gold_by_rule_says_no_more_of_a_sample_than_every_reading_does(world):
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), second_share=0, sample_share=100)
    work(world, ann=[framing()], ben=[framing()])
    [case] = cases(world)
    seen = world.as_("rev").get(f"/cases/{case['id']}/blind").json
    assert seen["decision"] is None and not seen.get("proposal")
    [made] = world.as_("rev").get("/articles/a1/layers/gold").json["annotations"]
    for reading in seen["readings"]:
        assert {name: made[name] for name in ("tag", "anchor", "attributes")} == {
            name: reading[name] for name in ("tag", "anchor", "attributes")
        }


def test_who_samples_what_the_rule_took_sees_neither_the_gold_nor_the_decision_before(world):
    with world.writing() as session:
        settings = {"auto_trivial": True, "sample_share": 100, "second_share": 0}
        projects.change_settings(session, OPERATOR, world.project(session), **settings)
    work(world, ann=[claim("The so-called reformers")], ben=[claim("so-called reformers")])
    (case,) = cases(world, "decided")
    rev, man = world.as_("rev"), world.as_("man")
    assert rev.get("/articles/a1/layers/gold").status_code == 404
    assert man.get("/articles/a1/layers/gold").status_code == 200
    assert rev.get(f"/cases/{case['id']}").json["decision"] is None
    assert man.get(f"/cases/{case['id']}").json["decision"]["phase"] == "auto"
    assert all(member["layer"].startswith("reader ") for member in case["members"])
    answer = decide(world, case, chosen=ANN)
    assert (answer.status_code, answer.json["phase"]) == (200, "blind")
    assert rev.get("/articles/a1/layers/gold").status_code == 200
