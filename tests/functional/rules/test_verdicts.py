"""Each rule of a verdict is broken through the page, the API and an import: one code, the same words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bodies import SOURCE, TEXT, claim, source, uid
from tests.functional.rules.test_rules import told
from tests.visitors import Visitor, words

CHECK = f"/projects/news/fact-checks/{uid(1)}"
PROOF = {"source": SOURCE, "stance": "refutes", "quote": None, "paraphrase": None, "locator": None}
GOOD: dict[str, Any] = {
    "claim": "Exports rose.", "evidence": [PROOF], "verdict": "refuted", "missing_context": False, "rating": None,
    "justification": "The table says so.",
}  # fmt: skip
BROKEN = {
    "supported needs evidence": ({"verdict": "supported", "evidence": []}, "evidence_required"),
    "refuted needs evidence": ({"evidence": []}, "evidence_required"),
    "conflicting needs evidence": ({"verdict": "conflicting_cherrypicking", "evidence": []}, "evidence_required"),
    "context is no evidence": ({"evidence": [{**PROOF, "stance": "context"}]}, "evidence_required"),
    "origin is no evidence": ({"evidence": [{**PROOF, "stance": "origin"}]}, "evidence_required"),
    "a verdict has a reason": ({"justification": None}, "incomplete"),
    "not enough evidence has a reason": (
        {"verdict": "not_enough_evidence", "justification": None, "evidence": []},
        "incomplete",
    ),
}


def sent(body):
    """Return the verdict as the form of the page sends it."""
    return {"verdict": body["verdict"], "justification": body["justification"] or "", "seen": "1"}


def line(check):
    """Return an article whose one claim is a mention of the fact-check, as a corpus brings it."""
    layer = {"layer": "a", "state": "open", "relations": [], "annotations": [{"id": uid(2), **claim()}]}
    layer["annotations"][0] |= {"attributes": {}}
    named = {"entities": [], "sources": [{"id": SOURCE, **source()}]}
    checks = [{"id": uid(5), "mentions": [uid(2)], **check}]
    return {"text": TEXT + " Again.", "regions": [], "layers": [layer], "fact_checks": checks, **named}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_verdict_is_refused_at_every_door(world, rule):
    change, code = BROKEN[rule]
    body, rev = GOOD | change, world.as_("rev")
    by_api = told(rev.put(CHECK, body).json)
    assert [one for one, _ in by_api] == [code]
    open_one = {"claim": body["claim"], "evidence": body["evidence"], "verdict": "not_checked"}
    assert rev.put(CHECK, open_one).status_code == 201
    page = Visitor(world, "rev").send(f"{CHECK}/verdict", page=CHECK, **sent(body))
    assert page.status_code == 422 and by_api[0][1] in words(page)
    came = world.as_("man").post("/projects/news/articles", line(body))
    assert (came.status_code, told(came.json)) == (422, by_api)


def test_a_good_verdict_is_taken_at_every_door(world):
    rev = world.as_("rev")
    assert rev.put(CHECK, GOOD).status_code == 201
    assert Visitor(world, "rev").send(f"{CHECK}/verdict", page=CHECK, **sent(GOOD)).status_code == 303
    assert world.as_("man").post("/projects/news/articles", line(GOOD)).status_code == 201


def test_a_rating_stands_on_a_scale_of_the_project(world):
    body = GOOD | {"rating": {"scale": "politifact", "id": "somewhat"}}
    by_api = told(world.as_("rev").put(CHECK, body).json)
    assert [one for one, _ in by_api] == ["unknown_value"]
    assert told(world.as_("man").post("/projects/news/articles", line(body)).json) == by_api
    assert world.as_("rev").put(CHECK, GOOD).status_code == 201
    page = Visitor(world, "rev").send(f"{CHECK}/verdict", page=CHECK, **sent(GOOD), rating="politifact:somewhat")
    assert page.status_code == 422 and "Rating: Not a valid choice." in words(page)  # it offers those there are


def test_the_page_of_the_claim_is_no_evidence_for_it(world):
    for name, number in (("ann", 10), ("ben", 11)):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", claim())
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    (check,) = world.as_("rev").get("/projects/news/fact-checks").json["items"]
    own = {**source("The article itself"), "url": None, "article": "a1"}
    assert world.as_("rev").put(f"/projects/news/sources/{uid(3)}", own).status_code == 201
    where = f"/projects/news/fact-checks/{check['id']}"
    body = {"claim": check["claim"], "mentions": check["mentions"], "evidence": [{**PROOF, "source": uid(3)}]}
    by_api = told(world.as_("rev").put(where, body, if_match=check["version"]).json)
    assert [one for one, _ in by_api] == ["own_evidence"]
    page = Visitor(world, "rev").send(f"{where}/evidence", page=where, source=uid(3), stance="refutes")
    assert page.status_code == 422 and by_api[0][1] in words(page)
