"""Each rule of gold is broken through the page, the API and an import: the same words, and no gold is finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

import schemas
from tests.bodies import ENTITY, SOURCE, TEXT, claim, entity, framing, omission, rebuttal, source, span, uid
from tests.functional.rules.test_rules import told
from tests.visitors import Visitor, hidden, words

HERE = "/articles/a1/review"
WHOLE: dict[str, Any] = {
    "claim": claim("re-exports were counted twice"),
    "rebuttal": rebuttal("kept silent about the debt", target_external="That it rose."),
    "omission": {**omission(), "anchor": span("Nobody asked what the new roads cost")},
    "framing": framing(),
}


@dataclass(frozen=True)
class Bare:
    """Gold that lacks one thing, and what is said of that."""

    rule: str
    code: str
    words: str
    body: dict[str, Any]


def without(tag: str, name: str) -> dict[str, Any]:
    left = {key: value for key, value in WHOLE[tag]["attributes"].items() if key != name}
    return {**WHOLE[tag], "attributes": left}


def bare() -> list[Bare]:
    found = []
    for tag, rules in schemas.scheme()["tags"].items():
        for name, rule in rules["attributes"].items():
            if rule.get("required") and rule.get("gold") != "never" and "when" not in rule:
                words = f"“{rule['label']['en']}” is not answered yet"
                found.append(Bare(f"{tag}: {name}", "incomplete", words, without(tag, name)))
    unproved = {**WHOLE["omission"], "sources": []}
    late = omission(available_at_publication=False)
    reached = framing(indirect_target=ENTITY)
    quoted = framing(in_quote=True)
    return [
        *found,
        Bare("an omission is proved", "source_required", "link a source that supports it", unproved),
        Bare("no hindsight", "not_known_then", "it is a development, not an omission", late),
        Bare("indirect", "not_applicable", "does not go with “Aim” as chosen", reached),
        Bare("a quoted framing has a speaker", "incomplete", "“Speaker” is not answered yet", quoted),
    ]


RULES = bare()
PROPOSED = {
    "proposed_verdict": "not_checked",
    "proposed_missing_context": True,
    "proposed_justification": "As the bank says.",
}


@pytest.fixture
def case(world):
    """A case on the boundary of a claim, which a decision may add to."""
    for name, number, some in (("ann", 1, "exports rose by 12 percent in 2023"), ("ben", 2, "exports rose")):
        assert world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", claim(some)).status_code == 201
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    (found,) = world.as_("rev").get("/projects/news/cases").json["items"]
    return found


def added(case, body):
    """Return a decision that adds an annotation nobody made."""
    ruling = {"case_version": case["case_version"], "outcome": "add", "reason": "slip", "confidence": 3}
    return {**ruling, "chosen": body, "rationale": "Both missed it."}


def typed(body):
    """Return the annotation as the form of the review desk sends it."""
    anchor = body["anchor"]
    some = "\n".join(segment["exact"] for segment in anchor["segments"])
    sent: dict[str, Any] = {"tag": body["tag"], "kind": anchor["kind"], "words": some}
    for link in body.get("sources", ()):
        sent |= {"source": link["source"], "stance": link["stance"]}
    for name, value in body["attributes"].items():
        shown = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
        sent[f"a-{name}"] = "-none" if value == [] else shown
    return sent


def filled(visitor, case, body):
    """Return the page of a new annotation, and what its form sends when it is filled in with the body."""
    page = visitor.get(f"{HERE}?case={case['id']}&edit=new&tag={body['tag']}").text
    sent = {"choice": "add", "edit": "new", "reason": "slip", "confidence": "3", "rationale": "Missed."}
    return page, sent | {**hidden(page), "case_version": str(case["case_version"]), **typed(body)}


def line(body, state="adjudicated"):
    """Return an article with gold, finished or not, as a corpus brings it."""
    layer = {"layer": "gold", "state": state, "relations": [], "annotations": [{"id": uid(9), **body}]}
    named = {"entities": [{"id": ENTITY, **entity()}], "sources": [{"id": SOURCE, **source()}]}
    return {"text": TEXT, "regions": [], "layers": [layer], **named}


@pytest.mark.parametrize("broken", RULES, ids=lambda broken: broken.rule.replace(" ", "-"))
def test_gold_is_not_finished_while_it_lacks_something(world, case, broken):
    rev = world.as_("rev")
    by_api = rev.put(f"/cases/{case['id']}/decision", added(case, broken.body)).json["lacks"]
    assert broken.code in {one["code"] for one in by_api}
    assert [one for one in by_api if broken.words in one["detail"]], by_api
    assert rev.get("/articles/a1/layers/gold").json["state"] == "open"

    visitor = Visitor(world, "rev")
    _, sent = filled(visitor, case, broken.body)
    answer = visitor.client.post(f"{HERE}/{case['id']}", data=sent)
    assert answer.status_code == 303, words(answer)
    assert all(one["detail"] in words(visitor.follow(answer)) for one in by_api[:1])

    came = world.as_("man").post("/projects/news/articles", line(broken.body))
    assert came.status_code == 422
    assert set(told(came.json)) == {(one["code"], one["detail"]) for one in by_api}


def test_what_lacks_nothing_is_finished_by_every_door(world, case):
    rev = world.as_("rev")
    body = claim("re-exports were counted twice")
    assert "lacks" not in rev.put(f"/cases/{case['id']}/decision", added(case, body)).json
    assert rev.get("/articles/a1/layers/gold").json["state"] == "adjudicated"


@pytest.mark.parametrize("name, value", PROPOSED.items())
def test_a_proposal_does_not_enter_gold(world, case, name, value):
    rev, body = world.as_("rev"), claim("re-exports were counted twice", **{name: value})
    by_api = rev.put(f"/cases/{case['id']}/decision", added(case, body))
    assert by_api.status_code == 422
    assert [code for code, _ in told(by_api.json)] == ["not_in_gold"]
    assert by_api.json["pointer"] == f"/attributes/{name}"

    visitor = Visitor(world, "rev")
    page, sent = filled(visitor, case, body)
    assert "a-voice" in page and "a-proposed_verdict" not in page
    answer = visitor.client.post(f"{HERE}/{case['id']}", data=sent)
    assert answer.status_code == 422
    assert by_api.json["detail"] in words(answer)
    assert rev.get("/articles/a1/layers/gold").status_code == 404


@pytest.mark.parametrize("state", ["open", "adjudicated"])
def test_a_proposal_comes_into_no_gold(world, state):
    came = world.as_("man").post("/projects/news/articles", line(claim(proposed_verdict="not_checked"), state))
    assert came.status_code == 422
    assert [code for code, _ in told(came.json)] == ["not_in_gold"]


def test_a_proposal_does_not_ride_on_an_amended_reading(world, case):
    ruling = {"case_version": case["case_version"], "outcome": "amend", "reason": "slip", "confidence": 3}
    chosen = {"annotations": [uid(1)], "attributes": {"proposed_verdict": "not_checked"}}
    answer = world.as_("rev").put(
        f"/cases/{case['id']}/decision", {**ruling, "chosen": chosen, "rationale": "So."}
    )
    assert (answer.status_code, answer.json["code"]) == (422, "not_in_gold")
