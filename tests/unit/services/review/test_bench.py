"""What most readers say of a case: that something is here, that nothing is, or which of the readings."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from annotator.services.review.bench import Bench
from tests.bodies import claim, framing, rebuttal, uid
from tests.functional.api.test_adjudication import cases, decide, work

CASES = {
    "one of two": (["a"], 1, (), False),
    "both": (["a", "b"], 0, (), True),
    "one alone": (["a"], 0, (), False),
    "two of four": (["a", "a"], 2, (), False),
    "one against none of two": (["a"], 2, (0,), True),
    "one against none of one": (["a"], 1, (0,), False),
    "two against one": (["a", "a", "b"], 0, (2,), True),
    "the two": (["a", "a", "b"], 0, (0,), False),
    "three ways": (["a", "b", "c"], 0, (1,), False),
    "all that is said": (["a", "a", "b"], 0, (0, 2), False),
}


@pytest.mark.parametrize("said, missing, taken, expected", CASES.values(), ids=CASES)
def test_who_is_overruled(said, missing, taken, expected):
    members = [{"id": str(number), "layer": f"reader {number}"} for number in range(len(said))]
    case = SimpleNamespace(members=members, missing=["x"] * missing, primary="boundary")
    place = Bench(None, None, case, {}, {}, {str(n): words for n, words in enumerate(said)})
    assert place.overrules([str(number) for number in taken]) is expected


def test_one_against_none_of_two_says_why(world):
    world.add_person("cat", "annotator")
    world.assign("a1", "cat")
    work(world, ann=[framing()], ben=[], cat=[])
    [case] = cases(world)
    assert decide(world, case, chosen=uid(1), rationale=None).json["code"] == "incomplete"
    assert decide(world, case, outcome="reject", chosen=None, rationale=None).status_code == 200


def test_links_between_the_same_places_say_the_same(world):
    world.add_person("cat", "annotator")
    world.assign("a1", "cat")
    for base, name, ends in ((0, "ann", (2, 1)), (100, "ben", (102, 101)), (200, "cat", None)):
        client = world.as_(name)
        client.put(f"/articles/a1/annotations/{uid(base + 1)}", claim())
        said = rebuttal(target_external=None if ends else "That exports rose.")
        client.put(f"/articles/a1/annotations/{uid(base + 2)}", said)
        if ends:
            link = {"type": "rebuts", "from": uid(ends[0]), "to": uid(ends[1])}
            assert client.put(f"/articles/a1/relations/{uid(base + 3)}", link).status_code == 201
        assert client.put("/articles/a1/submission").status_code == 200
    [case] = [one for one in cases(world, "open") if one["primary"] == "relation"]
    assert decide(world, case, outcome="reject", chosen=None, rationale=None).json["code"] == "incomplete"
    answer = decide(world, case, chosen=None, rationale=None)
    assert (answer.status_code, len(answer.json["chosen"]["annotations"])) == (200, 1)
