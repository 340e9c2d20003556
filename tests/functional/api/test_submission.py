"""Handing in: nothing missing, harmless twice, open again until the review began."""

from __future__ import annotations

import pytest

from tests.bodies import claim, framing, omission, rebuttal, span, uid

HERE = "/articles/a1/submission"
CLAIM = f"/articles/a1/annotations/{uid(1)}"
LINK = f"/articles/a1/relations/{uid(9)}"


@pytest.fixture
def ann(world):
    return world.as_("ann")


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


def pointers(response) -> set[str]:
    return {hole["pointer"] for hole in response.json["errors"]}


def test_handing_in_is_harmless_twice(ann):
    ann.put(CLAIM, claim())
    first, second = ann.put(HERE), ann.put(HERE, {})
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json["state"] == second.json["state"] == "submitted"
    assert ann.get("/articles/a1/layers/mine").json["state"] == "submitted"


def test_an_empty_layer_can_be_handed_in(ann):
    assert ann.put(HERE).json["state"] == "submitted"


def test_a_hole_is_pointed_to_each_by_itself(ann):
    ann.put(CLAIM, claim(speaker=None, voice=None))
    ann.put(f"/articles/a1/annotations/{uid(2)}", framing(polarity=None))
    answer = ann.put(HERE)
    assert code(answer) == (422, "incomplete")
    assert pointers(answer) == {
        f"/annotations/{uid(1)}/attributes/speaker",
        f"/annotations/{uid(1)}/attributes/voice",
        f"/annotations/{uid(2)}/attributes/polarity",
    }
    assert all(hole["detail"] for hole in answer.json["errors"])
    assert ann.get("/articles/a1/layers/mine").json["state"] == "open"


def test_a_single_hole_is_pointed_to(ann):
    ann.put(CLAIM, claim(speaker=None))
    answer = ann.put(HERE)
    assert answer.json["pointer"] == f"/annotations/{uid(1)}/attributes/speaker"
    assert len(pointers(answer)) == 1


def test_a_rebuttal_names_what_it_answers(ann):
    ann.put(CLAIM, claim())
    ann.put(f"/articles/a1/annotations/{uid(2)}", rebuttal())
    assert code(ann.put(HERE)) == (422, "incomplete")
    ann.put(LINK, {"type": "rebuts", "from": uid(2), "to": uid(1)})
    assert ann.put(HERE).status_code == 200


def test_what_is_withdrawn_is_not_looked_at(ann):
    ann.put(CLAIM, claim(speaker=None))
    ann.delete(CLAIM)
    assert ann.put(HERE).status_code == 200


def test_an_omission_needs_a_source(ann):
    body = omission()
    body["sources"] = []
    ann.put(CLAIM, body)
    answer = ann.put(HERE)
    assert code(answer) == (422, "source_required")
    assert pointers(answer) == {f"/annotations/{uid(1)}/sources"}


def test_a_hindsight_omission_is_refused(ann):
    ann.put(CLAIM, omission(available_at_publication=False))
    assert code(ann.put(HERE)) == (422, "not_known_then")


def test_a_proof_that_came_later_is_a_warning(world):
    world.add_article("dated", "A text of its own, with a date.", published="2020-01-05")
    world.assign("dated", "ann")
    ann = world.as_("ann")
    ann.put(f"/articles/dated/annotations/{uid(1)}", omission())
    answer = ann.put("/articles/dated/submission")
    assert answer.status_code == 200
    assert [warning["pointer"] for warning in answer.json["warnings"]] == [f"/annotations/{uid(1)}/sources/0"]


@pytest.mark.parametrize("body", [{"state": "adjudicated"}, {"role": "manager"}])
def test_the_body_is_empty(ann, body):
    assert code(ann.put(HERE, body)) == (422, "unknown_field")


def test_reopening_lets_work_go_on(ann):
    ann.put(CLAIM, claim())
    ann.put(HERE)
    assert ann.delete(HERE).status_code == 204
    assert ann.delete(HERE).status_code == 204
    assert ann.put(CLAIM, claim(note="x"), if_match=1).status_code == 200


WRITES = {
    "a new annotation": lambda c: c.put(f"/articles/a1/annotations/{uid(5)}", claim("re-exports")),
    "a change": lambda c: c.put(CLAIM, claim(note="x"), if_match=1),
    "a withdrawal": lambda c: c.delete(CLAIM),
    "a new relation": lambda c: c.put(LINK, {"type": "rebuts", "from": uid(2), "to": uid(1)}),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_what_is_handed_in_does_not_change(ann, write):
    ann.put(CLAIM, claim())
    ann.put(f"/articles/a1/annotations/{uid(2)}", rebuttal(target_external="It was said elsewhere."))
    ann.put(HERE)
    before = ann.get("/articles/a1/layers/mine").json
    assert code(write(ann)) == (409, "assignment_closed")
    assert ann.get("/articles/a1/layers/mine").json == before


def test_a_retry_after_handing_in_is_harmless(ann):
    ann.put(CLAIM, claim())
    ann.put(HERE)
    assert ann.put(CLAIM, claim()).status_code == 200


def test_once_the_review_began_only_a_manager_reopens(world, ann):
    ben, rev, man = world.as_("ben"), world.as_("rev"), world.as_("man")
    ann.put(CLAIM, claim())
    name = ann.put(HERE).json["layer"]
    ben.put(HERE)
    case = rev.get("/projects/news/cases").json["items"][0]
    ruling = {"case_version": case["case_version"], "outcome": "accept", "reason": "slip", "confidence": 3}
    assert rev.put(f"/cases/{case['id']}/decision", ruling | {"chosen": uid(1)}).status_code == 200
    assert code(ann.delete(HERE)) == (409, "assignment_closed")
    assert rev.delete(f"/articles/a1/layers/{name}/submission").json["code"] == "forbidden"
    assert man.delete(f"/articles/a1/layers/{name}/submission").status_code == 204
    assert ann.put(CLAIM, claim(note="again"), if_match=1).status_code == 200


def test_the_guideline_in_force_is_stamped(ann):
    ann.put(HERE)
    assert ann.get("/articles/a1/layers/mine").json["guideline_version"] == 1


def test_whoever_is_not_assigned_cannot_hand_in(world):
    for name in ("man", "rev", "res", "out"):
        assert code(world.as_(name).put(HERE)) == (404, "not_found")
        assert code(world.as_(name).delete(HERE)) == (404, "not_found")


def test_a_span_that_lies_in_an_attribute_is_checked_too(ann):
    inner = span("The ministry") | {"prefix": None}
    stored = ann.put(CLAIM, claim(source_span=inner)).json["attributes"]["source_span"]
    assert stored["segments"][0]["exact"] == "The ministry"
    wrong = span("The ministry")
    wrong["segments"][0]["exact"] = "the ministry"
    answer = ann.put(f"/articles/a1/annotations/{uid(2)}", claim(source_span=wrong))
    assert code(answer) == (422, "quote_mismatch")
    assert answer.json["pointer"].startswith("/attributes/source_span")


def test_who_may_have_seen_others_work_is_reopened_by_a_manager_only(world, ann):
    name = ann.put(HERE).json["layer"]
    man = world.as_("man")
    assert man.put("/articles/a1/opening").status_code == 204
    assert code(ann.delete(HERE)) == (409, "assignment_closed")
    assert man.delete(f"/articles/a1/layers/{name}/submission").status_code == 204


def test_the_layer_of_another_is_nothing_to_reopen(world, ann):
    """A name that was guessed tells nothing."""
    name = world.as_("ben").put(HERE).json["layer"]
    there = ann.delete(f"/articles/a1/layers/{name}/submission")
    nowhere = ann.delete("/articles/a1/layers/a-2222222222/submission")
    assert code(there) == code(nowhere) == (404, "not_found")
