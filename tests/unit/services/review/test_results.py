"""What each outcome makes of the readings."""

from __future__ import annotations

import pytest

from tests.bodies import SOURCE, claim, framing, span, uid

LINK = {"source": SOURCE, "stance": "supports"}


@pytest.fixture
def case(world) -> dict:
    """Two readings of one claim; ben adds a source and a proposal."""
    other = claim("12 percent in 2023", proposed_verdict="not_checked") | {"sources": [LINK]}
    for number, (name, body) in enumerate((("ann", claim("exports rose by 12 percent")), ("ben", other)), 1):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", body)
        world.as_(name).put("/articles/a1/submission")
    (found,) = world.as_("rev").get("/projects/news/cases").json["items"]
    return found


def decide(world, case, **ruling):
    body = {"case_version": case["case_version"], "reason": "other", "confidence": 2, **ruling}
    return world.as_("rev").put(f"/cases/{case['id']}/decision", body)


def gold(world) -> list[dict]:
    return world.as_("rev").get("/articles/a1/layers/gold").json["annotations"]


def test_accepting_leaves_out_what_is_only_a_proposal(world, case):
    assert decide(world, case, outcome="accept", chosen=uid(2)).status_code == 200
    assert "proposed_verdict" not in gold(world)[0]["attributes"]


def test_several_readings_can_be_kept(world, case):
    decide(world, case, outcome="accept", chosen=[uid(1), uid(2)])
    assert [made["derived_from"] for made in gold(world)] == [[uid(1)], [uid(2)]]


def test_merging_covers_all_and_unites_the_sources(world, case):
    answer = decide(world, case, outcome="merge", chosen=None, rationale="Both are half right.")
    assert answer.status_code == 200, answer.json
    (made,) = gold(world)
    assert made["anchor"]["segments"][0]["exact"] == "exports rose by 12 percent in 2023"
    assert [link["source"] for link in made["sources"]] == [SOURCE]
    assert made["derived_from"] == [uid(1), uid(2)]


def test_amending_changes_what_is_said_and_keeps_the_rest(world, case):
    chosen = {"annotation": uid(1), "anchor": span("rose by 12 percent"), "attributes": {"voice": "author_voice"}}
    assert decide(world, case, outcome="amend", chosen=chosen, rationale="Shorter.").status_code == 200
    (made,) = gold(world)
    assert made["anchor"]["segments"][0]["exact"] == "rose by 12 percent"
    assert made["attributes"]["voice"] == "author_voice"
    assert made["attributes"]["checkworthiness"] == "checkworthy_factual"


def test_adding_takes_what_nobody_had(world, case):
    assert decide(world, case, outcome="add", chosen=framing(), rationale="All missed it.").status_code == 200
    assert [(made["tag"], made["derived_from"]) for made in gold(world)] == [("framing", [])]


@pytest.mark.parametrize("outcome", ["reject", "undecidable"])
def test_nothing_may_be_the_answer(world, case, outcome):
    assert decide(world, case, outcome=outcome, rationale="Not a claim.").status_code == 200
    assert gold(world) == []


@pytest.mark.parametrize("outcome", ["amend", "merge", "add", "reject"])
def test_what_overrules_says_why(world, case, outcome):
    answer = decide(world, case, outcome=outcome, chosen=framing() if outcome == "add" else uid(1))
    assert (answer.status_code, answer.json["pointer"]) == (422, "/rationale")


def test_what_is_amended_is_checked_like_any_annotation(world, case):
    chosen = {"annotation": uid(1), "attributes": {"voice": "loud"}}
    answer = decide(world, case, outcome="amend", chosen=chosen, rationale="Louder.")
    assert (answer.status_code, answer.json["code"]) == (422, "unknown_value")
