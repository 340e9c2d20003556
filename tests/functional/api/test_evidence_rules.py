"""The rules of fact-checks, broken through the API and the import, with the same words."""

from __future__ import annotations

import copy
import json

import pytest

import schemas
from tests.bodies import SOURCE, claim, source, uid

CHECK = f"/projects/news/fact-checks/{uid(1)}"
FULL = schemas.examples("valid")["article.full"]
REFUTED = {"claim": "It fell.", "verdict": "refuted", "justification": "So."}


def imported(world, **changed):
    """Send an article whose fact-check is changed so."""
    line = copy.deepcopy(FULL)
    line["fact_checks"][0] |= changed
    del line["history"]
    line["sources"][0]["url"] = line["url"]
    data = json.dumps(line)
    return world.as_("man").call(
        "POST", "/projects/news/articles", headers={"Content-Type": "application/x-ndjson"}, data=data
    )


def test_a_verdict_without_evidence_is_refused_by_every_door(world):
    answer = world.as_("rev").put(CHECK, REFUTED)
    assert (answer.status_code, answer.json["code"]) == (422, "evidence_required")
    refused = imported(world, evidence=[])
    assert refused.status_code == 422 and answer.json["detail"].replace("refuted", "supported") in refused.text


def test_a_verdict_without_a_reason_is_refused_by_every_door(world):
    link = {"source": SOURCE, "stance": "refutes"}
    answer = world.as_("rev").put(CHECK, {**REFUTED, "evidence": [link], "justification": " "})
    assert answer.status_code == 422 and answer.json["pointer"] == "/justification"
    assert "needs a justification" in imported(world, justification=None).text


@pytest.fixture
def mentioned(world):
    """A claim that was handed in, in an article that is itself a source."""
    for name, number in (("ann", 10), ("ben", 11)):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", claim())
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    (check,) = world.as_("rev").get("/projects/news/fact-checks").json["items"]
    body = {**source("The article itself"), "url": None, "article": "a1"}
    assert world.as_("rev").put(f"/projects/news/sources/{uid(3)}", body).status_code == 201
    return check


def test_the_page_of_the_claim_is_no_evidence_for_it(world, mentioned):
    rev, path = world.as_("rev"), f"/projects/news/fact-checks/{mentioned['id']}"
    body = {"claim": mentioned["claim"], "mentions": mentioned["mentions"]}
    link = {"source": uid(3), "stance": "supports"}
    refused = rev.put(path, {**body, "evidence": [link]}, if_match=mentioned["version"])
    assert (refused.status_code, refused.json["code"]) == (422, "own_evidence")
    assert refused.json["pointer"] == "/evidence/0"
    origin = {**link, "stance": "origin"}
    assert rev.put(path, {**body, "evidence": [origin]}, if_match=mentioned["version"]).status_code == 200
    link = {**FULL["fact_checks"][0]["evidence"][0], "source": FULL["sources"][0]["id"]}
    assert "no evidence for it" in imported(world, evidence=[link]).text


def test_a_claim_whose_page_is_evidence_cannot_become_a_mention(world, mentioned):
    rev = world.as_("rev")
    link = {"source": uid(3), "stance": "supports"}
    assert rev.put(CHECK, {"claim": "Exports rose.", "evidence": [link]}).status_code == 201
    refused = rev.put(f"{CHECK}/mentions/{mentioned['mentions'][0]}")
    assert (refused.status_code, refused.json["code"]) == (422, "own_evidence")
