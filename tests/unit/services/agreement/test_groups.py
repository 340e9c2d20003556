"""What is measured on aligned groups, from rows: links, omissions, verdicts, people chosen."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.models import FactCheck
from annotator.permissions import OPERATOR
from annotator.services.agreement.choice import Asked
from annotator.services.agreement.groups import among, verdicts
from annotator.services.agreement.measuring import measure
from annotator.services.review.aligning import align
from tests.bodies import uid
from tests.corpora import bring_in, line

CHECK = {"claim": "Exports rose.", "mentions": [], "evidence": [], "verdict": "not_checked"}


def report(world):
    with world.reading() as session:
        return measure(session, OPERATOR, world.project(session), Asked(draws=0)).record


def test_points_near_the_same_sentence_are_one_event(world):
    text = "One two three four. Five six seven eight. Nine ten eleven twelve. The end of it."
    layers = {"p": [("omission", 19, 19)], "q": [("omission", 21, 21)], "r": [("omission", 42, 42)]}
    bring_in(world, line("x", layers, text=text))
    found = report(world)["omissions"]
    assert found["slots"]["slots"] == 5
    assert (found["event_f1_0"], found["event_f1_1"]) == (pytest.approx(1 / 3), 1.0)


def test_omissions_say_the_same_when_a_reviewer_ruled_so(world):
    same = line("x", {"p": [("omission", 5, 5)], "q": [("omission", 90, 90)]})
    ids = [layer["annotations"][0]["id"] for layer in same["layers"]]
    gold = {"id": uid(900), "tag": "omission", "anchor": {"kind": "article", "segments": []}, "derived_from": ids}
    same["layers"].append({"layer": "gold", "state": "open", "annotations": [gold]})
    bring_in(world, same)
    assert report(world)["omissions"]["reasons"]["content_f1"] == "not_adjudicated"


def test_the_article_as_some_read_it(world):
    bring_in(world, line("x", {"p": [("claim", 0, 20)], "q": [("claim", 3, 20)], "r": [("claim", 42, 59)]}))
    with world.reading() as session:
        [(part, _)] = align(session, world.project(session), ["x"]).parts
    assert among(part, {"p", "r"}).people == ["p", "r"]
    assert [len(group) for group in among(part, {"p", "r"}).groups] == [1, 1]


def test_verdicts_are_compared_in_their_order(world):
    for number, (one, other) in enumerate([("supported", "supported"), ("refuted", "conflicting_cherrypicking")]):
        proposals = [
            {"by": by, "verdict": verdict, "missing_context": False, "rating": None, "justification": "x",
             "blind": True, "at": "2026-01-01T00:00:00.000000Z"}
            for by, verdict in (("a", one), ("b", other))
        ]  # fmt: skip
        assert world.as_("rev").put(f"/projects/news/fact-checks/{uid(number)}", CHECK).status_code == 201
        with world.writing() as session:
            row = session.scalars(select(FactCheck).where(FactCheck.uuid == uid(number))).one()
            row.body = {**row.body, "proposals": proposals}
    with world.reading() as session:
        found = verdicts(session, world.project(session))
    assert found["alpha"] == pytest.approx(5 / 6) and found["fact_checks"] == 2
