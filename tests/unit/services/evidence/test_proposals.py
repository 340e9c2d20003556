"""What annotators propose stands on the fact-check once their claim is gold."""

from __future__ import annotations

from tests.bodies import claim, uid

PROPOSED = {
    "proposed_verdict": "refuted",
    "proposed_missing_context": True,
    "proposed_rating": "politifact:half_true",
    "proposed_justification": "The table says so.",
}


def test_the_verdicts_of_the_readings_are_gathered(world):
    bodies = {"ann": claim(**PROPOSED), "ben": claim()}
    for number, (name, body) in enumerate(bodies.items(), 1):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", body)
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    rev = world.as_("rev")
    (case,) = rev.get("/projects/news/cases").json["items"]
    ruling = {"case_version": 1, "outcome": "accept", "chosen": uid(1), "reason": "slip"}
    assert rev.put(f"/cases/{case['id']}/decision", ruling | {"confidence": 3}).status_code == 200
    (check,) = rev.get("/projects/news/fact-checks").json["items"]
    (said,) = check["proposals"]
    assert (said["verdict"], said["missing_context"], said["blind"]) == ("refuted", True, False)
    assert said["rating"] == {"scale": "politifact", "id": "half_true"} and said["by"].startswith("a-")
    assert check["verdict"] == "not_checked"
